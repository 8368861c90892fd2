// Why a run is where it is: the reasons that the supervisor writes into its record.
import { AppError, type Problem, type WireError } from '../../../shared/contract/errors'

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
    en: 'Everything logged until then is kept. Resume it.',
    zh: '此前记录的内容均已保留，请恢复该运行。',
  },
})

/** `kept`: what there is of it; a run that never trained, or was ended by force, has no model. */
export function stoppedByUser(kept: 'a model' | 'nothing'): WireError {
  const hint =
    kept === 'a model'
      ? {
          en: 'What it had learnt is kept. Resume it to go on where it was.',
          zh: '已学到的结果均已保留。恢复后将从停止处继续训练。',
        }
      : {
          en: 'It has kept no model. Start it again to train it from the beginning.',
          zh: '该运行未保留模型。重新启动将从头训练。',
        }
  return reason('run/stopped-by-user', { message: { en: 'You stopped this run.', zh: '您停止了该运行。' }, hint })
}

/** Why a run cannot go on: it is not one that was ended before its time. */
export function notResumable(number: number, status: string): AppError {
  return new AppError({
    code: 'run/not-resumable',
    message: {
      en: `Run ${number} is "${status}", expected one that is paused, stopped or interrupted.`,
      zh: `运行 ${number} 的状态为“${status}”，应为已暂停、已停止或已中断。`,
    },
    hint: {
      en: 'A failed run can be started again from step 0; a finished one can be launched anew.',
      zh: '失败的运行可从第 0 步重新启动；已完成的运行可重新发起。',
    },
  })
}

/** Numbers that a resumed run gave anew and that are not those it had given before. */
export function resumeDiffers(series: string): Problem {
  return {
    path: series,
    code: 'run/resume-differs',
    message: {
      en: `After it was resumed, "${series}" has other values than before at the same places, expected equal ones; the new ones are kept.`,
      zh: `恢复运行后，“${series}”在相同位置的值与之前不同，应当相等；已保留新值。`,
    },
    hint: {
      en: 'This is expected after a change of machine, library or data. Otherwise start the run again and report it.',
      zh: '更换机器、库或数据后属正常现象；否则请重新启动该运行并反馈此问题。',
    },
    severity: 'warning',
  }
}

/** What the outcome itself says was wrong, such as a loss that was no longer a number. */
export function reasonOf({ code, message, hint }: Problem): WireError {
  return reason(code, { message, hint })
}
