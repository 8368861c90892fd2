// The result as a page: bench/results/parallel.md.

const line = (cells) => `| ${cells.join(' | ')} |`
const table = (head, rows) => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

export function page({ results, saved, facts, wanted, most }) {
  const runs = results.map(({ network, tiers, alone, together, ratio, cores, rounds }) => {
    const ratios = rounds.map((one) => (one.together / one.alone).toFixed(2)).sort()
    const had = `${cores.alone} and ${cores.together}`
    return [network, tiers, alone, together, ratio, `${ratios[0]} to ${ratios.at(-1)}`, had]
  })
  const machine = Object.entries(facts).map(([name, value]) => `- ${name} ${value}`)
  return `# Two runs at once

Made by \`npm run bench -- parallel\`. Each run is a worker process of the program's own with one thread, at a worker's low priority,
and goes on for all of the benchmark, paused while it does not count. A round measures the first alone, both at once, and the second
alone; ratios are taken round by round, and of all the median is shown. Wanted: ${wanted} times the steps of one. Where
the runs had less of the cores than 1 alone and 2 together, other programs did.

${table(['network', 'tiers', 'steps a second alone', 'both together', 'ratio', 'rounds', 'cores had'], runs)}

## Checkpoints

A run of ${saved.network} keeps ${saved.fileMb} MB a time: ${saved.checkpoints} checkpoints took ${saved.medianMs} ms each
(${saved.worstMs} at worst), ${saved.percent} % of the time. Wanted: at most ${most} %.

## The machine

${machine.join('\n')}
`
}
