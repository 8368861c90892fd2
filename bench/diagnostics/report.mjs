// The result as a page: bench/results/diagnostics.md.
import { round } from '../measuring/numbers.mjs'

const line = (cells) => `| ${cells.join(' | ')} |`
const table = (head, rows) => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

/** More or less than without, in percent. */
const more = (ratio) => `${ratio >= 1 ? '+' : '-'}${Math.abs(Math.round((ratio - 1) * 100))} %`

export function page({ results, facts, repetitions }) {
  const steps = results.map(({ network, tier, off, every, hundredth }) => [
    `${network.label}, ${tier}`,
    ...[off, every, hundredth].map(round),
    more(every / off),
    more(hundredth / off),
  ])
  const histograms = results.map(({ network, tier, off, histograms: took }) => [
    `${network.label}, ${tier}`,
    round(took),
    round(took / off),
  ])
  const machine = Object.entries(facts).map(([name, value]) => `${name} ${value}`)
  return `# What diagnostics cost

Made by \`npm run bench -- diagnostics\`. ${repetitions} repetitions, in each of which all settings take their turn for a moment;
of each setting the time that a tenth of them stay under, since a busy machine slows the others.

## Gradients and updates by layer (\`diagnosticsEvery\`)

They are computed in every step, whatever the interval, so that the numbers of a run do not depend on it; the interval decides
what is recorded.

${table(['network, tier', 'ms a step: off', 'every step', 'every 100', 'every step costs', 'every 100 costs'], steps)}

## Histograms of all weights and activations (\`histogramsEvery\`)

${table(['network, tier', 'ms an epoch', 'as many steps'], histograms)}

## The machine

${machine.map((fact) => `- ${fact}`).join('\n')}
`
}
