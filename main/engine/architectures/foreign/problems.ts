// What is said when a foreign model cannot be read at all.
import { AppError } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields'

export function notReadable(why: Text): AppError {
  return new AppError({
    code: 'architecture/not-readable',
    message: {
      en: `The file holds no model that can be read: ${why.en}.`,
      zh: `该文件中没有可读取的模型：${why.zh}。`,
    },
    hint: {
      en: 'Choose the JSON of a Keras model, a .keras or .h5 file, or the model.json of a TensorFlow.js layers model.',
      zh: '请选择 Keras 模型的 JSON、.keras 或 .h5 文件，或 TensorFlow.js 层模型的 model.json。',
    },
  })
}
