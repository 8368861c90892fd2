import { readFileSync } from 'node:fs'
import { neverPaused } from '../helpers/neverPaused'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { applyPreparation, goalOf, propose, sampleFiles, sampleNamed, samples } from '../../main/engine/datasets'
import { readPrepared } from '../../main/engine/workspace/prepared'
import { tableTasks } from '../../main/worker/tasks/tables'
import type { PrepareSpec, TaskContext } from '../../shared/contract/worker'
import type { Column } from '../../shared/records'
import { fixtures, ReadingRoom, resources } from './reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

function context<N extends 'tables.import' | 'tables.prepare'>(): TaskContext<N> {
  const nothing = () => undefined
  return {
    signal: new AbortController().signal,
    ...neverPaused,
    progress: nothing,
    log: nothing,
    report: nothing,
  }
}

function prepare(file: string, spec: PrepareSpec) {
  return tableTasks['tables.prepare']({ file, spec, target: join(room.folder, 'prepared.bin') }, context())
}

function specOf(table: string, proposal: ReturnType<typeof propose>): PrepareSpec {
  const roles = new Map(proposal.assignments.map(({ column, role }) => [column, role]))
  const columns = proposal.columns.map(({ name, type }) => ({ name, type, role: roles.get(name) ?? 'ignore' }))
  return { table, columns, split: proposal.split }
}

describe.each(Object.values(samples))('sample $name', (sample) => {
  it('imports with the rows and columns that it says, and is ready for its goal', async () => {
    const { path, reshape } = sampleFiles(sample, resources)
    const { table, columns, account } = await tableTasks['tables.import'](
      { path, folder: room.tables, temporaryFolder: room.temporaryFolder, reshape },
      context(),
    )
    expect([account.rows, columns.length]).toEqual([sample.rows, sample.columns])
    const proposal = propose(columns, sample)
    const { preparation, problems } = await prepare(room.file(table), specOf(table, proposal))
    expect(problems).toEqual([])
    expect(preparation?.facts.goal).toBe(sample.goal)
    const { train, validation, test } = preparation?.facts.counts ?? { train: 0, validation: 0, test: 0 }
    expect(train + validation + test).toBe(sample.rows)
    const target = columns.find(({ name }) => name === preparation?.target.column)
    expect(goalOf(target as Column)).toBe(sample.goal)
  })

  it('ships with its licence and credit', () => {
    const note = readFileSync(join(resources, 'samples', sample.name, 'LICENCE.md'), 'utf8')
    expect(note).toContain(sample.licence.split(' ')[0])
    expect(note).toContain(sample.credit.split('doi:')[1])
  })
})

describe('the samples', () => {
  it('msweb has a row a visitor: 10,836 of 32,711 go to the free downloads', async () => {
    const { path, reshape } = sampleFiles(samples.msweb, resources)
    const { columns } = await room.import(path, reshape)
    // Counted with Python: the distinct visitors of area 1008, "Free Downloads".
    const downloads = columns.find(({ name }) => name === 'Free Downloads')
    expect(downloads?.top).toEqual([
      { value: '0', count: 32_711 - 10_836 },
      { value: '1', count: 10_836 },
    ])
    expect(columns[0]).toMatchObject({ name: 'visitor', distinct: 32_711 })
  })

  it('bike ignores the two columns that add up to its target', async () => {
    const { columns } = await room.import(sampleFiles(samples.bike, resources).path)
    const { assignments } = propose(columns, samples.bike)
    const ignored = assignments.filter(({ role }) => role === 'ignore')
    expect(ignored.map(({ column }) => column)).toEqual(['instant', 'casual', 'registered'])
    expect(assignments.find(({ column }) => column === 'dateday')?.role).toBe('time')
    expect(ignored.at(-1)?.reason.en).toContain('adds up to the target')
  })

  it('profiles as pandas does', async () => {
    // Source: pandas describe(), nunique() and value_counts() of the same files.
    const shoppers = await room.import(sampleFiles(samples.shoppers, resources).path)
    const pages = shoppers.columns.find(({ name }) => name === 'PageValues')
    expect(pages).toMatchObject({ missing: 0, distinct: 2704, min: 0, max: 361.7637419 })
    expect(pages?.mean).toBeCloseTo(5.889257862693593, 10)
    expect(pages?.deviation).toBeCloseTo(18.568436607806525, 10)
    const month = shoppers.columns.find(({ name }) => name === 'Month')
    expect(month?.top.slice(0, 3)).toEqual([
      { value: 'May', count: 3364 },
      { value: 'Nov', count: 2998 },
      { value: 'Mar', count: 1907 },
    ])
    const penguins = await room.import(sampleFiles(samples.penguins, resources).path)
    const mass = penguins.columns.find(({ name }) => name === 'body_mass_g')
    expect(mass).toMatchObject({ missing: 2, distinct: 94, min: 2700, max: 6300 })
    expect(mass?.deviation).toBeCloseTo(801.9545356980955, 8)
  })

  it('refuses the name of none', () => {
    expect(() => sampleNamed('constructor')).toThrowError(expect.objectContaining({ code: 'dataset/unknown-sample' }))
  })
})

/** Of each input: sum and sum of squares over all 344 rows, its value in row 3 (cells missing) and in row 343. */
const reference: [string, number, number, number, number][] = [
  ['bill_length_mm', -11.204144, 359.01238, 0.206074, 1.145143],
  ['bill_length_mm (missing)', 2, 2, 1, 0],
  ['bill_depth_mm', 0.348052, 328.778849, 0.074583, 0.770686],
  ['bill_depth_mm (missing)', 2, 2, 1, 0],
  ['flipper_length_mm', -2.092017, 350.161881, -0.286518, -0.214472],
  ['flipper_length_mm (missing)', 2, 2, 1, 0],
  ['body_mass_g', -6.698054, 340.957624, -0.145578, -0.550717],
  ['body_mass_g (missing)', 2, 2, 1, 0],
  ['year', 0.53363, 331.150167, -1.234019, 1.167315],
  ['island=Biscoe', 168, 168, 0, 0],
  ['island=Dream', 124, 124, 0, 1],
  ['island=Torgersen', 52, 52, 1, 0],
  ['sex=(missing)', 11, 11, 1, 0],
  ['sex=female', 165, 165, 0, 1],
  ['sex=male', 168, 168, 0, 0],
]

describe('preparing the penguins', () => {
  /** The penguins with a column `part`: the fixture's test rows, every fifth of its training rows for validation. */
  function withParts(): string {
    const lines = (file: string) => readFileSync(file, 'utf8').trim().split(/\r?\n/)
    const parts = lines(join(fixtures, 'splits/penguins_split.csv')).slice(1)
    const rows = lines(sampleFiles(samples.penguins, resources).path)
    const words = parts.map((line, row) => (line.endsWith('train') && row % 5 === 0 ? 'val' : line.split(',')[1]))
    return room.write('parts.csv', rows.map((line, index) => `${line},${words[index - 1] ?? 'part'}`).join('\n'))
  }

  it('gives what scikit-learn gives, fitted on the same training rows', async () => {
    // Source: scikit-learn 1.9.1, SimpleImputer(median, add_indicator), StandardScaler, OneHotEncoder, fitted on the
    // 216 training rows, applied to all.
    const { table, columns } = await room.import(withParts())
    const proposal = propose(columns, samples.penguins)
    const spec = specOf(table, proposal)
    const given: PrepareSpec = {
      ...spec,
      columns: spec.columns.map((each) => (each.name === 'part' ? { ...each, role: 'ignore' } : each)),
      split: { kind: 'given', settings: { column: 'part' } },
    }
    const { preparation, problems } = await prepare(room.file(table), given)
    expect(problems).toEqual([])
    expect(preparation?.facts.counts).toEqual({ train: 216, validation: 59, test: 69 })
    expect(preparation?.facts.classes).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
    const { features } = readPrepared(join(room.folder, 'prepared.bin'))
    const width = preparation?.facts.width ?? 0
    for (const [name, sum, squares, third, last] of reference) {
      const place = preparation?.facts.inputs.indexOf(name) ?? -1
      const values = Array.from({ length: 344 }, (_, row) => features[row * width + place] as number)
      expect(
        values.reduce((total, value) => total + value, 0),
        name,
      ).toBeCloseTo(sum, 3)
      expect(
        values.reduce((total, value) => total + value * value, 0),
        name,
      ).toBeCloseTo(squares, 3)
      expect(values[3], name).toBeCloseTo(third, 5)
      expect(values[343], name).toBeCloseTo(last, 5)
    }
    const others = preparation?.facts.inputs.filter((name) => !reference.some(([known]) => known === name))
    expect(others).toEqual(['island=(other)', 'sex=(other)'])
    const { rows, columns: names } = await room.rows(table)
    const applied = preparation === null ? null : applyPreparation(preparation, { columns: names, rows })
    expect(applied?.features).toEqual(features)
  })
})
