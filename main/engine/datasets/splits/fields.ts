// Settings that several split kinds share: the columns of users, items and times, and how short a history may be.
import type { Field } from '../../../../shared/fields/field'

export const userColumn: Field = {
  kind: 'column',
  name: 'user',
  label: { en: 'User column', zh: '用户列' },
  help: {
    en: 'Whose rows belong together. Left empty, the column with the role of a user.',
    zh: '标明各行属于谁的列。留空则使用用途为用户的列。',
  },
  default: '',
}

export const itemColumn: Field = {
  kind: 'column',
  name: 'item',
  label: { en: 'Item column', zh: '物品列' },
  help: {
    en: 'Which item a row is about. Left empty, the column with the role of an item.',
    zh: '标明各行所涉及物品的列。留空则使用用途为物品的列。',
  },
  default: '',
}

export const timeColumn: Field = {
  kind: 'column',
  name: 'time',
  label: { en: 'Time column', zh: '时间列' },
  help: {
    en: 'Numbers, or dates such as 2024-05-31. Left empty, the column with the role of a time.',
    zh: '数值，或形如 2024-05-31 的日期。留空则使用用途为时间的列。',
  },
  default: '',
}

export const fewestRows: Field = {
  kind: 'integer',
  name: 'fewest',
  label: { en: 'Fewest rows', zh: '最少行数' },
  help: {
    en: 'Users with fewer rows than this only train. Raise it to judge by users of whom enough is known.',
    zh: '行数少于此值的用户仅用于训练。若只想用了解较多的用户来评估，请调大。',
  },
  default: 3,
  min: 3,
  max: 1_000_000,
}
