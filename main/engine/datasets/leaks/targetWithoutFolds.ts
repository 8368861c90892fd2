// Leakage check: words are encoded by the mean target of their training rows, with each row's own target among them.
import { finding, placesIn } from './check'
import { partCodes } from '../splits'
import type { LeakCheck } from './check'

const usualFolds = 5

/** Micci-Barreca's encoding (2001) without cross-fitting: a rare word's code is hardly more than its row's own label. */
export const targetWithoutFolds: LeakCheck = {
  name: 'targetWithoutFolds',
  label: { en: 'Target encoding without folds', zh: '未交叉拟合的目标编码' },
  summary: {
    en: 'Columns encoded by the target in which the code of a training row contains its own target.',
    zh: '按目标编码的列，其训练行的编码包含了该行自身的目标。',
  },
  find(input) {
    const trained = placesIn(input.part, partCodes.train)
    return input.preparation
      .filter(({ steps }) => steps.some(({ step, settings }) => step === 'targetEncode' && Number(settings.folds) < 2))
      .map(({ column, steps }) =>
        finding(input, trained, {
          code: 'leak/target-without-folds',
          severity: 'warning',
          message: {
            en: `"${column}" is encoded by the target without folds, so that each training row is told its own target.`,
            zh: `“${column}”按目标编码但未分折，因此每个训练行都能得知自身的目标。`,
          },
          hint: {
            en: `Encode the training rows by folds, each by the targets of the others; ${usualFolds} are usual.`,
            zh: `请对训练行分折编码，每折使用其他折的目标；通常为 ${usualFolds} 折。`,
          },
          remedy: {
            label: { en: `Use ${usualFolds} folds`, zh: `使用 ${usualFolds} 折` },
            change: {
              preparation: [
                {
                  column,
                  steps: steps.map((one) =>
                    one.step === 'targetEncode' ? { ...one, settings: { ...one.settings, folds: usualFolds } } : one,
                  ),
                },
              ],
            },
          },
        }),
      )
  },
}
