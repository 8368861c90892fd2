// The training settings as form fields: what a run is launched with beside its architecture and its seed.
import type { Field, Text } from '../../../../shared/fields'
import { optimizers } from '../optimizers'
import { fieldsOfChosen, optionsOf } from './chosen'

const option = (value: string, label: Text) => ({ value, label })

const basic: readonly Field[] = [
  {
    kind: 'integer',
    name: 'epochs',
    label: { en: 'Epochs', zh: '训练轮数' },
    help: { en: 'Times that all training rows are gone through.', zh: '遍历全部训练数据的次数。' },
    default: 10,
    min: 1,
    max: 100_000,
  },
  {
    kind: 'integer',
    name: 'batchSize',
    label: { en: 'Batch size', zh: '批大小' },
    help: {
      en: 'Rows a step; larger is faster an epoch, smaller often finds better weights.',
      zh: '每一步使用的行数；较大时每轮更快，较小时往往能找到更好的权重。',
    },
    default: 32,
    min: 1,
    max: 65_536,
  },
  {
    kind: 'choice',
    name: 'optimizer',
    label: { en: 'Optimiser', zh: '优化器' },
    help: { en: 'How weights follow their gradients.', zh: '权重如何沿梯度更新。' },
    default: 'adam',
    options: optionsOf(optimizers),
  },
  {
    kind: 'number',
    name: 'learningRate',
    label: { en: 'Learning rate', zh: '学习率' },
    help: {
      en: 'Size of a step; lower it when the loss jumps or becomes infinite.',
      zh: '每一步的幅度；当损失跳动或变为无穷大时应调低。',
    },
    default: 0.001,
    min: 0.000_000_1,
    max: 100,
  },
  ...fieldsOfChosen('optimizer', optimizers),
]

const ending: readonly Field[] = [
  {
    kind: 'integer',
    name: 'patience',
    label: { en: 'Early stopping after', zh: '提前停止的等待轮数' },
    help: {
      en: 'Ends after so many epochs in a row without a better validation loss; 0 never ends early.',
      zh: '验证损失连续若干轮没有改善时结束训练；0 表示不提前停止。',
    },
    default: 0,
    min: 0,
    max: 10_000,
    unit: { en: 'epochs', zh: '轮' },
  },
  {
    kind: 'choice',
    name: 'keep',
    label: { en: 'Keep weights of', zh: '保留权重' },
    help: {
      en: 'The best epoch is the one with the lowest validation loss, or training loss without validation rows.',
      zh: '最佳轮次指验证损失最低的一轮；没有验证数据时以训练损失为准。',
    },
    default: 'best',
    options: [
      option('best', { en: 'Best epoch', zh: '最佳轮次' }),
      option('last', { en: 'Last epoch', zh: '最后一轮' }),
    ],
  },
  {
    kind: 'choice',
    name: 'classWeights',
    label: { en: 'Class weights', zh: '类别权重' },
    help: {
      en: 'Balanced lets rare classes count as much as frequent ones in the loss; no effect on a number as target.',
      zh: '“均衡”使少数类与多数类在损失中同等重要；对数值目标无效。',
    },
    default: 'none',
    options: [option('none', { en: 'None', zh: '无' }), option('balanced', { en: 'Balanced', zh: '均衡' })],
    advanced: true,
  },
  {
    kind: 'number',
    name: 'clipNorm',
    label: { en: 'Clip gradients at norm', zh: '梯度裁剪范数' },
    help: {
      en: 'Shrinks all gradients together when their joint norm is larger, against explosions; 0 is off.',
      zh: '当全部梯度的总范数超过该值时按比例缩小，防止梯度爆炸；0 表示关闭。',
    },
    default: 0,
    min: 0,
    max: 1_000_000,
    advanced: true,
  },
]

export const trainingFields: Field[] = [...basic, ...ending]
