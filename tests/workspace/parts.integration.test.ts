// Half-written files of killed programs: swept by the next opening that nobody else can be writing beside.
import { mkdirSync, existsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { opened, temporaryFolder } from './sample'

const parts = ['tables/import-x1.part', 'prepared/0a.nla.77.part', 'models/a-run/model.nla.77.part']

test('half-written files are swept by an opening that is alone, and stay while another program may be writing them', () => {
  const folder = temporaryFolder()
  const other = opened(folder)
  const left = parts.map((part) => join(folder, part))
  const whole = join(folder, 'models/a-run/model.nla')
  for (const file of [...left, whole]) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'x')
  }
  const second = opened(folder)
  expect(left.filter((file) => !existsSync(file))).toEqual([])
  second.dispose()
  other.dispose()
  opened(folder)
  expect(left.filter((file) => existsSync(file))).toEqual([])
  expect(existsSync(whole)).toBe(true)
})
