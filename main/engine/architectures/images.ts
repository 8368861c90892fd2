// Texts and tests of shape for layers on images and other grids.
import type { NumberField, Text } from '../../../shared/fields'
import { integerField } from './fields'
import type { Shape } from './layerType'

export const grid: Text = { en: 'a grid of channels [height, width, channels]', zh: '由通道组成的网格 [高, 宽, 通道]' }

/** True for a shape [height, width, channels]. */
export function isGrid(shape: Shape | undefined): shape is [number, number, number] {
  return shape?.length === 3
}

export const roomy: Text = { en: 'an input at least as long as the window', zh: '长度不小于窗口的输入' }

const side = (name: string, label: Text): NumberField =>
  integerField({
    name,
    label,
    help: { en: 'Places along this side then.', zh: '调整后此方向的位置数。' },
    default: 4,
    min: 1,
    max: 10_000,
  })

export const heightField = side('height', { en: 'Height', zh: '高度' })
export const sideField = side('width', { en: 'Width', zh: '宽度' })
