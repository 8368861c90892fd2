// Finds the prepared block that each input of a network reads: they are matched by name, and must hold as many numbers a row.
import { AppError } from '../../../shared/contract/errors'
import { sizeOf } from '../architectures'
import type { NetworkInput } from '../architectures'
import type { InputBlock } from '../workspace/prepared'
import type { Block } from './blocks'

/** Throws `run/input-mismatch` when no block has the input's name and size. */
export function blockFor({ id, shape }: NetworkInput, blocks: readonly InputBlock[]): Block {
  const block = blocks.find(({ name }) => name === id)
  if (block === undefined || sizeOf(block.shape) !== sizeOf(shape)) throw mismatch({ id, shape }, blocks)
  return { shape: [...shape], values: block.values }
}

function mismatch({ id, shape }: Pick<NetworkInput, 'id' | 'shape'>, blocks: readonly InputBlock[]): AppError {
  const input = `${id} [${shape.join(', ')}]`
  const known = blocks.map((block) => `${block.name} [${block.shape.join(', ')}]`).join(', ')
  return new AppError({
    code: 'run/input-mismatch',
    message: {
      en: `The network reads "${input}", expected inputs among those that the data are prepared to: ${known}.`,
      zh: `网络的输入为“${input}”，应为数据准备所提供的输入之一：${known}。`,
    },
    hint: {
      en: 'Name the inputs of the network like these and give them these shapes, or choose another task for the data.',
      zh: '请将网络的输入改为上述名称和形状，或为数据选择其他任务。',
    },
  })
}
