// The words that boxes of the canvas carry, in the language at hand.
import { computed } from 'vue'
import { formatShortCount } from '../../../shared/numbers/format'
import { useWords } from '../../composables/useWords'
import type { Words } from './designer/picture'

export function useFaces() {
  const { t, say } = useWords()
  return computed<Words>(() => ({
    say,
    output: t('designer.outputMark'),
    parameters: (count) => (count === 0 ? '' : t('designer.parameters', { n: count, count: formatShortCount(count) })),
    layers: (count) => t('designer.layers', { n: count }),
    uses: (count) => t('designer.uses', { n: count }),
    error: t('designer.hasError'),
    warning: t('designer.hasWarning'),
    comment: t('designer.commentText'),
    collapse: t('designer.collapse'),
    expand: t('designer.expand'),
  }))
}
