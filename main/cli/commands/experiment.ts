// `experiment FILE`: runs an experiment file to its end; `--example NAME` and `--schema` print what such a file looks like.
import { Argument, type Command } from 'commander'
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { AppError } from '../../../shared/contract/errors'
import type { Comparison, Run } from '../../../shared/records'
import { experimentSchema, type Experiment } from '../../../shared/records/experiment'
import { examples } from '../../engine/datasets'
import { compareRuns, launchExperiment } from '../../engine/experiment'
import { followRuns, refuseFailures } from '../following'
import { language, output } from '../output'
import type { CommonOptions } from '../options'
import { inSession, type Session } from '../session'
import { showComparison } from './compare'

interface Options extends Omit<CommonOptions, 'workspace'> {
  workspace?: string
  example?: string
  schema?: boolean
}

export function addExperiment(program: Command): void {
  program
    .command('experiment')
    .addArgument(new Argument('[file]', 'an experiment file (JSON)'))
    .description('Run an experiment: data, roles, split, architectures, settings and seeds in one file')
    .option('--workspace <folder>', 'the workspace folder; made when it is not there')
    .option('--example <name>', `print a ready experiment: ${Object.keys(examples).join(', ')}`)
    .option('--schema', 'print the JSON Schema of experiment files')
    .option('--json', 'print nothing but JSON on standard output', false)
    .action((file: string | undefined, options: Options) => act(file, options))
}

async function act(file: string | undefined, options: Options): Promise<void> {
  if (options.schema === true) return print(z.toJSONSchema(experimentSchema, { io: 'input' }))
  if (options.example !== undefined) return print(exampleOf(options.example))
  if (file === undefined) throw missing('file', 'the experiment file')
  if (options.workspace === undefined) throw missing('workspace', '--workspace FOLDER')
  const experiment = readExperiment(file)
  await inSession(options.workspace, async (session) => {
    const { runs, comparison } = await carryOut(experiment, dirname(resolve(file)), session)
    if (options.json) output(true).result({ runs, comparison }, () => [])
    else showComparison(comparison, output(false))
    refuseFailures(runs)
  })
}

/** Launches, shows progress until all runs are over, and compares them. */
export async function carryOut(
  experiment: Experiment,
  folder: string,
  session: Session,
): Promise<{ runs: Run[]; comparison: Comparison }> {
  const { host } = session
  const pathOf = (file: string) => resolve(folder, file)
  const following = followRuns(session)
  const launched = await launchExperiment({ experiment, pathOf, ask: host.ask, task: 'experiment' })
  const { problems } = await host.ask('datasets.check', { dataset: launched.dataset.id })
  for (const { severity, message, hint } of problems) {
    process.stderr.write(`${severity}: ${message[language]} ${hint[language]}\n`)
  }
  const runs = await following.end(launched.runs.map(({ id }) => id))
  return { runs, comparison: await compareRuns(runs, host.ask) }
}

function exampleOf(name: string): Experiment {
  if (Object.hasOwn(examples, name)) return examples[name as keyof typeof examples]
  const known = Object.keys(examples).join(', ')
  throw new AppError({
    code: 'experiment/unknown-example',
    message: { en: `There is no example "${name}".`, zh: `没有名为“${name}”的示例。` },
    hint: { en: `Use one of ${known}.`, zh: `请使用以下之一：${known}。` },
  })
}

/** Throws `experiment/unreadable` or `experiment/bad-file`, which names the places. */
export function readExperiment(file: string): Experiment {
  const parsed = experimentSchema.safeParse(readJson(file))
  if (parsed.success) return parsed.data
  const said = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`).join('; ')
  throw new AppError({
    code: 'experiment/bad-file',
    message: { en: `The experiment file "${file}" is not valid: ${said}.`, zh: `实验文件“${file}”无效：${said}。` },
    hint: {
      en: 'Compare it with `experiment --example penguins`; `experiment --schema` prints its JSON Schema.',
      zh: '请与 `experiment --example penguins` 的输出对照；`experiment --schema` 可打印其 JSON Schema。',
    },
    details: { issues: parsed.error.issues },
  })
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new AppError({
      code: 'experiment/unreadable',
      message: {
        en: `The experiment file "${file}" cannot be read: ${why}.`,
        zh: `无法读取实验文件“${file}”：${why}。`,
      },
      hint: { en: 'Check the path, and that the file is JSON.', zh: '请检查路径，并确认文件为 JSON 格式。' },
      cause: error,
    })
  }
}

function missing(what: string, wanted: string): AppError {
  return new AppError({
    code: 'experiment/missing-argument',
    message: { en: `The ${what} is missing, expected ${wanted}.`, zh: `缺少参数：${wanted}。` },
    hint: {
      en: 'For example: experiment my.json --workspace my-folder',
      zh: '例如：experiment my.json --workspace my-folder',
    },
  })
}

function print(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}
