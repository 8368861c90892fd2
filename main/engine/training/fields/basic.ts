// Training settings that every run is thought about with: how long, in which batches, by which optimiser, at which rate.
import type { Field } from '../../../../shared/fields'
import { optimizers } from '../optimizers'
import { schedules, warmupSteps } from '../schedules'
import { fieldsOfChosen, option, optionsOf } from './chosen'

export const basic: readonly Field[] = [
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
    kind: 'choice',
    name: 'batching',
    label: { en: 'Rows a step', zh: '每步数据' },
    help: {
      en: 'Mini-batches are shuffled anew each epoch; the full batch is gradient descent proper, one step an epoch.',
      zh: '小批量在每轮重新打乱；全批量即标准的梯度下降，每轮一步。',
    },
    default: 'mini-batches',
    options: [
      option('mini-batches', { en: 'Mini-batches', zh: '小批量' }),
      option('full-batch', { en: 'All rows (full-batch gradient descent)', zh: '全部数据（全批量梯度下降）' }),
    ],
    advanced: true,
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
    showWhen: { field: 'batching', in: ['mini-batches'] },
  },
  {
    kind: 'integer',
    name: 'accumulate',
    label: { en: 'Batches an update', zh: '每次更新的批数' },
    help: {
      en: 'The gradients of so many batches are averaged into one update, as a larger batch that memory need not hold.',
      zh: '将若干批的梯度平均后再更新一次；相当于更大的批，但不必一次放入内存。',
    },
    default: 1,
    min: 1,
    max: 10_000,
    advanced: true,
    showWhen: { field: 'batching', in: ['mini-batches'] },
  },
  {
    kind: 'choice',
    name: 'optimizer',
    label: { en: 'Optimiser', zh: '优化器' },
    help: { en: 'How weights follow their gradients.', zh: '权重如何沿梯度更新。' },
    default: 'adam',
    options: optionsOf(optimizers),
  },
  ...fieldsOfChosen('optimizer', optimizers),
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
  {
    kind: 'choice',
    name: 'schedule',
    label: { en: 'Schedule', zh: '学习率计划' },
    help: { en: 'How the learning rate changes on the way.', zh: '学习率在训练过程中如何变化。' },
    default: 'constant',
    options: optionsOf(schedules),
  },
  ...fieldsOfChosen('schedule', schedules),
  warmupSteps,
]
