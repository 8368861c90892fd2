// Pauses and resumes a training of Netloom as a person would, and reads losses and places from what it reports.

/** `context` is the training's; `peer(begin)` answers the harness. The run pauses by itself after `checkedEpochs` epochs. */
export function createControl(checkedEpochs) {
  const now = () => performance.now()
  const losses = []
  const seen = { step: 0, firstEpochAt: 0, plan: '' }
  let dueAt = Infinity
  let pausedAt = null
  let goOn = () => undefined
  let rest = () => undefined

  const reports = {
    status({ plan }) {
      if (plan) seen.plan = told(plan)
    },
    block({ name, values }) {
      if (name !== 'loss/train') return
      losses.push(...values)
      seen.firstEpochAt ||= now()
      if (losses.length >= checkedEpochs && dueAt === Infinity) dueAt = 0
    },
    progress: ({ step }) => void (seen.step = step),
    paused: () => rest(),
  }

  const context = {
    now,
    signal: new AbortController().signal,
    stopAsked: () => false,
    pauseAsked() {
      if (pausedAt === null && now() >= dueAt) pausedAt = now()
      return pausedAt !== null
    },
    resumed: () => new Promise((resolve) => (goOn = resolve)),
    report: (report) => reports[report.kind]?.(report),
    log: (line) => console.error(line),
  }

  /** Resolves at the pause; fails with the training. */
  let training
  const paused = () => Promise.race([new Promise((resolve) => (rest = resolve)), training.then(endedEarly)])

  const peer = (begin) => ({
    async checked() {
      const begunAt = now()
      training = begin()
      await paused()
      const seconds = [(seen.firstEpochAt - begunAt) / 1000]
      return { seconds, losses: losses.slice(0, checkedEpochs), plan: seen.plan }
    },
    async block(seconds) {
      const before = seen.step
      const begunAt = now()
      dueAt = begunAt + seconds * 1000
      pausedAt = null
      goOn()
      await paused()
      return { seconds: (pausedAt - begunAt) / 1000, steps: seen.step - before }
    },
  })
  return { context, peer }
}

function endedEarly() {
  throw new Error('the training ended before it was to')
}

function told({ parts, threads, reason }) {
  const tiers = parts.map(({ tier, fromStep }) => `${tier} from step ${fromStep}`).join(', ')
  return `${tiers}; ${threads} thread${threads === 1 ? '' : 's'}. ${reason.en}`
}
