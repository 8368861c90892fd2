// What the run store refuses, in words, and the reason that a run gets when its program was lost.
import { AppError } from '../../../shared/contract/errors'
import type { WireError } from '../../../shared/contract/errors'
import { runMoves } from '../../../shared/records/run'
import type { Run, RunStatus } from '../../../shared/records/run'

export function illegalMove(run: Run, to: RunStatus): AppError {
  const legal = runMoves[run.status].join(', ')
  return new AppError({
    code: 'run/illegal-move',
    message: {
      en: `Run ${run.number} is "${run.status}" and cannot become "${to}". Expected one of: ${legal || 'none'}.`,
      zh: `运行 ${run.number} 的状态为“${run.status}”，不能变为“${to}”。可变为：${legal || '无'}。`,
    },
    hint: { en: 'Look at the run again: its state has changed.', zh: '运行状态已改变，请重新查看。' },
    details: { run: run.id, from: run.status, to },
  })
}

export function ownedElsewhere(run: Run): AppError {
  return new AppError({
    code: 'run/owned-elsewhere',
    message: {
      en: `Run ${run.number} is "${run.status}" in another program that has this workspace open.`,
      zh: `运行 ${run.number} 正由打开此工作区的另一个程序处理，状态为“${run.status}”。`,
    },
    hint: { en: 'Stop it there, or wait until it ends.', zh: '请在该程序中停止它，或等待其结束。' },
    details: { run: run.id },
  })
}

export function notOver(run: Run): AppError {
  return new AppError({
    code: 'run/not-over',
    message: {
      en: `Run ${run.number} is "${run.status}". Expected a run that is over.`,
      zh: `运行 ${run.number} 的状态为“${run.status}”。应为已结束的运行。`,
    },
    hint: { en: 'Stop the run first.', zh: '请先停止该运行。' },
    details: { run: run.id },
  })
}

export function programLost(run: Run): WireError {
  return {
    code: 'run/program-lost',
    message: {
      en: `The program ended while run ${run.number} was "${run.status}". What was logged until then is kept.`,
      zh: `运行 ${run.number} 处于“${run.status}”状态时程序意外结束。此前记录的内容均已保留。`,
    },
    hint: { en: 'Start the run again.', zh: '请重新启动该运行。' },
    details: { was: run.status, epochsDone: run.epochsDone, stepsDone: run.stepsDone },
    bug: false,
  }
}
