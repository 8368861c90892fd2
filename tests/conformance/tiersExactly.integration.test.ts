// Bit-equal under one plan, on each tier: in one process and another, however the steps are cut into chunks, with all that a
// session holds written out and put back between them. Other seeds give other numbers.
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Plan, Tier } from '../../shared/records'
import { digestOfSteps, openedOn, sixtySteps } from './exactly'

/** The hash that another process prints. */
function elsewhere(tier: Tier): string {
  const call = `module.printSteps('${tier}')`
  const code = `import('vite').then(async (vite) => (({ module }) => ${call})(await vite.runnerImport('./tests/conformance/exactly.ts')))`
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' }
  return execFileSync(process.execPath, ['-e', code], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'ignore'] })
}

const parts: [string, Plan['parts']][] = [
  ['eager', [{ tier: 'eager', fromStep: 0 }]],
  ['graph', [{ tier: 'graph', fromStep: 0 }]],
  ['xla', [{ tier: 'xla', fromStep: 0 }]],
  [
    'graph, then xla',
    [
      { tier: 'graph', fromStep: 0 },
      { tier: 'xla', fromStep: 30 },
    ],
  ],
]

test.each(parts)('sixty steps on %s give the same bits however they are taken', async (_name, plan) => {
  const [one, other] = [openedOn(plan), openedOn(plan)]
  const begin = one.snapshot()
  const whole = await sixtySteps([one], [60])
  one.restore(begin)
  expect(await sixtySteps([one], [20, 20, 20])).toEqual(whole)
  one.restore(begin)
  expect(await sixtySteps([one, other], [25, 20, 15])).toEqual(whole)
  if (plan.length === 1) expect(elsewhere(plan[0]?.tier ?? 'eager')).toBe(digestOfSteps(whole))
  one.dispose()
  other.dispose()
})

test('other seeds give other numbers', async () => {
  const [first, second] = await Promise.all(
    [7, 8].map(async (seed) => {
      const session = openedOn([{ tier: 'eager', fromStep: 0 }], seed)
      const numbers = await sixtySteps([session], [60], seed)
      session.dispose()
      return numbers
    }),
  )
  for (const key of ['losses', 'predictions', 'hidden/kernel', 'norm/movingMean', 'out/kernel slot 0'])
    expect(second?.[key], key).not.toEqual(first?.[key])
})
