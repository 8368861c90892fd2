// How large the description of a model may be before it is read: that of the largest published ones has a few megabytes.
import type { AppError } from '../../../../shared/contract/errors'
import { notReadable } from '../../architectures'

export const largestText = 32 * 2 ** 20
export const mostEntries = 10_000
/** Of the weights in a zip. */
export const largestWeights = 2 ** 31

export const tooLarge = (): AppError =>
  notReadable({ en: 'its description is larger than 32 MB', zh: '其描述超过 32 MB' })
