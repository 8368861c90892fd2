// Where things lie in a workspace folder. Big files are named by content hash or by run; nothing else makes up paths there.
import { join } from 'node:path'
import { AppError } from '../../../shared/contract/errors'

export interface WorkspacePaths {
  database: string
  marker: string
  owners: string
  tables: string
  prepared: string
  models: string
  /** Weights out of foreign files. */
  weights: string
  checkpoints: string
  /** Of this program alone; gone when it closes the workspace, or at the next opening. */
  temporary: string
  /** `tables/<hash>.parquet` */
  tableFile(hash: string): string
  /** `prepared/<hash>.nla` */
  preparedFile(hash: string): string
  /** `weights/<hash>.nla` */
  weightsFile(hash: string): string
  /** `models/<run>` */
  modelFolder(run: string): string
  /** `checkpoints/<run>` */
  checkpointFolder(run: string): string
}

export function pathsOf(folder: string, token: string): WorkspacePaths {
  return {
    database: join(folder, 'netloom.db'),
    marker: join(folder, 'netloom.json'),
    owners: join(folder, 'owners'),
    tables: join(folder, 'tables'),
    prepared: join(folder, 'prepared'),
    models: join(folder, 'models'),
    weights: join(folder, 'weights'),
    checkpoints: join(folder, 'checkpoints'),
    temporary: join(folder, 'temporary', token),
    tableFile: (hash) => join(folder, 'tables', `${safe(hash)}.parquet`),
    preparedFile: (hash) => join(folder, 'prepared', `${safe(hash)}.nla`),
    weightsFile: (hash) => join(folder, 'weights', `${safe(hash)}.nla`),
    modelFolder: (run) => join(folder, 'models', safe(run)),
    checkpointFolder: (run) => join(folder, 'checkpoints', safe(run)),
  }
}

/** Names become file names only when they are plain. Throws `workspace/unsafe-name`. */
function safe(name: string): string {
  if (/^[a-z0-9-]{1,128}$/.test(name)) return name
  throw new AppError({
    code: 'workspace/unsafe-name',
    message: {
      en: `"${name}" cannot name a file. Expected small letters, digits and hyphens.`,
      zh: `“${name}”不能用作文件名。应由小写字母、数字和连字符组成。`,
    },
    hint: { en: 'Open the data set or the run again from its list.', zh: '请从列表中重新打开该数据集或运行。' },
    details: { name },
  })
}
