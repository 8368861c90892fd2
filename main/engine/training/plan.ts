// How a run will train: fixed before step 0 from what the tiers were measured to cost, and stored in the run.
import type { Forecast, Plan, Tier } from '../../../shared/records'
import type { Text } from '../../../shared/fields'
import type { Measured } from './tiers/tiers'

export interface PlanInput {
  /** What the settings ask for. */
  wanted: Tier | 'automatic'
  /** Of the whole run. */
  steps: number
  stepsPerEpoch: number
  threads: number
  /** See `Plan`; no when left out. */
  inOnePiece?: boolean
  libraryVersion: string
  /** Convolutions: the operations that XLA is often slower at than TensorFlow's own kernels. */
  convolves: boolean
  /** What was measured in earlier runs of the same network, batch and machine. */
  known: readonly Forecast[]
  /** Makes a tier ready and measures it. */
  measure(tier: Tier): Measured
}

/** A typical time to compile a small network by XLA, ms: what it must promise to save before it is tried. */
const typicalCompileMs = 1500
/** A first epoch on the graph that takes less than this is not held up by compiling: it would take several times as long. */
const hurryMs = 2 * typicalCompileMs
/** XLA must be faster by this much to be worth its memory. */
const worthwhile = 0.95

/**
 * The plan. Measuring is part of it: what was compiled for that serves the run. Where epochs are short, a graph takes the
 * first, so that its curve is there at once, and XLA the rest.
 */
export function choosePlan(input: PlanInput): Plan {
  if (input.wanted !== 'automatic') return fixedPlan(input, input.wanted)
  const graph = forecastOf(input, 'graph')
  if (graph.tier === 'eager') return planOf(input, [graph], [{ tier: 'eager', fromStep: 0 }], reasons.notRecordable)
  const graphMs = graph.msAStep * input.steps
  if (graphMs < typicalCompileMs) return planOf(input, [graph], onGraph, reasons.short)
  const known = input.known.find(({ tier }) => tier === 'xla')
  const firstEpochMs = graph.msAStep * input.stepsPerEpoch
  const hurries = firstEpochMs < hurryMs && input.steps > input.stepsPerEpoch
  if (known === undefined && hurries) return unmeasuredPlan(input, graph)
  const xla = known ?? forecastOf(input, 'xla')
  const saves = (graph.msAStep * worthwhile - xla.msAStep) * input.steps > xla.compileMs
  if (xla.tier !== 'xla' || !saves) return planOf(input, [graph, xla], onGraph, reasons.graphFaster)
  const from = hurries ? input.stepsPerEpoch : 0
  return planOf(input, [graph, xla], graphThenXla(from), hurries ? reasons.graphFirst : reasons.xlaFaster)
}

/** Nothing is known of XLA and compiling now would hold the first epoch up: what is known of such networks decides. */
function unmeasuredPlan(input: PlanInput, graph: Forecast): Plan {
  const rest = input.steps - input.stepsPerEpoch
  // Of such networks it typically takes half of the graph's time.
  if ((graph.msAStep * rest) / 2 < typicalCompileMs) return planOf(input, [graph], onGraph, reasons.short)
  if (input.convolves) return planOf(input, [graph], onGraph, reasons.convolves)
  return planOf(input, [graph], graphThenXla(input.stepsPerEpoch), reasons.graphFirst)
}

const onGraph: Plan['parts'] = [{ tier: 'graph', fromStep: 0 }]

function graphThenXla(from: number): Plan['parts'] {
  const xla = { tier: 'xla' as const, fromStep: from }
  return from === 0 ? [xla] : [...onGraph, xla]
}

function fixedPlan(input: PlanInput, wanted: Tier): Plan {
  const measured = forecastOf(input, wanted)
  const notes = measured.tier === wanted ? [] : [cannotBeHad(wanted, measured.tier)]
  const plan = planOf(input, [measured], [{ tier: measured.tier, fromStep: 0 }], reasons.chosen)
  return { ...plan, notes }
}

function forecastOf(input: PlanInput, tier: Tier): Forecast {
  const { msAStep, compileMs, memoryBytes, tier: had } = input.measure(tier)
  return { tier: had, msAStep, compileMs, memoryBytes }
}

function planOf(
  { threads, inOnePiece, libraryVersion }: PlanInput,
  forecast: Forecast[],
  parts: Plan['parts'],
  reason: Text,
): Plan {
  const surroundings = { threads, ...(inOnePiece === true && { inOnePiece }), libraryVersion }
  return { parts, reason, ...surroundings, chunkSteps: 0, forecast, notes: [] }
}

/** What a run is told when a tier cannot be had. */
export function cannotBeHad(wanted: Tier, taken: Tier): Text {
  return {
    en: `The tier "${wanted}" cannot run this network; "${taken}" takes its place.`,
    zh: `“${wanted}”方式无法运行该网络，改用“${taken}”。`,
  }
}

const reasons = {
  chosen: { en: 'Chosen in the settings.', zh: '由设置指定。' },
  notRecordable: {
    en: 'This network has an operation that no graph can hold.',
    zh: '该网络含有无法放入计算图的运算。',
  },
  short: {
    en: 'The whole run is shorter than compiling would take.',
    zh: '整个运行比编译所需的时间还短。',
  },
  graphFaster: {
    en: 'Compiling by XLA would save less than it costs.',
    zh: '用 XLA 编译节省的时间少于其耗时。',
  },
  convolves: {
    en: 'Convolutions: TensorFlow’s own kernels are as fast, and the first epoch comes sooner.',
    zh: '含卷积：TensorFlow 自带的内核同样快，且第一轮更早完成。',
  },
  graphFirst: {
    en: 'A graph takes the first epoch, so that it comes at once; XLA, which is faster, takes the rest.',
    zh: '第一轮由计算图执行以便立即得到结果，其余由更快的 XLA 执行。',
  },
  xlaFaster: { en: 'XLA was measured to be the fastest.', zh: '经测量 XLA 最快。' },
} satisfies Record<string, Text>
