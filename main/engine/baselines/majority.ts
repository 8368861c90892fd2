// Baseline `majority`: the frequencies of the classes in the training rows, whatever the row.
import type { Baseline } from './baseline'
import { rowsOf } from './rows'

/** Its accuracy is the share of the most frequent class, its AUC .5, its log loss the entropy of the classes. */
export const majority: Baseline = {
  name: 'majority',
  label: { en: 'Most frequent class', zh: '最常见类别' },
  summary: {
    en: 'Gives every row the frequencies of the classes in the training rows.',
    zh: '对每一行都给出训练行中各类别的频率。',
  },
  suits: ({ facts, arrangement }) => facts.goal !== 'regression' && arrangement === undefined,
  // Quick enough for one piece.
  *fit(prepared) {
    const { goal, classes } = prepared.preparation.facts
    const width = goal === 'binary' ? 1 : classes.length
    const rows = rowsOf(prepared, 'train')
    const shares = new Float32Array(width)
    for (const row of rows) {
      const code = prepared.target[row] as number
      const at = goal === 'binary' ? 0 : code
      shares[at] = (shares[at] as number) + (goal === 'binary' ? code : 1)
    }
    const frequencies = shares.map((count) => count / Math.max(1, rows.length))
    return {
      outputs: (asked) => new Float32Array(asked.length * width).map((_, at) => frequencies[at % width] as number),
    }
  },
}
