// What is said of a foreign model besides its graph: what was replaced or left out.
import type { Text } from '../../../../shared/fields'

export const anyLength = (id: string, size: number): Text => ({
  en: `Input "${id}" takes axes of any size; ${size} was put there.`,
  zh: `输入“${id}”的维度大小任意，已设为 ${size}。`,
})

export const notTaken = (id: string, names: readonly string[]): Text => ({
  en: `Layer "${id}": ${names.join(', ')} were left out; they change training alone.`,
  zh: `层“${id}”：${names.join('、')} 未被采用，它们只影响训练。`,
})

export const computedIn = (numbers: string): Text => ({
  en: `Layers of it compute in ${numbers}; here they compute in float32.`,
  zh: `其中有层以 ${numbers} 计算；此处以 float32 计算。`,
})

export const notFrozen = (ids: readonly string[]): Text => ({
  en: `Not trained in the file: ${listed(ids)}. Here that is chosen with the first weights of a run.`,
  zh: `文件中不参与训练的层：${listed(ids)}。此处在选择运行的初始权重时指定。`,
})

const listed = (ids: readonly string[]): string =>
  ids.length <= 10 ? ids.join(', ') : `${ids.slice(0, 10).join(', ')} (+${ids.length - 10})`
