// The result as a page: bench/results/datasets.md.

const line = (cells) => `| ${cells.join(' | ')} |`
const table = (head, rows) => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

export function page({ results, targets, facts, repeats }) {
  const measured = Object.entries(results).map(([what, systems]) => {
    const rows = Object.entries(systems).map(([system, { seconds, peakMb }]) => {
      return [system, seconds.median, seconds.worst, peakMb]
    })
    return `## ${what}\n\n${table(['system', 'median s', 'worst s', 'peak MB'], rows)}`
  })
  const judged = targets.map(({ what, is, limit, unit }) => [
    what,
    `${is} ${unit}`,
    limit,
    is <= limit ? 'met' : 'missed',
  ])
  const machine = Object.entries(facts).map(([name, value]) => `- ${name} ${value}`)
  return `# Data sets

Made by \`npm run bench -- datasets\`. The systems take turns, ${repeats} times each, every one in a process of its own whose libraries
are loaded before the clock starts; ratios are taken turn by turn, and of all the median is shown. DuckDB's command line starts within
its time. pandas finds what the profile says of all rows; Netloom draws 200,000 rows for quantiles, histograms, correlations and
mutual information, and says so.

${measured.join('\n\n')}

## Targets

${table(['what', 'is', 'at most', ''], judged)}

## The machine

${machine.join('\n')}
`
}
