// What is odd about a run that goes on: it had to begin again, or it goes on with another library or other threads.
import type { Problem } from '../../../../shared/contract/errors'
import type { Plan } from '../../../../shared/records'
import type { Checkpoint } from '../../workspace/checkpoints'

interface Resumed {
  resumes: boolean
  from: Checkpoint | null
  plan: Plan
  context: { libraryVersion: string; threads: number; inOnePiece?: boolean }
}

export function resumeProblems({ resumes, from, plan, context }: Resumed): Problem[] {
  const problems: Problem[] = []
  if (resumes && from === null) problems.push(fromStart)
  const now = surroundings(context)
  const then = surroundings(plan)
  if (now !== then) problems.push(elsewhere(then, now))
  return problems
}

function surroundings({ libraryVersion, threads, inOnePiece }: Resumed['context']): string {
  return `TensorFlow ${libraryVersion}${inOnePiece === true ? ' in one piece' : ''}, ${threads}`
}

const fromStart: Problem = {
  path: 'checkpoint',
  code: 'run/resumed-from-start',
  message: {
    en: 'There was no checkpoint to go on from, so the run began again at step 0.',
    zh: '没有可用于继续的检查点，因此该运行从第 0 步重新开始。',
  },
  hint: {
    en: 'Nothing is wrong with its numbers; they are made again. The log says which files could not be used.',
    zh: '其数值没有问题，只是重新计算。日志中说明了哪些文件无法使用。',
  },
  severity: 'note',
}

function elsewhere(then: string, now: string): Problem {
  return {
    path: 'plan',
    code: 'run/other-surroundings',
    message: {
      en: `The plan of this run is for "${then}" threads, it trains with "${now}".`,
      zh: `该运行的计划为“${then}”个线程，而实际使用“${now}”个线程。`,
    },
    hint: {
      en: 'Its numbers may differ in the last digits from those of its siblings. Start it again to have all from here.',
      zh: '其数值的末几位可能与同组运行不同。若要全部在此得出，请重新启动该运行。',
    },
    severity: 'warning',
  }
}
