// @vitest-environment happy-dom
// The import dialogue's store on an in-memory engine: each change looks at the file anew, and the last one wins.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/contract/errors'
import type { Dialect, Inspection, Reading } from '../../shared/records'
import { connect } from '../../renderer/api'
import { useImports } from '../../renderer/stores/imports'
import { memoryBridge } from './memoryBridge'
import type { MemoryBridge } from './memoryBridge'
import { dataset } from './records'

const guessed: Dialect = {
  format: 'csv',
  compression: 'none',
  encoding: 'utf-8',
  delimiter: ';',
  quote: '"',
  escape: '"',
  header: true,
  skip: 0,
  comment: '',
  decimal: ',',
  thousands: '',
  dateOrder: '',
  missing: ['NA'],
}

function inspection(reading: Reading = {}): Inspection {
  const columns = [{ name: `by ${reading.delimiter ?? ';'}`, type: 'text' as const, storage: 'VARCHAR' }]
  const dialect = { ...guessed, ...reading }
  return { path: '/a.csv', sizeBytes: 9, dialect, columns, rows: [['1']], rejects: [], problems: [] }
}

let bridge: MemoryBridge
beforeEach(() => {
  setActivePinia(createPinia())
  bridge = memoryBridge({
    'datasets.inspect': ({ reading }) => inspection(reading),
    'tasks.cancel': () => ({ cancelled: true }),
  })
  connect(bridge)
})

const asked = (name: string) => bridge.asked.filter((one) => one.name === name).map(({ input }) => input)

describe('the files to import', () => {
  it('are read as guessed at first, and as fixed after each change', async () => {
    const imports = useImports()
    await imports.begin(['/a.csv'])
    expect(imports.inspection?.columns[0]?.name).toBe('by ;')
    await imports.fix('delimiter', ',')
    expect(asked('datasets.inspect').at(-1)).toMatchObject({ path: '/a.csv', reading: { delimiter: ',' } })
    expect(imports.inspection?.columns[0]?.name).toBe('by ,')
    expect(imports.guesses.delimiter).toBe(';')
    await imports.fix('delimiter', undefined)
    expect(asked('datasets.inspect').at(-1)).toMatchObject({ reading: {} })
    expect(imports.inspection?.columns[0]?.name).toBe('by ;')
  })

  it('show the last change, whichever answer comes last, and cancel the look before it', async () => {
    const imports = useImports()
    await imports.begin(['/a.csv'])
    const answers: ((found: Inspection) => void)[] = []
    bridge.answers['datasets.inspect'] = () => new Promise((resolve) => answers.push(resolve))
    const first = imports.fix('delimiter', ',')
    await expect.poll(() => answers.length).toBe(1)
    const second = imports.fix('delimiter', '|')
    await expect.poll(() => answers.length).toBe(2)
    const [before] = asked('datasets.inspect').slice(-2) as { task: string }[]
    expect(asked('tasks.cancel')).toEqual([{ task: before?.task }])
    answers[1]?.(inspection({ delimiter: '|' }))
    await second
    answers[0]?.(inspection({ delimiter: ',' }))
    await first
    expect(imports.inspection?.columns[0]?.name).toBe('by |')
    expect(imports.looking).toBe(false)
  })

  it('are read once for keys that follow each other quickly', async () => {
    const imports = useImports()
    await imports.begin(['/a.csv'])
    const before = asked('datasets.inspect').length
    await Promise.all([...'::::'].map((_, index) => imports.fix('delimiter', ':'.repeat(index + 1), true)))
    expect(asked('datasets.inspect')).toHaveLength(before + 1)
    expect(imports.inspection?.columns[0]?.name).toBe('by ::::')
  })

  it('keep the last rows that could be read while a reading cannot be used', async () => {
    const imports = useImports()
    await imports.begin(['/a.csv'])
    const text = { en: 'no', zh: '不' }
    const problem = { path: 'reading.quote', code: 'dataset/wrong-reading', message: text, hint: text }
    bridge.answers['datasets.inspect'] = ({ reading }) => ({
      ...inspection(reading),
      columns: [],
      rows: [],
      problems: [{ ...problem, severity: 'error' as const }],
    })
    await imports.fix('quote', 'é')
    expect(imports.problems).toMatchObject([{ code: 'dataset/wrong-reading' }])
    expect(imports.inspection?.columns[0]?.name).toBe('by ;')
    expect(imports.guesses.quote).toBe('"')
  })

  it('say why they cannot be read, until a change mends it', async () => {
    const imports = useImports()
    const text = { en: 'no', zh: '不' }
    bridge.answers['datasets.inspect'] = ({ reading }) => {
      if (reading?.encoding !== undefined) return inspection(reading)
      throw new AppError({ code: 'dataset/undecodable-text', message: text, hint: text })
    }
    await imports.begin(['/a.csv'])
    expect(imports.error?.code).toBe('dataset/undecodable-text')
    await imports.fix('encoding', 'gb18030')
    expect(imports.error).toBeNull()
    expect(imports.inspection?.dialect.encoding).toBe('gb18030')
  })

  it('are imported as one table, as they were fixed', async () => {
    bridge.answers['datasets.import'] = () => dataset('d9')
    const imports = useImports()
    await imports.begin(['/a.csv', '/b.csv'])
    await imports.fix('decimal', '.')
    imports.badRows = 'mend'
    expect((await imports.finish('both', 'Importing'))?.id).toBe('d9')
    expect(asked('datasets.import')).toMatchObject([
      { path: '/a.csv', more: ['/b.csv'], name: 'both', reading: { decimal: '.' }, badRows: 'mend' },
    ])
  })

  it('are forgotten when the dialogue is closed: an answer that comes later changes nothing', async () => {
    const imports = useImports()
    const answers: ((found: Inspection) => void)[] = []
    bridge.answers['datasets.inspect'] = () => new Promise((resolve) => answers.push(resolve))
    const begun = imports.begin(['/a.csv'])
    await expect.poll(() => answers.length).toBe(1)
    imports.close()
    answers[0]?.(inspection())
    await begun
    expect(imports.inspection).toBeNull()
    expect(imports.visible).toBe(false)
  })
})
