// Layer type `batchNormalisation`: centres and scales each input over the batch, and by moving statistics after training.
import type { LayerType, Shape } from '../layerType'

const lastAxis = (from: Shape | undefined) => [from?.at(-1) ?? 0]

/** Ioffe and Szegedy 2015. Momentum of the moving statistics as in Keras: moving = momentum x moving + (1 - momentum) x batch. */
export const batchNormalisation: LayerType = {
  name: 'batchNormalisation',
  label: { en: 'Batch normalisation', zh: '批归一化' },
  summary: {
    en: 'Centres and scales each input over the batch; steadies and speeds up training.',
    zh: '在批内对每个输入做中心化和缩放，使训练更稳定、更快。',
  },
  foreign: { keras: 'BatchNormalization', onnx: 'BatchNormalization' },
  fields: [
    {
      kind: 'number',
      name: 'momentum',
      label: { en: 'Momentum', zh: '动量' },
      help: {
        en: 'How slowly the moving statistics follow the batches; lower it for short trainings.',
        zh: '移动统计量跟随批次变化的快慢；训练较短时可调低。',
      },
      default: 0.9,
      min: 0,
      max: 0.9999,
    },
    {
      kind: 'number',
      name: 'epsilon',
      label: { en: 'Epsilon', zh: 'Epsilon' },
      help: { en: 'Added to the variance so that nothing is divided by zero.', zh: '加到方差上，避免除以零。' },
      default: 0.001,
      min: 1e-7,
      max: 1,
      advanced: true,
    },
  ],
  inputs: 1,
  shape: ([from]) => [...(from ?? [])],
  weights: ([from]) => [
    { name: 'gamma', shape: lastAxis(from), trainable: true },
    { name: 'beta', shape: lastAxis(from), trainable: true },
    { name: 'movingMean', shape: lastAxis(from), trainable: false },
    { name: 'movingVariance', shape: lastAxis(from), trainable: false },
  ],
  multiplyAdds: ([from]) => (from ?? []).reduce((product, size) => product * size, 1),
  build: ({ id, settings, tf }) =>
    tf.layers.batchNormalization({ name: id, momentum: Number(settings.momentum), epsilon: Number(settings.epsilon) }),
}
