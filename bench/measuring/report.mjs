// Where a benchmark's result goes: a table on the terminal and bench/results/NAME.json.
import { mkdirSync, writeFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import path from 'node:path'
import { projectRoot } from '../../scripts/setup/places.mjs'
import { load, machineFacts } from './facts.mjs'

/**
 * @param {string} name of the benchmark
 * @param {{ measured: object, targets?: { what: string, limit: number, is: number, unit: string }[] }} result
 * @param {{ loadBefore: number }} circumstances
 */
export function keep(name, { measured, targets = [] }, { loadBefore }) {
  const judged = targets.map((target) => ({ ...target, met: target.is <= target.limit }))
  const result = {
    bench: name,
    on: new Date().toISOString().slice(0, 10),
    machine: machineFacts(),
    niceness: getPriority(),
    loadAverage: { before: loadBefore, after: load() },
    ...measured,
    ...(judged.length > 0 ? { targets: judged } : {}),
  }
  const folder = path.join(projectRoot, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
  for (const { what, is, limit, unit, met } of judged)
    console.log(`${met ? 'met   ' : 'MISSED'}  ${what}: ${is} ${unit}, at most ${limit} wanted`)
  console.log(
    `load average ${loadBefore} before, ${result.loadAverage.after} after; kept in bench/results/${name}.json`,
  )
}

/** @param {Record<string, string | number>[]} rows the first says the columns */
export function printTable(rows) {
  const names = Object.keys(rows[0])
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))]
  const widths = names.map((_, column) => Math.max(...cells.map((line) => line[column].length)))
  for (const line of cells)
    console.log(
      line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
    )
}
