// Layer type `resizing`: brings grids to another height and width.
import { choiceField } from '../fields'
import { grid, heightField, isGrid, sideField } from '../images'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'
import { interpolation, resampled } from '../resample'

/** Keras's `Resizing`: bilinear or nearest, without smoothing before it is made smaller. */
export const resizing: LayerType = {
  name: 'resizing',
  label: { en: 'Resizing', zh: '调整大小' },
  summary: { en: 'Brings grids to another height and width.', zh: '将网格调整为另一高度和宽度。' },
  family: 'shape',
  foreign: { keras: 'Resizing', onnx: 'Resize' },
  fields: [
    heightField,
    sideField,
    choiceField(
      'interpolation',
      { en: 'Between places', zh: '插值方式' },
      { en: 'What stands between the old places.', zh: '原位置之间的取值方式。' },
      [
        ['bilinear', 'on a line between neighbours', '邻点间线性插值'],
        ['nearest', 'that of the nearest', '取最近的位置'],
      ],
    ),
  ],
  inputs: 1,
  shape: ([from], { height, width }) => (isGrid(from) ? [Number(height), Number(width), from[2]] : { expected: grid }),
  weights: () => [],
  multiplyAdds: ([from = []], { height, width }) =>
    2 * (sizeOf(from) + Number(height) * Number(width) * (from[2] ?? 1)),
  forward({ tf, settings, inputs: [x] }) {
    const how = settings.interpolation as 'bilinear' | 'nearest'
    const along = (done: typeof x, axis: 1 | 2, to: number) => {
      const from = done.shape[axis] as number
      return from === to ? done : resampled(tf, done, axis, tf.tensor(interpolation(from, to, how), [to, from]))
    }
    return along(along(x, 1, Number(settings.height)), 2, Number(settings.width))
  },
  // tf.layers takes the corners for the centres of places.
  plain: () => null,
}
