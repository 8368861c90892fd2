// Settings that several tasks share: fewest rows of a user or an item, which events count, seeds.
import type { Field } from '../../../../shared/fields/field'

export const fewestOfUser: Field = {
  kind: 'integer',
  name: 'fewestOfUser',
  label: { en: 'Fewest rows of a user', zh: '用户最少行数' },
  help: {
    en: 'Users with fewer training rows share the code 0 of unknown users.',
    zh: '训练行数少于此值的用户共用表示未知用户的编号 0。',
  },
  default: 1,
  min: 1,
  max: 1_000_000,
  advanced: true,
}

export const fewestOfItem: Field = {
  kind: 'integer',
  name: 'fewestOfItem',
  label: { en: 'Fewest rows of an item', zh: '物品最少行数' },
  help: {
    en: 'Items with fewer training rows share the code 0 of unknown items.',
    zh: '训练行数少于此值的物品共用表示未知物品的编号 0。',
  },
  default: 1,
  min: 1,
  max: 1_000_000,
  advanced: true,
}

export const events: Field = {
  kind: 'texts',
  name: 'events',
  label: { en: 'Events that count', zh: '计入的事件' },
  help: {
    en: 'Kinds of events, such as buy, whose rows take part. Left empty, all do.',
    zh: '参与的事件类型（如购买）。留空则全部计入。',
  },
  default: [],
  maxLength: 1000,
  maxTextLength: 1000,
  advanced: true,
}

export const arrangeSeed: Field = {
  kind: 'integer',
  name: 'seed',
  label: { en: 'Seed of the draws', zh: '抽样种子' },
  help: {
    en: 'The same seed draws the same rows; another seed draws other ones.',
    zh: '相同的种子抽取相同的行；不同的种子抽取不同的行。',
  },
  default: 1,
  min: 0,
  max: 2 ** 31 - 1,
  advanced: true,
}

export const padding: Field = {
  kind: 'choice',
  name: 'padding',
  label: { en: 'Padding', zh: '填充位置' },
  help: {
    en: 'Where a history that is too short is filled up with zeros.',
    zh: '历史过短时在哪一侧以零填充。',
  },
  default: 'left',
  options: [
    { value: 'left', label: { en: 'Before it', zh: '之前' } },
    { value: 'right', label: { en: 'Behind it', zh: '之后' } },
  ],
  advanced: true,
}
