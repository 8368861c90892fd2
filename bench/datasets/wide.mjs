// Tables of very many columns: how soon the preview of one follows, and what an import takes.
import { rmSync } from 'node:fs'
import { round } from '../measuring/numbers.mjs'
import { printTable } from '../measuring/report.mjs'
import { writeColumns } from '../measuring/table.mjs'
import { workerTask, workerTasks } from './worker.mjs'

/** Gives the targets: seconds each. */
export async function measureWide(within, importing) {
  const [seen, wide] = [within('seen.csv'), within('columns.csv')]
  await writeColumns(seen, { rows: 200, columns: 2000 })
  await writeColumns(wide, { rows: 200, columns: 10_000 })
  const [, ...looks] = await workerTasks('tables.inspect', Array(3).fill({ path: seen, reading: {} }))
  const imported = await workerTask('tables.import', importing(wide))
  const preview = { seconds: Math.max(...looks.map(({ seconds }) => seconds)), peakMb: looks.at(-1).peakMb }
  printTable([
    { what: 'preview of 2,000 columns', seconds: round(preview.seconds), 'peak MB': preview.peakMb },
    { what: 'import of 200 rows x 10,000 columns', seconds: round(imported.seconds), 'peak MB': imported.peakMb },
  ])
  for (const file of [seen, wide]) rmSync(file)
  return [
    { what: 'preview of 2,000 columns, the worst after the first', limit: 1, is: round(preview.seconds), unit: 's' },
    { what: 'import of 200 rows x 10,000 columns', limit: 30, is: round(imported.seconds), unit: 's' },
  ]
}
