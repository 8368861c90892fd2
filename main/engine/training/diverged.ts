// The problem of a run whose loss is no longer a finite number: a result of the run, not a fault of the program.
import type { Problem } from '../../../shared/contract/errors'

/** Names the step, its loss, the likely cause and the remedies. */
export function divergedProblem(step: number, loss: number): Problem {
  return {
    path: 'training.learningRate',
    code: 'run/diverged',
    message: {
      en: `The loss became "${loss}" at step ${step}, expected a finite number; the last good weights were kept.`,
      zh: `损失在第 ${step} 步变为“${loss}”，应为有限的数；已保留最后一组有效的权重。`,
    },
    hint: {
      en: 'Lower the learning rate, clip the gradients at a norm such as 1, or use Adam.',
      zh: '请调低学习率，将梯度范数裁剪到例如 1，或改用 Adam。',
    },
    severity: 'error',
  }
}
