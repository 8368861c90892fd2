// Plans, from what tiers are said to cost: every reason, and what is measured for it. Expected are the rules worked by hand.
import { describe, expect, test } from 'vitest'
import { cannotBeHad, choosePlan } from '../../main/engine/training/plan'
import type { PlanInput } from '../../main/engine/training/plan'
import type { Measured } from '../../main/engine/training/tiers/tiers'
import type { Tier } from '../../shared/records'

const compileMs = { eager: 0, graph: 200, xla: 1000 }

interface Costs {
  /** Milliseconds a step; a tier without is not to be had. */
  graph?: number
  xla?: number
}

/** The plan for tiers of these costs, the tiers that were measured for it, and where one that cannot be had leads. */
function planned(costs: Costs, more: Partial<PlanInput> = {}) {
  const measured: Tier[] = []
  const measure = (tier: Tier): Measured => {
    measured.push(tier)
    const had: Tier =
      tier !== 'eager' && costs[tier] === undefined ? (costs.graph === undefined ? 'eager' : 'graph') : tier
    const msAStep = had === 'eager' ? 5 : (costs[had] as number)
    return { tier: had, msAStep, compileMs: compileMs[had], memoryBytes: 1 }
  }
  const input: PlanInput = {
    wanted: 'automatic',
    steps: 100_000,
    stepsPerEpoch: 10_000,
    threads: 2,
    libraryVersion: '2.21.0',
    convolves: false,
    known: [],
    measure,
    ...more,
  }
  return { plan: choosePlan(input), measured }
}

const only = (tier: Tier) => [{ tier, fromStep: 0 }]

describe('what the settings ask for', () => {
  test.each(['eager', 'graph', 'xla'] as const)('%s is what is planned', (wanted) => {
    const { plan, measured } = planned({ graph: 1, xla: 1 }, { wanted })
    expect(plan).toMatchObject({ parts: only(wanted), notes: [], threads: 2, libraryVersion: '2.21.0', chunkSteps: 0 })
    expect(plan.reason.en).toBe('Chosen in the settings.')
    expect(plan.forecast.map(({ tier }) => tier)).toEqual([wanted])
    expect(measured).toEqual([wanted])
  })

  test.each([
    ['xla', { graph: 1 }, 'graph'],
    ['xla', {}, 'eager'],
    ['graph', {}, 'eager'],
  ] as const)('%s that cannot be had gives way, with a note', (wanted, costs, taken) => {
    const { plan } = planned(costs, { wanted })
    expect(plan.parts).toEqual(only(taken))
    expect(plan.notes).toEqual([cannotBeHad(wanted, taken)])
    expect(plan.notes[0]?.en).toBe(`The tier "${wanted}" cannot run this network; "${taken}" takes its place.`)
    expect(plan.notes[0]?.zh).toContain(taken)
  })
})

describe('what is measured decides', () => {
  test('without a graph, operation by operation', () => {
    const { plan, measured } = planned({})
    expect(plan.parts).toEqual(only('eager'))
    expect(plan.reason.en).toBe('This network has an operation that no graph can hold.')
    expect(measured).toEqual(['graph'])
  })

  test('a run that is shorter than a compilation is not compiled', () => {
    // 1499 steps of 1 ms; a compilation by XLA typically takes 1500.
    const { plan, measured } = planned({ graph: 1, xla: 0.01 }, { steps: 1499, stepsPerEpoch: 100 })
    expect(plan.parts).toEqual(only('graph'))
    expect(plan.reason.en).toBe('The whole run is shorter than compiling would take.')
    expect(measured).toEqual(['graph'])
    expect(planned({ graph: 1, xla: 0.01 }, { steps: 1500, stepsPerEpoch: 1500 }).plan.reason).not.toEqual(plan.reason)
  })

  test('long epochs: XLA is tried, and taken from the start where it saves more than it costs', () => {
    // (1 x .95 - .5) x 100,000 = 45 s saved against 1 s.
    const { plan, measured } = planned({ graph: 1, xla: 0.5 })
    expect(plan.parts).toEqual(only('xla'))
    expect(plan.reason.en).toBe('XLA was measured to be the fastest.')
    expect(plan.forecast).toEqual([
      { tier: 'graph', msAStep: 1, compileMs: 200, memoryBytes: 1 },
      { tier: 'xla', msAStep: 0.5, compileMs: 1000, memoryBytes: 1 },
    ])
    expect(measured).toEqual(['graph', 'xla'])
  })

  test.each([
    ['hardly faster', { graph: 1, xla: 0.96 }, 100_000],
    // (10 x .95 - 5) x 200 = 900 ms saved, less than the second that it costs.
    ['not used for long enough', { graph: 10, xla: 5 }, 200],
    ['slower', { graph: 1, xla: 3 }, 100_000],
    ['not to be had', { graph: 1 }, 100_000],
  ])('XLA that is %s is left', (_why, costs, steps) => {
    const { plan } = planned(costs, { steps })
    expect(plan.parts).toEqual(only('graph'))
    expect(plan.reason.en).toBe('Compiling by XLA would save less than it costs.')
  })

  test('short epochs: a graph takes the first, and XLA the rest without having been measured', () => {
    const { plan, measured } = planned({ graph: 0.1, xla: 0.01 }, { stepsPerEpoch: 500 })
    expect(plan.parts).toEqual([
      { tier: 'graph', fromStep: 0 },
      { tier: 'xla', fromStep: 500 },
    ])
    expect(plan.reason.en).toBe(
      'A graph takes the first epoch, so that it comes at once; XLA, which is faster, takes the rest.',
    )
    expect(measured).toEqual(['graph'])
  })

  test('convolutions with short epochs stay with the graph while nothing is known of XLA', () => {
    const { plan } = planned({ graph: 0.1, xla: 0.01 }, { stepsPerEpoch: 500, convolves: true })
    expect(plan.parts).toEqual(only('graph'))
    expect(plan.reason.en).toContain('Convolutions')
  })

  test('what is left after the first epoch must be worth compiling, if it halves the time', () => {
    // 1,000 ms of 3,000 are the first epoch's; half of the rest is less than a compilation takes.
    expect(planned({ graph: 1, xla: 0.1 }, { steps: 3000, stepsPerEpoch: 1000 }).plan.parts).toEqual(only('graph'))
    expect(planned({ graph: 1, xla: 0.1 }, { steps: 4000, stepsPerEpoch: 1000 }).plan.parts).toHaveLength(2)
  })

  test('a single epoch is no reason to hurry: there is no rest for XLA', () => {
    const { measured } = planned({ graph: 0.1, xla: 0.01 }, { steps: 20_000, stepsPerEpoch: 20_000 })
    expect(measured).toEqual(['graph', 'xla'])
    // Hurried it would be from 3 s an epoch down, were there a second one.
    const short = planned({ graph: 0.1, xla: 0.01 }, { steps: 2000, stepsPerEpoch: 2000 })
    expect(short.plan.parts).toEqual(only('graph'))
  })
})

describe('what earlier runs found', () => {
  const known = (msAStep: number) => [{ tier: 'xla' as const, msAStep, compileMs: 1000, memoryBytes: 9 }]

  test('spares measuring XLA, with long epochs', () => {
    const { plan, measured } = planned({ graph: 1 }, { known: known(0.5) })
    expect(plan.parts).toEqual(only('xla'))
    expect(plan.forecast[1]).toEqual(known(0.5)[0])
    expect(measured).toEqual(['graph'])
  })

  test('takes XLA after the first epoch, with short ones, convolutions or not', () => {
    const { plan } = planned({ graph: 0.1 }, { known: known(0.01), stepsPerEpoch: 500, convolves: true })
    expect(plan.parts).toEqual([
      { tier: 'graph', fromStep: 0 },
      { tier: 'xla', fromStep: 500 },
    ])
    expect(plan.reason.en).toContain('A graph takes the first epoch')
  })

  test('leaves XLA that was slower', () => {
    const { plan } = planned({ graph: 0.1, xla: 0.01 }, { known: known(0.2), stepsPerEpoch: 500 })
    expect(plan.parts).toEqual(only('graph'))
    expect(plan.reason.en).toBe('Compiling by XLA would save less than it costs.')
  })
})
