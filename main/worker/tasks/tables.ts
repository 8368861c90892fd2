// The tasks of the tables worker: inspecting, importing, reading and preparing tables.
import type { TaskContext, TaskHandler, TaskName } from '../../../shared/contract/worker'
import { columnsForLeaks, findDrift, findModelDrift, inPieces, leaksInPieces, preparingOf } from '../../engine/datasets'
import {
  exportRejects,
  importTable,
  inspect,
  makeRecipeTable,
  ownTemporaryFolder,
  profileTable,
  readColumns,
  readRejects,
  readRows,
  recipeColumns,
  similarRows,
  spellingsOf,
  tryRecipe,
} from '../../engine/datasets/read'
import type { ReadContext } from '../../engine/datasets/read'
import { readModel } from '../../engine/workspace/models'
import { readPreparation, writePrepared } from '../../engine/workspace/prepared'

type TableTask = Extract<TaskName, `tables.${string}`>

/** Where DuckDB spills: the folder that the last import named, so that one instance serves all; until then our own. */
let spillFolder: string | null = null

export const tableTasks: { [N in TableTask]: TaskHandler<N> } = {
  'tables.inspect': ({ path, reading }, context) => inspect(path, readContext(context), reading),

  'tables.import': (input, context) => {
    spillFolder = input.temporaryFolder
    return importTable({ ...input, ...readContext(context) })
  },

  'tables.rows': ({ file, offset, limit }, context) => readRows(file, offset, limit, readContext(context)),

  'tables.rejects': ({ file, offset, limit }, context) => readRejects(file, offset, limit, readContext(context)),

  'tables.exportRejects': ({ file, target }, context) => exportRejects(file, target, readContext(context)),

  'tables.profile': (input, context) => profileTable(input, readContext(context)),

  'tables.prepare': async ({ file, spec, target }, context) => {
    const preparing = preparingOf(spec)
    const wrong = preparing.check()
    if (wrong.some(({ severity }) => severity === 'error')) return { preparation: null, problems: wrong }
    const columns = await readColumns(file, preparing.columns(), readContext(context))
    const { prepared, problems } = await inPieces(preparing.prepare(columns), {
      signal: context.signal,
      progress: (done, total) => context.progress('prepare', done, total),
    })
    if (prepared === null) return { preparation: null, problems }
    writePrepared(target, prepared)
    return { preparation: prepared.preparation, problems }
  },

  'tables.leaks': async ({ file, spec, prepared }, context) => {
    const columns = await readColumns(file, columnsForLeaks(spec), readContext(context))
    const steps = prepared === null ? [] : readPreparation(prepared).steps
    return inPieces(leaksInPieces(columns, spec, steps), {
      signal: context.signal,
      progress: (done, total) => context.progress('compare', done, total),
    })
  },

  'tables.drift': ({ file, spec, other, columns }, context) => {
    const reading = { temporaryFolder: readContext(context).temporaryFolder, signal: context.signal }
    const files = { before: file, now: other }
    return findDrift(
      spec,
      columns,
      (table, wanted) => readColumns(files[table], wanted, reading),
      (done, total) => context.progress('compare', done, total),
    )
  },

  'tables.driftOfModel': ({ model, other, columns }, context) => {
    const reading = { temporaryFolder: readContext(context).temporaryFolder, signal: context.signal }
    return findModelDrift(
      readModel(model).preparation,
      columns,
      (wanted) => readColumns(other, wanted, reading),
      (done, total) => context.progress('compare', done, total),
    )
  },

  'tables.similarRows': (input, context) => similarRows(input, readContext(context)),

  'tables.tryRecipe': (input, context) => tryRecipe(input, readContext(context)),

  'tables.applyRecipe': (input, context) => {
    spillFolder = input.temporaryFolder
    return makeRecipeTable(input, readContext(context))
  },

  'tables.recipeColumns': (input, context) => recipeColumns(input, readContext(context)),

  'tables.spellings': (input, context) => spellingsOf(input, readContext(context)),
}

function readContext(context: TaskContext<TableTask>): ReadContext {
  return { temporaryFolder: spillFolder ?? ownTemporaryFolder(), signal: context.signal, progress: context.progress }
}
