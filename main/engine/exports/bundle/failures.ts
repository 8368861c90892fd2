// Why a bundle is refused, in words. A refused bundle has changed nothing.
import { AppError } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields/text'

const untouched: Text = {
  en: 'Nothing was added. Ask for the file again from whoever made it.',
  zh: '未添加任何内容。请向制作者重新索取该文件。',
}

const failures = {
  'bundle/not-found': {
    message: (what) => ({ en: `There is no file "${what}".`, zh: `找不到文件“${what}”。` }),
    hint: { en: 'Choose the file again.', zh: '请重新选择文件。' },
  },
  'bundle/not-a-bundle': {
    message: (what) => ({
      en: `This is no Netloom bundle: ${what}. Expected a file that Netloom wrote as a bundle.`,
      zh: `这不是 Netloom 实验包：${what}。应为由 Netloom 写出的实验包文件。`,
    }),
    hint: { en: 'Choose another file.', zh: '请选择其他文件。' },
  },
  'bundle/newer-version': {
    message: (what) => ({
      en: `The bundle has version "${what}" and was made by a newer Netloom. Expected version 1.`,
      zh: `该实验包的版本为“${what}”，由更新版本的 Netloom 创建。应为版本 1。`,
    }),
    hint: { en: 'Update Netloom and open it again.', zh: '请更新 Netloom 后重新打开。' },
  },
  'bundle/unsafe-path': {
    message: (what) => ({
      en: `The bundle holds the path "${what}", which could write outside its place. Expected plain relative file names.`,
      zh: `实验包中含有路径“${what}”，可能写到规定位置之外。应为普通的相对文件名。`,
    }),
    hint: untouched,
  },
  'bundle/checksum-mismatch': {
    message: (what) => ({
      en: `"${what}" in the bundle is not what its manifest says: the file is damaged or was changed.`,
      zh: `实验包中的“${what}”与清单不符：文件已损坏或被改动。`,
    }),
    hint: untouched,
  },
  'bundle/wrong-entries': {
    message: (what) => ({
      en: `"${what}" is in the bundle or in its manifest, but not in both as it must be.`,
      zh: `“${what}”仅存在于实验包或其清单之一，应两者皆有。`,
    }),
    hint: untouched,
  },
  'bundle/bad-record': {
    message: (what) => ({
      en: `A record of the bundle is not as it must be: ${what}.`,
      zh: `实验包中有一条记录不符合要求：${what}。`,
    }),
    hint: untouched,
  },
  'bundle/too-large': {
    message: (what) => ({
      en: `The bundle is too large: ${what}.`,
      zh: `实验包过大：${what}。`,
    }),
    hint: { en: 'Put fewer runs into one bundle.', zh: '请减少一个实验包中的运行数量。' },
  },
  'bundle/target-is-a-folder': {
    message: (what) => ({
      en: `"${what}" is a folder. Expected the name of a file to write.`,
      zh: `“${what}”是一个文件夹。应为要写入的文件名。`,
    }),
    hint: { en: 'Choose a file name.', zh: '请选择文件名。' },
  },
} as const satisfies Record<string, { message: (what: string) => Text; hint: Text }>

export type BundleFailure = keyof typeof failures

export function bundleError(code: BundleFailure, what: string, cause?: unknown): AppError {
  const { message, hint } = failures[code]
  return new AppError({ code, message: message(what), hint, details: { what }, cause })
}
