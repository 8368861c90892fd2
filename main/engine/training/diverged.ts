// The problem of a run whose numbers are no longer finite: a result of the run, not a fault of the program.
import type { Problem } from '../../../shared/contract/errors'
import type { Text } from '../../../shared/fields'

/** Names the step, where it was seen first, the value, the likely cause and the remedies. */
export function divergedProblem(step: number, value: number, place: Text | null = null): Problem {
  const where = place ?? { en: 'the loss', zh: '损失' }
  return {
    path: 'training.learningRate',
    code: 'run/diverged',
    message: {
      en: `At step ${step} ${where.en} became "${value}", expected a finite number; the last good weights were kept.`,
      zh: `第 ${step} 步时${where.zh}变为“${value}”，应为有限的数；已保留最后一组有效的权重。`,
    },
    hint: {
      en: 'Lower the learning rate, clip the gradients at a norm such as 1, or use Adam.',
      zh: '请调低学习率，将梯度范数裁剪到例如 1，或改用 Adam。',
    },
    severity: 'error',
  }
}
