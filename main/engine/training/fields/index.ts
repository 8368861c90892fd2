// The training settings as form fields: what a run is launched with beside its architecture and its seed.
import type { Field } from '../../../../shared/fields'
import { basic } from './basic'
import { ending } from './ending'
import { clips, minimised } from './loss'
import { running } from './running'

export const trainingFields: Field[] = [...basic, ...ending, ...minimised, ...clips, ...running]
