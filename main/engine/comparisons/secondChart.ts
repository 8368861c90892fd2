// What stands beside the loss chart: accuracy for classes, the mean absolute error for numbers, and why.
import type { Text } from '../../../shared/fields/text'
import type { Comparison, Goal } from '../../../shared/records'

const notes: Record<'classes' | 'numbers' | 'mixed', Text> = {
  classes: {
    en: 'Accuracy: the share of rows whose class is predicted rightly.',
    zh: '准确率：类别预测正确的行所占的比例。',
  },
  numbers: {
    en: 'There is no accuracy here: the target is a number, and a prediction is more or less far from it rather than right or wrong. The chart shows the mean absolute error, in the unit of the target.',
    zh: '此处没有准确率：目标是数值，预测只有误差大小之分，没有对错之分。图中显示平均绝对误差，单位与目标相同。',
  },
  mixed: {
    en: 'Some of these runs predict a number and have no accuracy; only the runs that predict a class are in this chart.',
    zh: '其中部分运行预测的是数值，没有准确率；此图仅包含预测类别的运行。',
  },
}

export function secondChart(goals: ReadonlySet<Goal>): Comparison['secondChart'] {
  const hasNumbers = goals.has('regression')
  const hasClasses = goals.has('binary') || goals.has('multiclass')
  if (!hasNumbers) return { metric: 'accuracy', note: notes.classes }
  return hasClasses ? { metric: 'accuracy', note: notes.mixed } : { metric: 'mae', note: notes.numbers }
}
