// An open workspace: the folder's records, series and paths, and the lock that says that this program lives.
import { existsSync, rmSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { AppError } from '../../../shared/contract/errors'
import type { Dataset, ExportReport, Run, UnusedFiles, Workspace as WorkspaceRecord } from '../../../shared/records'
import { ArchitectureStore } from './architectures'
import { BaselineStore } from './baselines'
import { CheckpointRows } from './checkpointRows'
import { Database } from './database'
import { storageError } from './failures'
import { makeFolder, stateOf, tidyParts, tidyTemporary } from './folder'
import { noWeights } from './importedWeights'
import { RunLog } from './log'
import { HistogramStore } from './histograms'
import { migrate, schemaVersion } from './migrations'
import { becomeOwner, isAlive, sweepOwners } from './owners'
import type { Owner } from './owners'
import { pathsOf } from './paths'
import type { WorkspacePaths } from './paths'
import { Preferences } from './preferences'
import { PreparedNotes } from './preparedNotes'
import { Documents } from './records'
import type { Clock } from './records'
import { RunStore } from './runs'
import { SeriesStore } from './series'
import { touch } from './touch'
import { countUnused, removeUnused } from './unused'

export class Workspace {
  readonly folder: string
  readonly name: string
  readonly paths: WorkspacePaths
  readonly datasets: Documents<Dataset>
  readonly architectures: ArchitectureStore
  readonly exports: Documents<ExportReport>
  readonly runs: RunStore
  readonly series: SeriesStore
  readonly histograms: HistogramStore
  readonly checkpoints: CheckpointRows
  readonly baselines: BaselineStore
  readonly log: RunLog
  readonly preferences: Preferences
  readonly prepared: PreparedNotes
  /** Runs that this opening found without their program and made `interrupted`. */
  readonly recovered: readonly Run[]

  constructor(
    paths: WorkspacePaths,
    private readonly database: Database,
    private readonly owner: Owner,
    private readonly clock: Clock,
  ) {
    this.folder = resolve(paths.database, '..')
    this.name = basename(this.folder)
    this.paths = paths
    this.datasets = new Documents(database, 'datasets', clock)
    this.architectures = new ArchitectureStore(database, 'architectures', clock)
    this.exports = new Documents(database, 'exports', clock)
    this.runs = new RunStore(database, clock, {
      token: owner.token,
      isAlive: (token) => isAlive(paths.owners, token),
    })
    this.series = new SeriesStore(database)
    this.histograms = new HistogramStore(database)
    this.checkpoints = new CheckpointRows(database, paths)
    this.baselines = new BaselineStore(database)
    this.log = new RunLog(database, clock)
    this.preferences = new Preferences(database)
    this.prepared = new PreparedNotes(this.preferences, paths, clock)
    this.recovered = this.runs.recover()
  }

  describe(): WorkspaceRecord {
    return { folder: this.folder, name: this.name, schemaVersion }
  }

  /** True when the rows of an imported table are here. */
  hasTable(hash: string): boolean {
    return existsSync(this.paths.tableFile(hash))
  }

  /** True when the rows are here; they then stay at least until a record can name them. */
  keepTable(hash: string): boolean {
    return touch(this.paths.tableFile(hash), this.clock())
  }

  /** Makes sure that imported weights are here, and stay at least until a record can name them. Throws `architecture/no-weights`. */
  keepWeights(hash: string): void {
    const file = this.paths.weightsFile(hash)
    if (!touch(file, this.clock())) throw noWeights(file)
  }

  /** Tables, prepared arrays and imported weights that no record names, removed ones counted; `keep`: hashes that are used besides. */
  unused(keep: ReadonlySet<string>): UnusedFiles {
    return countUnused({ database: this.database, paths: this.paths, clock: this.clock, keep })
  }

  /** Removes those files for good, but none that was made or asked for within the last hour. Gives what was removed. */
  removeUnused(keep: ReadonlySet<string>): UnusedFiles {
    return removeUnused({ database: this.database, paths: this.paths, clock: this.clock, keep })
  }

  /** All writes in `body`, or none. */
  transaction<T>(body: () => T): T {
    return this.database.transaction(body)
  }

  /** Closes the database and gives up the lock: live runs of this program count as lost from now on. Harmless twice. */
  dispose(): void {
    if (!this.database.isOpen) return
    try {
      // SQLite folds its log into the file at the last close, but the library closes when it collects its statements.
      this.database.exec('PRAGMA wal_checkpoint(PASSIVE)')
    } catch (error) {
      // On a full disk the log stays beside the file, whole, and is folded in at a later close.
      if (!(error instanceof AppError && error.code === 'workspace/disk-full')) throw error
    } finally {
      this.database.dispose()
      rmSync(this.paths.temporary, { recursive: true, force: true })
      this.owner.dispose()
    }
  }
}

/**
 * Opens the workspace in `folder`, which is made when it is missing or empty. Several programs may have it open.
 * Throws `workspace/not-writable`, `/newer-version`, `/not-a-workspace`, `/is-a-file`, `/damaged`, `/disk-full`;
 * nothing half-made is left behind.
 */
export function openWorkspace(folder: string, clock: Clock): Workspace {
  const place = resolve(folder)
  const undo = makeFolder(place, stateOf(place, pathsOf(place, '')), pathsOf(place, ''))
  const opened: { dispose(): void }[] = []
  try {
    const owner = becomeOwner(pathsOf(place, '').owners)
    opened.push(owner)
    const paths = pathsOf(place, owner.token)
    const database = new Database(paths.database)
    opened.push(database)
    prepareDatabase(database)
    tidyTemporary(paths)
    tidyParts(paths, owner.token)
    const workspace = new Workspace(paths, database, owner, clock)
    sweepOwners(paths.owners)
    return workspace
  } catch (error) {
    for (const one of opened.reverse()) one.dispose()
    undo()
    throw storageError(error, place)
  }
}

/**
 * WAL lets others read while one writes. NORMAL: a killed program loses nothing that was committed, a power cut may
 * lose the last moments but never damages the file; FULL would sync the disk at each of the ten writes a second of a run.
 */
function prepareDatabase(database: Database): void {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON')
  migrate(database)
}
