// Template `simpleRnn`: reads step by step with a state that is made anew at each.
import { recurrentTemplate } from '../recurrentTemplate'

/** SimpleRNN 32 over ten steps of one number and a head: 1,121 parameters. */
export const simpleRnn = recurrentTemplate({
  name: 'simpleRnn',
  label: { en: 'Recurrent network (simple)', zh: '循环网络（简单）' },
  summary: {
    en: 'Reads step by step with a state that is made anew at each; forgets what is long ago.',
    zh: '逐步读取，每一步更新状态；会遗忘较早的内容。',
  },
  paper: 'Elman 1990, doi:10.1207/s15516709cog1402_1',
})
