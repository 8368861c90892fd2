// Training settings of how a run is carried out: what stays as it is, by which means, and what is watched on the way.
import type { Field } from '../../../../shared/fields'
import { option } from './chosen'

export const running: readonly Field[] = [
  {
    kind: 'texts',
    name: 'freeze',
    label: { en: 'Frozen layers', zh: '冻结的层' },
    help: {
      en: 'Layers by name whose weights stay as they are, for networks that begin with the weights of another run.',
      zh: '按名称列出权重保持不变的层；用于从其他运行的权重开始的网络。',
    },
    default: [],
    maxLength: 1000,
    maxTextLength: 300,
    advanced: true,
  },
  {
    kind: 'choice',
    name: 'tier',
    label: { en: 'Runs by', zh: '执行方式' },
    help: {
      en: 'Automatic takes what is forecast to be fastest; what cannot be compiled runs operation by operation.',
      zh: '“自动”选择预计最快的方式；无法编译的部分逐个运算执行。',
    },
    default: 'automatic',
    options: [
      option('automatic', { en: 'Automatic', zh: '自动' }),
      option('eager', { en: 'Operation by operation', zh: '逐个运算' }),
      option('graph', { en: 'Graph', zh: '计算图' }),
      option('xla', { en: 'Compiled graph (XLA)', zh: '编译的计算图（XLA）' }),
    ],
    advanced: true,
  },
  {
    kind: 'integer',
    name: 'diagnosticsEvery',
    label: { en: 'Gradients and updates every', zh: '梯度与更新的记录间隔' },
    help: {
      en: 'Records the gradient norm and the relative update of each layer at every so many steps; 0 is off. Whatever the interval, steps of small networks take a third to a half longer, those of large ones 5 to 20 % at most.',
      zh: '每隔若干步记录各层的梯度范数与相对更新量；0 表示关闭。无论间隔多少，小网络每步耗时增加三分之一到一半，大网络至多增加 5% 到 20%。',
    },
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: { en: 'steps', zh: '步' },
    advanced: true,
  },
  {
    kind: 'integer',
    name: 'histogramsEvery',
    label: { en: 'Histograms every', zh: '直方图的记录间隔' },
    help: {
      en: 'Records how weights and activations are distributed after every so many epochs; 0 is off. Each time takes about as long as one step of a large network, or 10 to 100 of a small one; the log says what share of the run that was.',
      zh: '每隔若干轮记录权重与激活值的分布；0 表示关闭。每次耗时约为大网络的 1 步，或小网络的 10 到 100 步；日志会说明其占运行时间的比例。',
    },
    default: 0,
    min: 0,
    max: 100_000,
    unit: { en: 'epochs', zh: '轮' },
    advanced: true,
  },
]
