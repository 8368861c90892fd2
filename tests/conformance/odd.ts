// Columns that no recipe step may stumble over, and the splits that are tried of every goal.
import type { ColumnValues } from '../../main/engine/datasets'

const numbers = (name: string, values: number[]): ColumnValues => ({
  kind: 'numbers',
  name,
  values: Float64Array.from(values),
})
const words = (name: string, values: (string | null)[]): ColumnValues => ({ kind: 'words', name, values })

export const oddColumns: readonly ColumnValues[] = [
  numbers('no rows', []),
  numbers('all missing', [NaN, NaN, NaN]),
  numbers('one value', [7]),
  numbers('constant', [3, 3, 3, 3]),
  numbers('constant and missing', [3, NaN, 3, NaN]),
  numbers('nearly constant', [1e9, 1e9 + 1e-7, 1e9]),
  numbers('the largest', [1.7e308, -1.7e308, 1.7e308]),
  numbers('the smallest', [5e-324, 0, -5e-324]),
  numbers('negative zero', [-0, 0, -0]),
  numbers('far apart', [1e-300, 1e300, NaN]),
  words('no words', []),
  words('all words missing', [null, null]),
  words('one word', ['yes']),
  words('names of prototypes', ['__proto__', 'constructor', 'toString', null, '__proto__']),
  words('empty and blank', ['', ' ', '\t', null]),
  words('scripts', ['训练', 'тест', '🐧', 'é', 'é', '\u0000']),
  words('the words of the step', ['(other)', '(missing)', null, 'a=b']),
  words(
    'very many',
    Array.from({ length: 5000 }, (_, row) => `word ${row % 4000}`),
  ),
  words('very long', ['x'.repeat(100_000), 'x'.repeat(99_999)]),
  words('numbers as words', ['1', '01', '1.0', '1e0', 'NaN']),
]

/** Whole data sets for a split: number of rows, of classes, and how rare the last class is. */
export const sizes = [40, 137, 1000, 4999]
export const shares = [0.01, 0.1, 0.2, 1 / 3, 0.5, 0.9]
