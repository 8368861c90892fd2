// `code ARCHITECTURE --language NAME`: an architecture as a program, on standard output or in a file.
import { Option, type Command } from 'commander'
import { resolve } from 'node:path'
import { AppError } from '../../../shared/contract/errors'
import { language as tongue, output } from '../output'
import type { Architecture, Dataset } from '../../../shared/records'
import type { Host } from '../../host/host'
import { writeWhole } from '../../engine/workspace'
import { common, type CommonOptions } from '../options'
import { inSession } from '../session'

/** Languages by the names that people have for them. */
const languages = { python: 'python', keras: 'python', typescript: 'typescript', tfjs: 'typescript' } as const

interface Options extends CommonOptions {
  language: keyof typeof languages
  dataset?: string
  out?: string
}

export function addCode(program: Command): void {
  common(program.command('code <architecture>').description('Print an architecture as a program that builds it'))
    .addOption(
      new Option('--language <name>', 'python is Keras 3, typescript is TensorFlow.js')
        .choices(Object.keys(languages))
        .makeOptionMandatory(),
    )
    .option('--dataset <name>', 'the data set that a template is drawn for; made-up data when left out')
    .option('--out <file>', 'the file to write; standard output when left out')
    .action((word: string, options: Options) =>
      inSession(options.workspace, async ({ host }) => {
        const { template, settings, graph } = called(word, await host.ask('architectures.list', {}), 'architecture')
        const dataset = await datasetOf(options.dataset, host)
        const code = await host.ask('architectures.code', {
          template,
          settings,
          ...(graph === undefined ? {} : { graph }),
          ...(dataset === undefined ? {} : { dataset: dataset.id }),
          language: languages[options.language],
        })
        const out = output(options.json)
        for (const remark of code.remarks) out.say(remark[tongue])
        if (options.out === undefined) return out.result(code, () => [code.text.trimEnd()])
        const file = resolve(options.out)
        writeWhole(file, code.text)
        out.result({ ...code, file }, () => [`Written to ${file}`])
      }),
    )
}

/** Prepared if that was not done yet: a template asks what the columns become. */
async function datasetOf(word: string | undefined, host: Host): Promise<Dataset | undefined> {
  if (word === undefined) return undefined
  const dataset = called(word, await host.ask('datasets.list', {}), 'dataset')
  await host.ask('datasets.check', { dataset: dataset.id })
  return dataset
}

const kinds = {
  architecture: { en: 'architecture', zh: '网络结构' },
  dataset: { en: 'data set', zh: '数据集' },
}

/** By name, by id, or by the beginning of an id. Throws `architecture/not-found`, `dataset/not-found`. */
function called<T extends Pick<Architecture, 'id' | 'name'>>(word: string, all: T[], kind: keyof typeof kinds): T {
  const begun = word.length >= 4 ? all.filter(({ id }) => id.startsWith(word)) : []
  const found = all.find(({ id, name }) => id === word || name === word) ?? (begun.length === 1 ? begun[0] : undefined)
  if (found !== undefined) return found
  const { en, zh } = kinds[kind]
  const known = all.map(({ name }) => name).slice(0, 20)
  throw new AppError({
    code: `${kind}/not-found`,
    message: { en: `There is no ${en} "${word}" in this workspace.`, zh: `此工作区中没有${zh}“${word}”。` },
    hint: {
      en: known.length === 0 ? 'The workspace has none yet.' : `Name one of ${known.join(', ')}.`,
      zh: known.length === 0 ? '此工作区中尚无。' : `请指定以下之一：${known.join('、')}。`,
    },
  })
}
