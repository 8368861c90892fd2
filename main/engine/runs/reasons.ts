// Why a run is where it is: the reasons that the supervisor writes into its record.
import type { Problem, WireError } from '../../../shared/contract/errors'

function reason(
  code: string,
  texts: Pick<WireError, 'message' | 'hint'>,
  details: WireError['details'] = {},
): WireError {
  return { code, ...texts, details, bug: false }
}

export const programClosed = reason('run/program-closed', {
  message: { en: 'Netloom was closed while this run was training.', zh: '该运行训练期间 Netloom 被关闭。' },
  hint: {
    en: 'Everything logged until then is kept. Start it again.',
    zh: '此前记录的内容均已保留，请重新启动该运行。',
  },
})

/** `kept`: what there is of it; a run that never trained, or was ended by force, has no model. */
export function stoppedByUser(kept: 'a model' | 'nothing'): WireError {
  const hint =
    kept === 'a model'
      ? {
          en: 'What it had learnt is kept. Start it again to train it from the beginning.',
          zh: '已学到的结果均已保留。重新启动将从头训练。',
        }
      : {
          en: 'It has kept no model. Start it again to train it from the beginning.',
          zh: '该运行未保留模型。重新启动将从头训练。',
        }
  return reason('run/stopped-by-user', { message: { en: 'You stopped this run.', zh: '您停止了该运行。' }, hint })
}

/** What the outcome itself says was wrong, such as a loss that was no longer a number. */
export function reasonOf({ code, message, hint }: Problem): WireError {
  return reason(code, { message, hint })
}
