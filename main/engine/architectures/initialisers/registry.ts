// The registry of initialisers: one line each.
import { constant } from './constant'
import { forgetGate } from './forgetGate'
import { glorotNormal } from './glorotNormal'
import { glorotUniform } from './glorotUniform'
import { heNormal } from './heNormal'
import { heUniform } from './heUniform'
import { identity } from './identity'
import { lecunNormal } from './lecunNormal'
import { lecunUniform } from './lecunUniform'
import { ones } from './ones'
import { orthogonal } from './orthogonal'
import { randomNormal } from './randomNormal'
import { randomUniform } from './randomUniform'
import { truncatedNormal } from './truncatedNormal'
import { zeros } from './zeros'
import type { Initialiser } from './initialiser'

export const initialisers = {
  glorotUniform,
  glorotNormal,
  heUniform,
  heNormal,
  lecunUniform,
  lecunNormal,
  randomUniform,
  randomNormal,
  truncatedNormal,
  orthogonal,
  identity,
  zeros,
  ones,
  constant,
  forgetGate,
} as const satisfies Record<string, Initialiser>

export type InitialiserName = keyof typeof initialisers
