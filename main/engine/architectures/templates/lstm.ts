// Template `lstm`: reads step by step with a memory that gates write, keep and read.
import { recurrentTemplate } from '../recurrentTemplate'

export const lstm = recurrentTemplate({
  name: 'lstm',
  label: { en: 'LSTM network', zh: 'LSTM 网络' },
  summary: {
    en: 'Reads step by step with a memory that gates write, keep and read; for long windows.',
    zh: '逐步读取，由门控制记忆的写入、保持与读出；适用于较长的窗口。',
  },
  paper: 'Hochreiter and Schmidhuber 1997, doi:10.1162/neco.1997.9.8.1735',
})
