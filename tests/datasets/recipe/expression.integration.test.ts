import type { DuckDBConnection } from '@duckdb/node-api'
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compile, expressionFunctions } from '../../../main/engine/datasets/recipe/expression'
import { open, rows } from './duckdb'

let connection: DuckDBConnection
let folder: string
const columns = [
  { name: 'x', storage: 'DOUBLE' },
  { name: 'n', storage: 'BIGINT' },
  { name: 's', storage: 'VARCHAR' },
  { name: 't', storage: 'TIMESTAMP' },
  { name: 'none', storage: 'DOUBLE' },
  { name: 'nan', storage: 'DOUBLE' },
]
const table = `SELECT 7.5::DOUBLE x, 9007199254740993 n, 'Straße' s, TIMESTAMP '2024-02-29 18:30:00' t, NULL::DOUBLE AS "none", 'nan'::DOUBLE AS nan`

beforeAll(async () => {
  connection = await open()
  folder = mkdtempSync(join(tmpdir(), 'netloom-test-'))
  writeFileSync(join(folder, 'secret.txt'), 'secret words')
  await connection.run(`CREATE TABLE source AS ${table}`)
  await connection.run(`CREATE TABLE other AS SELECT 'hidden' AS secret`)
})
afterAll(() => {
  connection.closeSync()
  rmSync(folder, { recursive: true })
})

async function value(text: string): Promise<unknown> {
  const compiled = compile(text, columns)
  if ('problems' in compiled) throw new Error(compiled.problems[0]?.message.en)
  return (await rows(connection, `SELECT ${compiled.sql} FROM source`))[0]?.[0]
}

/** Expected by hand; Python's rules where languages differ (remainders, powers). */
const values: [string, unknown][] = [
  ['1 + 2 * 3', 7],
  ['2 - 3 - 4', -5],
  ['(2 - 3) * 4', -4],
  ['-2 ^ 2', -4],
  ['2 ^ 3 ^ 2', 512],
  ['2 ^ -1', 0.5],
  ['7 / 2', 3.5],
  ['-7 % 3', 2],
  ['7.5 % -2', -0.5],
  ['1 / 0', null],
  ['9223372036854775807 * 9223372036854775807 > 1', true],
  ['n = 9007199254740993', true],
  ['n = 9007199254740992', false],
  ['.5e1', 5],
  ['not 1 = 2 and 2 = 2 or false', true],
  ['x between 7 and 8', true],
  ['x not between 7 and 8', false],
  ["s in ('a', 'Straße')", true],
  ["s not in ('a')", true],
  ['none is missing', true],
  ['x is not missing', true],
  ['none > 1', null],
  ['missing', null],
  // To DuckDB NaN is larger than any number; here it is missing.
  ['nan > 1', null],
  ['nan is missing', true],
  ['nan', null],
  ['(-8) ^ 0.5 > 3', null],
  ['coalesce(none, nan, x)', 7.5],
  ["if(x > 5, 'big', 'small')", 'big'],
  ["case when x < 1 then 'a' when x < 10 then 'b' else 'c' end", 'b'],
  ['case when x < 1 then 1 end', null],
  ["s + '!'", 'Straße!'],
  ['abs(-3)', 3],
  ['sign(-3)', -1],
  ['floor(-1.5)', -2],
  ['ceil(-1.5)', -1],
  ['round(2.345, 2)', 2.35],
  ['round(-2.5)', -3],
  ['round(1, 99999999999)', null],
  ['sqrt(16)', 4],
  ['sqrt(-1)', null],
  ['exp(0)', 1],
  ['exp(1000)', null],
  ['log(exp(2))', 2],
  ['log(0)', null],
  ['log(-1)', null],
  ['log2(8)', 3],
  ['log10(1000)', 3],
  ['sin(0)', 0],
  ['cos(0)', 1],
  ['min(3, none, 2)', 2],
  ['max(3, nan, 2)', 3],
  ['lower(s)', 'straße'],
  ['upper(trim(" ab "))', 'AB'],
  ['length("日本語")', 3],
  ["contains(s, 'raß')", true],
  ["starts_with(s, 'str')", false],
  ["ends_with(s, 'ße')", true],
  ["replace('a-b-c', '-', '+')", 'a+b+c'],
  ["substring('abcdef', 2, 3)", 'bcd'],
  ["substring('abcdef', -5, 2)", 'ab'],
  ["number(' 12.5 ')", 12.5],
  ["number('twelve')", null],
  ["number('inf')", null],
  ["text(3.0) + 'x'", '3x'],
  ["text(3.25) + 'x'", '3.25x'],
  ['year(t)', 2024],
  ['quarter(t)', 1],
  ['month(t)', 2],
  ['day(t)', 29],
  ['weekday(t)', 4],
  ['day_of_year(t)', 60],
  ['hour(t)', 18],
  ['minute(t)', 30],
  ["seconds(date('1970-01-02'))", 86400],
  ["days_between(t, date('2024-03-01 06:30'))", 0.5],
  ["hours_between(t, date('2024-03-01 06:30'))", 12],
  ["date('2024-02-30')", null],
  ['add_days(t, 1.5)', '2024-03-02 06:30:00'],
  ['add_days(t, 1e300)', null],
  ['from_seconds(86400)', '1970-01-02 00:00:00'],
  ['from_seconds(1e300)', null],
]

describe('values of expressions', () => {
  it.each(values)('%s is %j', async (text, expected) => {
    const found = await value(text)
    if (typeof expected === 'number') expect(found).toBeCloseTo(expected, 12)
    else expect(found).toBe(expected)
  })

  it('are known for every function', () => {
    const tried = values.map(([text]) => text).join(' ')
    for (const { name } of expressionFunctions) expect(tried).toContain(`${name}(`)
  })
})

describe('the word missing', () => {
  it.each(expressionFunctions.map((entry) => [entry.name, entry] as const))('%s takes it', async (name, entry) => {
    const found = await value(`${name}(${entry.takes.map(() => 'missing').join(', ')})`)
    expect(found).toBeNull()
  })

  it.each([
    'missing + missing',
    'missing || 1',
    '-missing',
    'missing = missing',
    'missing in (missing)',
    'not missing',
  ])('%s is missing or refused', async (text) => {
    const compiled = compile(text, columns)
    if ('sql' in compiled) expect(await value(text)).toBeNull()
    else expect(compiled.problems[0]?.code).toBe('expression/unexpected')
  })
})

describe('hostile expressions', () => {
  const hostile = [
    "read_text('FILE')",
    "read_csv('FILE')",
    '(select secret from other)',
    'select secret from other',
    "x; copy (select 1) to 'FILE'",
    'x -- comment',
    'x /* comment */',
    'pragma_version()',
    'current_setting("threads")',
    'getenv("HOME")',
    'other.secret',
    '"other"."secret"',
    '[other].[secret]',
    'secret',
    '`secret`',
    "E'\\x41'",
    '$$text$$',
    'x::varchar',
    '$1',
    '?',
    ':name',
    '@x',
    'x ＝ 1',
    'x’ or 1',
    'x in (select 1)',
    'exists (select 1)',
    '*',
    '#1',
    'columns(*)',
    'lambda y: y',
    "'\0'",
    "'\ud800'",
    '`x\0`',
  ]

  it.each(hostile)('%j is refused', (text) => {
    expect(compile(text.replaceAll('FILE', join(folder, 'secret.txt')), columns)).toHaveProperty('problems')
  })

  const texts = [
    "' || (select secret from other) || '",
    "'; drop table other; --",
    '\\',
    "\\'",
    '"',
    '$$',
    '/*',
    '\u2019',
    '\u0000'.replace('\0', '\u0001'),
    '\u{1f600}\u202e',
    "''",
  ]
  it.each(texts)('the text %j stays a text', async (text) => {
    expect(await value(`'${text.replaceAll("'", "''")}'`)).toBe(text)
    expect(await rows(connection, 'SELECT secret FROM other')).toEqual([['hidden']])
  })

  it.each(texts)('a column called %j is only a column', async (name) => {
    const compiled = compile(`\`${name}\``, [{ name, storage: 'BIGINT' }])
    if ('problems' in compiled) throw new Error(compiled.problems[0]?.message.en)
    const quoted = `"${name.replaceAll('"', '""')}"`
    expect(await rows(connection, `SELECT ${compiled.sql} FROM (SELECT 5 AS ${quoted})`)).toEqual([[5]])
  })

  it('makes only plain scalar SQL of anything that is put together by chance from the words of the language', async () => {
    // A small linear congruence, so that each run tries the same 3,000 expressions.
    const words = [
      'x',
      's',
      't',
      'n',
      '1',
      "'a'",
      '(',
      ')',
      '+',
      '-',
      '*',
      '^',
      '=',
      '<',
      'and',
      'not',
      'is',
      'missing',
      'if(',
      'abs(',
      'year(',
      ',',
      'in (',
      'case',
      'when',
      'then',
      'end',
      'between',
    ]
    let state = 7
    const next = () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648
    let accepted = 0
    for (let round = 0; round < 3000; round++) {
      const length = 1 + Math.floor(next() * 7)
      const text = Array.from({ length }, () => words[Math.floor(next() * words.length)]).join(' ')
      const compiled = compile(text, columns)
      if ('problems' in compiled) continue
      accepted++
      expect(await rows(connection, `SELECT ${compiled.sql} FROM source`), text).toHaveLength(1)
    }
    expect(accepted).toBeGreaterThan(100)
  })
})
