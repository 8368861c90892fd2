// Template `gru`: reads step by step with two gates.
import { recurrentTemplate } from '../recurrentTemplate'

export const gru = recurrentTemplate({
  name: 'gru',
  label: { en: 'GRU network', zh: 'GRU 网络' },
  summary: {
    en: 'Reads step by step with two gates: nearly as much memory as an LSTM in fewer weights.',
    zh: '逐步读取，使用两个门：以更少的权重达到接近 LSTM 的记忆。',
  },
  paper: 'Cho et al. 2014, arXiv:1406.1078',
})
