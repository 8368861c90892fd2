// Top-N on the shipped visits of a web site, with the numbers that its authors give: 32,711 visitors, 285 areas visited, 98,654 visits.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../helpers/testHost'
import { preparedOf, rowsOf, wordsOf } from './tables'

it('every visit is a positive with its negatives, none of which the visitor came to in that part or before', () => {
  const [, ...lines] = readFileSync(join(root, 'resources/samples/msweb/msweb_visits.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
  const [users, items] = [0, 1].map((at) => lines.map((line) => line.split(',')[at] ?? '')) as [string[], string[]]
  const prepared = preparedOf({
    task: 'topN',
    settings: { negatives: 2, sampler: 'popularity' },
    split: { kind: 'random', settings: {} },
    columns: { visitor: { role: 'user', values: users }, area: { role: 'item', values: items } },
  })
  const { facts } = prepared.preparation
  expect([lines.length, new Set(users).size, new Set(items).size]).toEqual([98_654, 32_711, 285])
  expect(facts.counts.train + facts.counts.validation + facts.counts.test).toBe(3 * 98_654)
  expect(prepared.target.reduce((sum, value) => sum + value, 0)).toBe(98_654)
  const words = wordsOf(prepared, 'item')
  const codes = rowsOf(prepared, 'item')
  const until = [0, 1, 2].map((part) => {
    const seen = new Set<string>()
    prepared.row.forEach((row, example) => {
      if ((prepared.part[example] ?? 0) <= part) seen.add(`${users[row]} ${items[row]}`)
    })
    return seen
  })
  const wrong = [...prepared.row].filter((row, example) => {
    const pair = `${users[row]} ${words[codes[example]?.[0] ?? 0]}`
    return prepared.target[example] === 0 && until[prepared.part[example] ?? 0]?.has(pair)
  })
  expect(wrong).toEqual([])
})
