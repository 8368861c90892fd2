// What recommenders reach on MovieLens 100K beside published figures of the same protocol. `-- --only NAME`, `-- --epochs N`: a part of it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../scripts/setup/places.mjs'
import { provideMovieLens } from '../scripts/tables/movieLens.mjs'
import { load, machineFacts } from './measuring/facts.mjs'
import { keep, printTable } from './measuring/report.mjs'
import { MODELS, RANGES } from './recommenders/models.mjs'
import { pageOf } from './recommenders/report.mjs'
import { trained } from './recommenders/run.mjs'

const { values } = parseArgs({ options: { only: { type: 'string' }, epochs: { type: 'string', default: '0' } } })
const isWhole = values.only === undefined && values.epochs === '0'
const loadBefore = load()
const found = await provideMovieLens()
if ('missing' in found) {
  console.log(`skipped: MovieLens 100K cannot be had: ${found.missing}`)
  process.exit(0)
}
const file = path.join(found.folder, 'interactions.csv')

/** One model by its protocols: the same steps, judged by other lists while training and at the end. */
async function measured(model) {
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-recommenders-'))
  try {
    const result = { name: model.name, seconds: 0 }
    for (const protocol of model.protocols) {
      const { outcome } = await trained(model, protocol, { file, folder, epochs: Number(values.epochs) })
      result[protocol] = outcome.scores.test
      result.epochs = outcome.keptEpoch
      result.seconds += Math.round(outcome.trainingMs / 1000)
    }
    return result
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const results = []
for (const model of MODELS.filter(({ name }) => values.only === undefined || name === values.only)) {
  const result = await measured(model)
  results.push(result)
  const { full, drawn, epochs, seconds } = result
  printTable([
    { model: model.name, full: full.hitRate, 'full NDCG': full.ndcg, '1+99': drawn?.hitRate ?? '', epochs, seconds },
  ])
}

for (const { name, ...scores } of results) {
  for (const [protocol, [least, most]] of Object.entries(RANGES[name] ?? {})) {
    const is = scores[protocol].hitRate
    console.log(
      `${is >= least && is <= most ? 'met   ' : 'MISSED'}  ${name}, ${protocol}: ${is} of ${least} to ${most}`,
    )
  }
}
if (isWhole) {
  mkdirSync(path.join(projectRoot, 'bench/results'), { recursive: true })
  const page = pageOf(results, { machine: machineFacts(), on: new Date().toISOString().slice(0, 10) })
  writeFileSync(path.join(projectRoot, 'bench/results/recommenders.md'), page)
  keep('recommenders', { measured: { results } }, { loadBefore })
}
