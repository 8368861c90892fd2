// The store of architectures: each save that changes something is one more version, and all versions stay.
import { AppError } from '../../../shared/contract/errors'
import type { Architecture, ArchitectureVersion } from '../../../shared/records'
import { fromJson, toJson } from './json'
import { Documents } from './records'

interface Row {
  json: string
}

export class ArchitectureStore extends Documents<Architecture> {
  /** Saves the record under the next version of its own. One that says what was saved before stays as it is, time and all. */
  override save(record: Architecture): Architecture {
    return this.database.transaction(() => {
      const old = this.findAny(record.id)
      if (old !== null && contentOf(old) === contentOf(record)) return old
      const version = this.lastVersion(record.id) + 1
      const saved = super.save({ ...record, version })
      this.database.run(
        'INSERT INTO architecture_versions (architecture, version, json) VALUES (?, ?, ?)',
        record.id,
        version,
        toJson(versionOf(saved, version)),
      )
      return saved
    })
  }

  /** Newest first. Throws `architecture/not-found`. */
  versions(id: string): ArchitectureVersion[] {
    this.get(id)
    const sql = 'SELECT json FROM architecture_versions WHERE architecture = ? ORDER BY version DESC'
    return this.database.all<Row>(sql, id).map(({ json }) => fromJson(json) as ArchitectureVersion)
  }

  /** Of a removed architecture too: a run may have been made of it. Throws `architecture/no-version`. */
  version(id: string, version: number): ArchitectureVersion {
    const sql = 'SELECT json FROM architecture_versions WHERE architecture = ? AND version = ?'
    const row = this.database.get<Row>(sql, id, version)
    if (row === undefined) throw noVersion(id, version)
    return fromJson(row.json) as ArchitectureVersion
  }

  private lastVersion(id: string): number {
    const sql = 'SELECT max(version) AS last FROM architecture_versions WHERE architecture = ?'
    return this.database.get<{ last: number | null }>(sql, id)?.last ?? 0
  }
}

function versionOf({ id: _id, createdAt: _created, updatedAt, ...draft }: Architecture, version: number) {
  return { ...draft, version, savedAt: updatedAt } satisfies ArchitectureVersion
}

/** What a version is told apart by: name, network and drawing, and nothing that a save gives it. */
function contentOf({ name, template, settings, graph, drawing }: Architecture): string {
  return toJson([name, template, settings, graph ?? null, drawing ?? null])
}

function noVersion(id: string, version: number): AppError {
  return new AppError({
    code: 'architecture/no-version',
    message: {
      en: `There is no version "${version}" of the architecture "${id}".`,
      zh: `网络结构“${id}”没有版本“${version}”。`,
    },
    hint: { en: 'Choose one of the versions that are listed.', zh: '请选择列出的版本之一。' },
    details: { id, version },
  })
}
