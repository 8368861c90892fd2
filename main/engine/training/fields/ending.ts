// Training settings of when a run ends and which weights it keeps.
import type { ChoiceField, Field } from '../../../../shared/fields'
import { rankingMetrics } from '../../metrics'
import type { RankingMetric } from '../../metrics'
import { option } from './chosen'

/** Coverage says nothing of what is right. */
const judging = Object.values<RankingMetric>(rankingMetrics).filter(({ name }) => name !== 'coverage')

export const watchField: ChoiceField = {
  kind: 'choice',
  name: 'watch',
  label: { en: 'Best epoch by', zh: '最佳轮次的依据' },
  help: {
    en: 'What decides which epoch is best and when training stops early: the validation loss, or lists recommended to validation users after each epoch.',
    zh: '决定哪一轮最佳以及何时提前停止：验证损失，或每轮之后为验证用户给出的推荐列表。',
  },
  default: 'loss',
  options: [option('loss', { en: 'Loss', zh: '损失' }), ...judging.map(({ name, label }) => option(name, label))],
}

export const ending: readonly Field[] = [
  watchField,
  {
    kind: 'integer',
    name: 'patience',
    label: { en: 'Early stopping after', zh: '提前停止的等待轮数' },
    help: {
      en: 'Ends after so many epochs in a row that were no better; 0 never ends early.',
      zh: '连续若干轮没有改善时结束训练；0 表示不提前停止。',
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
      en: 'The best epoch is the one with the lowest validation loss, or training loss without validation rows, or with the best lists.',
      zh: '最佳轮次指验证损失最低（没有验证数据时为训练损失最低）或推荐列表最好的一轮。',
    },
    default: 'best',
    options: [
      option('best', { en: 'Best epoch', zh: '最佳轮次' }),
      option('last', { en: 'Last epoch', zh: '最后一轮' }),
    ],
  },
  {
    kind: 'integer',
    name: 'stopAfterSteps',
    label: { en: 'End after', zh: '最多步数' },
    help: {
      en: 'Ends after so many steps, even within an epoch; 0 leaves it to the epochs.',
      zh: '达到该步数即结束，即使一轮尚未完成；0 表示只按轮数。',
    },
    default: 0,
    min: 0,
    max: 2_000_000_000,
    unit: { en: 'steps', zh: '步' },
    advanced: true,
  },
  {
    kind: 'number',
    name: 'stopLossBelow',
    label: { en: 'End when the loss is below', zh: '损失低于该值时结束' },
    help: {
      en: 'Ends after the epoch whose training loss is lower than this; 0 is off.',
      zh: '某一轮的训练损失低于该值后结束；0 表示关闭。',
    },
    default: 0,
    min: 0,
    max: 1_000_000,
    advanced: true,
  },
  {
    kind: 'number',
    name: 'stopGradientNormBelow',
    label: { en: 'End when the gradient is below', zh: '梯度低于该值时结束' },
    help: {
      en: 'Ends after the epoch whose gradients had a smaller joint norm on average, as a sign of a minimum; 0 is off.',
      zh: '某一轮梯度的平均总范数低于该值后结束，表明已接近极小值；0 表示关闭。',
    },
    default: 0,
    min: 0,
    max: 1_000_000,
    advanced: true,
  },
]
