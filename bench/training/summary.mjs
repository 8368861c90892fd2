// What the measurements come to: ratios to each peer, their geometric means, and the targets.
const OVERHEAD = 'overhead'
const geometricMean = (values) => Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)

/** The fastest of a peer's systems whose losses agree; those for information do not count. */
export function best(results, peer) {
  const counted = results.filter(
    ({ system, step, agrees }) => system.peer === peer && !system.information && step && agrees,
  )
  return counted.sort((a, b) => a.step - b.step)[0]
}

/** Times that Netloom is as fast as `peer`; null where one of the two is missing. */
export function ratio(results, peer) {
  const [ours, theirs] = [best(results, 'netloom'), best(results, peer)]
  return ours && theirs ? theirs.step / ours.step : null
}

const present = (values) => values.filter((value) => value !== null)

/** Over the measured workloads of one kind. */
export function meanRatio(rows, bound, peer) {
  const ratios = present(
    rows.filter(({ workload }) => workload.bound === bound).map(({ results }) => ratio(results, peer)),
  )
  return ratios.length > 0 ? geometricMean(ratios) : null
}

const wanted = { tfjs: 50, keras: 10, jax: 2, torch: 3 }
const names = { tfjs: 'tfjs-node', keras: 'Keras on TensorFlow', jax: 'Keras on JAX', torch: 'PyTorch at its best' }

const target = (what, is, least) => ({ what, is, least, reached: is === null ? null : is >= least })

/** Where overhead bounds the step: means. Where arithmetic does: each workload beside the fastest peer, and their mean. */
export function targets(rows) {
  const overhead = Object.entries(wanted).map(([peer, least]) =>
    target(`${names[peer]}, geometric mean where overhead bounds the step`, meanRatio(rows, OVERHEAD, peer), least),
  )
  const bound = rows.filter(({ workload }) => workload.bound !== OVERHEAD)
  const fastest = bound.map(({ workload, results }) => {
    const ratios = present(Object.keys(wanted).map((peer) => ratio(results, peer)))
    return { workload, is: ratios.length > 0 ? Math.min(...ratios) : null }
  })
  const all = present(fastest.map(({ is }) => is))
  return [
    ...overhead,
    target(
      'the fastest peer, geometric mean where arithmetic bounds the step',
      all.length ? geometricMean(all) : null,
      1,
    ),
    ...fastest.map(({ workload, is }) => target(`the fastest peer, ${workload.label}`, is, 0.9)),
    ...rows.map(({ workload, results }) =>
      target(`tfjs-node's first epoch, ${workload.label}`, firstEpochRatio(results), 1),
    ),
  ]
}

function firstEpochRatio(results) {
  const [ours, theirs] = ['netloom', 'tfjs'].map((peer) => best(results, peer))
  return ours && theirs ? theirs.firstEpoch / ours.firstEpoch : null
}
