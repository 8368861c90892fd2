// A store of one noun's records: JSON by id, removed softly so that a removal can be undone.
import { AppError } from '../../../shared/contract/errors'
import type { Text } from '../../../shared/fields/text'
import type { Database } from './database'
import { fromJson, toJson } from './json'

export type Clock = () => Date

const nouns = {
  datasets: { code: 'dataset/not-found', noun: { en: 'data set', zh: '数据集' } },
  architectures: { code: 'architecture/not-found', noun: { en: 'architecture', zh: '网络结构' } },
  runs: { code: 'run/not-found', noun: { en: 'run', zh: '运行' } },
  exports: { code: 'export/not-found', noun: { en: 'export', zh: '导出' } },
} as const satisfies Record<string, { code: string; noun: Text }>
export type RecordTable = keyof typeof nouns
export const recordTables = Object.keys(nouns) as RecordTable[]

interface Row {
  json: string
}

export class Records<T extends { id: string }> {
  constructor(
    protected readonly database: Database,
    protected readonly table: RecordTable,
    protected readonly clock: Clock,
  ) {}

  /** All that are not removed, oldest first. */
  list(): T[] {
    return this.database
      .all<Row>(`SELECT json FROM ${this.table} WHERE removed IS NULL ORDER BY created, rowid`)
      .map((row) => fromJson(row.json) as T)
  }

  /** Null when there is none or it is removed. */
  find(id: string): T | null {
    const row = this.database.get<Row>(`SELECT json FROM ${this.table} WHERE id = ? AND removed IS NULL`, id)
    return row === undefined ? null : (fromJson(row.json) as T)
  }

  /** Removed ones too: a run may need a data set that is no longer listed. */
  findAny(id: string): T | null {
    const row = this.database.get<Row>(`SELECT json FROM ${this.table} WHERE id = ?`, id)
    return row === undefined ? null : (fromJson(row.json) as T)
  }

  /** Throws `<noun>/not-found`. */
  get(id: string): T {
    const record = this.find(id)
    if (record === null) throw notFound(this.table, id)
    return record
  }

  /** Reads, changes and writes in one transaction, so that two programs do not undo each other. Throws `<noun>/not-found`. */
  update(id: string, patch: Partial<Omit<T, 'id'>>): T {
    return this.database.transaction(() => {
      const record = { ...this.get(id), ...patch }
      this.database.run(`UPDATE ${this.table} SET json = ? WHERE id = ?`, toJson(record), id)
      return record
    })
  }

  /** Throws `<noun>/not-found`. */
  remove(id: string): void {
    const now = this.clock().toISOString()
    const changed = this.database.run(`UPDATE ${this.table} SET removed = ? WHERE id = ? AND removed IS NULL`, now, id)
    if (changed === 0) throw notFound(this.table, id)
  }

  /** Undoes a removal; harmless on a record that is there. Throws `<noun>/not-found`. */
  restore(id: string): T {
    this.database.run(`UPDATE ${this.table} SET removed = NULL WHERE id = ?`, id)
    return this.get(id)
  }
}

/** Records that are saved whole, as all are but runs. */
export class Documents<T extends { id: string }> extends Records<T> {
  /** Adds the record, or replaces the one of the same id; one that was removed stays so. */
  save(record: T): T {
    this.database.run(
      `INSERT INTO ${this.table} (id, json, created) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
      record.id,
      toJson(record),
      this.clock().toISOString(),
    )
    return record
  }
}

function notFound(table: RecordTable, id: string): AppError {
  const { code, noun } = nouns[table]
  return new AppError({
    code,
    message: { en: `There is no ${noun.en} "${id}" in this workspace.`, zh: `此工作区中没有${noun.zh}“${id}”。` },
    hint: { en: 'It may have been removed. Look at the list again.', zh: '它可能已被移除，请重新查看列表。' },
    details: { id },
  })
}
