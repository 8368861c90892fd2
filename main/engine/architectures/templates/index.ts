// The template registry: one line a template.
import type { Template } from '../template'
import { autoRec } from './autoRec'
import { bert4Rec } from './bert4Rec'
import { biasedMf } from './biasedMf'
import { bprMf } from './bprMf'
import { caser } from './caser'
import { cnn1d } from './cnn1d'
import { dcnV2 } from './dcnV2'
import { deepFm } from './deepFm'
import { gmf } from './gmf'
import { gru } from './gru'
import { gru4Rec } from './gru4Rec'
import { linear } from './linear'
import { lstm } from './lstm'
import { mlp } from './mlp'
import { mmoe } from './mmoe'
import { multVae } from './multVae'
import { narm } from './narm'
import { neuMf } from './neuMf'
import { sasRec } from './sasRec'
import { simpleRnn } from './simpleRnn'
import { transformerEncoder } from './transformerEncoder'
import { twoTower } from './twoTower'
import { wideDeep } from './wideDeep'

export const templates = {
  mlp,
  linear,
  cnn1d,
  simpleRnn,
  lstm,
  gru,
  transformerEncoder,
  wideDeep,
  deepFm,
  dcnV2,
  mmoe,
  biasedMf,
  bprMf,
  gmf,
  neuMf,
  twoTower,
  gru4Rec,
  narm,
  caser,
  sasRec,
  bert4Rec,
  autoRec,
  multVae,
} as const satisfies Record<string, Template>

/** The template of that name, undefined when there is none. */
export function templateOf(name: string): Template | undefined {
  return Object.hasOwn(templates, name) ? templates[name as keyof typeof templates] : undefined
}
