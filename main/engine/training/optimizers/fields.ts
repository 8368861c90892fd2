// The optimisers' own settings: several of them share some, and then they share the field.
import type { NumberField, SwitchField } from '../../../../shared/fields'

const share = { kind: 'number', min: 0, max: 0.999_999, advanced: true } as const

export const momentumShare: NumberField = {
  kind: 'number',
  name: 'momentum',
  label: { en: 'Momentum', zh: '动量' },
  help: { en: 'Share of the last move that is kept.', zh: '保留上一步移动量的比例。' },
  default: 0.9,
  min: 0,
  max: 0.9999,
}

export const beta1: NumberField = {
  ...share,
  name: 'beta1',
  label: { en: 'Beta 1', zh: 'Beta 1' },
  help: {
    en: 'Share of the old mean of the gradients that is kept at each step; nearer to 1 is smoother.',
    zh: '每一步保留旧的梯度均值的比例；越接近 1 越平滑。',
  },
  default: 0.9,
}

export const beta2: NumberField = {
  ...share,
  name: 'beta2',
  label: { en: 'Beta 2', zh: 'Beta 2' },
  help: {
    en: 'Share of the old size of the gradients that is kept at each step; nearer to 1 forgets more slowly.',
    zh: '每一步保留旧的梯度幅度的比例；越接近 1 遗忘越慢。',
  },
  default: 0.999,
}

export const epsilon: NumberField = {
  kind: 'number',
  name: 'epsilon',
  label: { en: 'Epsilon', zh: 'Epsilon' },
  help: {
    en: 'Added to the size of the gradients before it divides; raise it when tiny gradients make large moves.',
    zh: '作为除数前加到梯度幅度上的小量；当微小梯度引起过大更新时应调高。',
  },
  default: 1e-7,
  min: 1e-10,
  max: 1,
  advanced: true,
}

export const amsgrad: SwitchField = {
  kind: 'switch',
  name: 'amsgrad',
  label: { en: 'AMSGrad', zh: 'AMSGrad' },
  help: {
    en: 'Divides by the largest size of the gradients so far, so that steps never grow again (Reddi et al. 2018).',
    zh: '以迄今最大的梯度幅度作为除数，使步幅不再增大（Reddi 等，2018）。',
  },
  default: false,
  advanced: true,
}

export const weightDecay: NumberField = {
  kind: 'number',
  name: 'weightDecay',
  label: { en: 'Weight decay', zh: '权重衰减' },
  help: {
    en: 'Share of each weight that is taken off at each step, times the learning rate; keeps weights small.',
    zh: '每一步从各权重中减去的比例（再乘以学习率）；使权重保持较小。',
  },
  default: 0.004,
  min: 0,
  max: 10,
}

export const rho: NumberField = {
  ...share,
  name: 'rho',
  label: { en: 'Rho', zh: 'Rho' },
  help: {
    en: 'Share of the old size of the gradients that is kept at each step.',
    zh: '每一步保留旧的梯度幅度的比例。',
  },
  default: 0.9,
}

export const centered: SwitchField = {
  kind: 'switch',
  name: 'centered',
  label: { en: 'Centred', zh: '中心化' },
  help: {
    en: 'Divides by the variance of the gradients instead of their mean square; steadier, a little slower.',
    zh: '以梯度的方差而非均方作为除数；更稳定，但略慢。',
  },
  default: false,
  advanced: true,
}

/** Not `momentum`: there the default is .9, here Keras's is none. */
export const rmspropMomentum: NumberField = {
  ...share,
  name: 'rmspropMomentum',
  label: { en: 'Momentum', zh: '动量' },
  help: {
    en: 'Share of the last move that is kept; 0 keeps none.',
    zh: '保留上一步移动量的比例；0 表示不保留。',
  },
  default: 0,
}

/** Not `rho`: Keras's default differs between the two optimisers. */
export const adadeltaRho: NumberField = { ...rho, name: 'adadeltaRho', default: 0.95 }

export const initialAccumulator: NumberField = {
  kind: 'number',
  name: 'initialAccumulator',
  label: { en: 'Initial accumulator', zh: '累积器初始值' },
  help: {
    en: 'What the sum of squared gradients starts from; larger makes the first moves smaller.',
    zh: '梯度平方和的初始值；越大则最初的更新越小。',
  },
  default: 0.1,
  min: 0,
  max: 1_000_000,
  advanced: true,
}
