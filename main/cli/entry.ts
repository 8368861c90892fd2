// The command line: every command in its own file, one table here. Exit code 0, 1 for a user's error, 2 for a bug, 130 interrupted.
import { Command, CommanderError } from 'commander'
import { AppError, isBug, toWire } from '../../shared/contract/errors'
import { addBundle } from './commands/bundle'
import { addCode } from './commands/code'
import { addCompare } from './commands/compare'
import { addDemo } from './commands/demo'
import { addExperiment } from './commands/experiment'
import { addExport } from './commands/export'
import { addImport } from './commands/import'
import { addImportModel } from './commands/import-model'
import { addOpen } from './commands/open'
import { addResume } from './commands/resume'
import { addRuns } from './commands/runs'
import { errorLines } from './output'
import { programVersion } from './session'

const commands = [
  ...[addImport, addImportModel, addCode, addExperiment, addRuns, addResume],
  ...[addCompare, addExport, addBundle, addOpen, addDemo],
]

async function run(): Promise<number> {
  const program = new Command('netloom')
    .description('Neural-network experiments on your own CSV files, without a window')
    .version(programVersion())
    .exitOverride()
    .showHelpAfterError()
  for (const add of commands) add(program)
  // Sub-commands copy this setting only when it is made before them.
  for (const command of program.commands) command.exitOverride()
  try {
    await program.parseAsync()
    return 0
  } catch (error) {
    return codeOf(error)
  }
}

/** Says on standard error what went wrong, and gives the exit code. */
function codeOf(error: unknown): number {
  // Commander has said it already; help and version are no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1
  for (const line of errorLines(toWire(error))) process.stderr.write(`${line}\n`)
  if (error instanceof AppError && error.code === 'app/interrupted') return 130
  return isBug(error) ? 2 : 1
}

process.exitCode = await run()
