// TensorFlow that cannot be found is an error in words, with the next step.
import { expect, test } from 'vitest'
import { loadTensor } from '../../main/engine/tensor'

test('a missing library is named with what to run', () => {
  const load = () => loadTensor('file:///nowhere/at/all.js')
  expect(load).toThrow(expect.objectContaining({ code: 'tensorflow/not-loaded' }))
  expect(load).toThrow(/tfjs-node/)
})
