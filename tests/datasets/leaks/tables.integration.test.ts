// The task of the leakage doctor on real imported samples: what their authors say of them is what it finds.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { propose, sampleFiles, sampleNamed } from '../../../main/engine/datasets'
import { neverPaused } from '../../helpers/neverPaused'
import { tableTasks } from '../../../main/worker/tasks/tables'
import type { PrepareSpec, TaskContext } from '../../../shared/contract/worker'

const resources = fileURLToPath(new URL('../../../resources', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'netloom-leaks-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function context<N extends 'tables.import' | 'tables.prepare' | 'tables.leaks'>(): TaskContext<N> {
  const nothing = () => undefined
  return { signal: new AbortController().signal, ...neverPaused, progress: nothing, log: nothing, report: nothing }
}

async function imported(name: string): Promise<{ file: string; spec: PrepareSpec }> {
  const sample = sampleNamed(name)
  const input = { ...sampleFiles(sample, resources), folder, temporaryFolder: folder }
  const { table, columns } = await tableTasks['tables.import'](input, context())
  const { columns: typed, assignments, split } = propose(columns, sample)
  const roleOf = new Map(assignments.map(({ column, role }) => [column, role]))
  const used = typed.map(({ name: column, type }) => ({ name: column, type, role: roleOf.get(column) ?? 'ignore' }))
  return { file: join(folder, `${table}.parquet`), spec: { table, columns: used, split } }
}

describe('tables.leaks', () => {
  it('finds the bikes of registered riders, which with the others add up to the target, and nothing once they are ignored', async () => {
    const { file, spec } = await imported('bike')
    const leaking = {
      ...spec,
      columns: spec.columns.map((one) => (one.name === 'registered' ? { ...one, role: 'feature' as const } : one)),
    }
    const found = await tableTasks['tables.leaks']({ file, spec: leaking, prepared: null }, context())
    const away = found.findings.filter(({ code }) => code === 'leak/gives-target-away')
    expect(away.map(({ remedy }) => remedy?.change)).toEqual([{ roles: [{ column: 'registered', role: 'ignore' }] }])
    // numpy.corrcoef of the two columns: 0.97215.
    expect(away[0]?.message.en).toContain('"0.972"')
    const sound = await tableTasks['tables.leaks']({ file, spec, prepared: null }, context())
    expect(sound.findings.map(({ code }) => code)).not.toContain('leak/gives-target-away')
    expect(sound.facts?.counts).toMatchObject({ test: 3476 })
  })

  it('takes the preparation of our own arrays as fitted on the training rows', async () => {
    const { file, spec } = await imported('penguins')
    const target = join(folder, 'prepared.bin')
    await tableTasks['tables.prepare']({ file, spec, target }, context())
    const { findings, facts } = await tableTasks['tables.leaks']({ file, spec, prepared: target }, context())
    expect(findings.map(({ code }) => code)).not.toContain('leak/fitted-on-all-rows')
    expect(facts?.classes.map(({ label }) => label)).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
  })
})
