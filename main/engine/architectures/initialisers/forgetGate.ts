// Initialiser `forgetGate`: zeros, but ones for the forget gate of an LSTM's bias, the second of four blocks.
import { sizeOf } from '../layerType'
import type { Initialiser } from './initialiser'

/** Jozefowicz et al. 2015: the memory is kept until training says otherwise. */
export const forgetGate: Initialiser = {
  name: 'forgetGate',
  label: { en: 'Forget gate', zh: '遗忘门' },
  summary: { en: 'Zeros, but ones in the second of four blocks.', zh: '全零，但四个分块中的第二块为一。' },
  foreign: { keras: 'Zeros' },
  fields: [],
  draw({ shape }) {
    const values = new Float32Array(sizeOf(shape))
    return values.fill(1, values.length / 4, values.length / 2)
  },
}
