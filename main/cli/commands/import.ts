// `import FILE...`: reads a table into the workspace and says what was understood.
import { InvalidArgumentError, Option } from 'commander'
import type { Command } from 'commander'
import { resolve } from 'node:path'
import {
  badRowChoices,
  compressions,
  dateOrders,
  decimalMarks,
  tableFormats,
  thousandsMarks,
} from '../../../shared/records'
import type { BadRows, Dataset, Reading } from '../../../shared/records'
import { shown } from '../number'
import { language, output, tableLines } from '../output'
import { common, type CommonOptions } from '../options'
import { inSession } from '../session'

interface ImportOptions extends CommonOptions, Reading {
  name?: string
  badRows?: BadRows
}

export function addImport(program: Command): void {
  const command = common(program.command('import <files...>'))
    .description('Import a table: one file, or several with the same columns')
    .option('--name <name>', 'what to call it')
  withReading(command).action((files: string[], options: ImportOptions) =>
    inSession(options.workspace, async ({ host }) => {
      const out = output(options.json)
      const { name, badRows } = options
      const [path = '', ...more] = files.map((file) => resolve(file))
      const dataset = await host.ask('datasets.import', {
        path,
        more,
        reading: readingOf(options),
        ...(badRows === undefined ? {} : { badRows }),
        ...(name === undefined ? {} : { name }),
      })
      const { readiness, problems } = await host.ask('datasets.check', { dataset: dataset.id })
      for (const problem of problems)
        out.say(`${problem.severity}: ${problem.message[language]} ${problem.hint[language]}`)
      out.result({ dataset, readiness, problems }, () => [...lines(dataset), '', readiness.sentence[language]])
    }),
  )
}

/** The options that fix what is guessed otherwise, under the names of a reading. */
function withReading(command: Command): Command {
  return command
    .addOption(new Option('--bad-rows <choice>', 'what becomes of rows that do not fit').choices(badRowChoices))
    .addOption(new Option('--format <format>', 'what the file is').choices(tableFormats))
    .addOption(new Option('--compression <kind>', 'how it is packed').choices(compressions))
    .option('--encoding <name>', 'such as utf-8, latin-1, gbk')
    .addOption(new Option('--delimiter <mark>', 'what parts the fields; \\t is a tab').argParser(tabbed))
    .option('--quote <mark>', 'what quotes a field')
    .option('--escape <mark>', 'what stands before a quote in a field')
    .option('--header', 'the first line holds the names')
    .option('--no-header', 'the first line is a row')
    .addOption(new Option('--skip <lines>', 'lines above the names').argParser(wholeNumber))
    .option('--comment <sign>', 'what a comment line begins with')
    .addOption(new Option('--decimal <mark>', 'the decimal mark').choices(decimalMarks))
    .addOption(new Option('--thousands <mark>', 'the mark between thousands').choices(thousandsMarks))
    .addOption(new Option('--date-order <order>', 'the order of day, month and year').choices(dateOrders))
    .option('--missing <words...>', 'words that mean a missing value')
}

const tabbed = (mark: string) => mark.replaceAll('\\t', '\t')

function wholeNumber(text: string): number {
  if (!/^\d{1,4}$/.test(text)) throw new InvalidArgumentError('expected a whole number up to 9999')
  return Number(text)
}

const fixable = [
  ...(['format', 'compression', 'encoding', 'delimiter', 'quote', 'escape', 'header'] as const),
  ...(['skip', 'comment', 'decimal', 'thousands', 'dateOrder', 'missing'] as const),
]

function readingOf(options: ImportOptions): Reading {
  return Object.fromEntries(fixable.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])))
}

function lines({ id, name, account, columns, assignments }: Dataset): string[] {
  const roleOf = new Map(assignments.map(({ column, role }) => [column, role]))
  const { records, rows, rejects, comments, blanks, preamble, mended } = account
  return [
    `${name} (${id})`,
    `${records} records = ${rows} rows + ${rejects} rejects + ${comments} comments + ${blanks} blanks + ${preamble} preamble`,
    ...(mended === undefined ? [] : [`${mended} of the rows were mended`]),
    ...tableLines(
      ['column', 'type', 'role', 'missing', 'distinct', 'min', 'max', 'mean'],
      columns.map((one) => [
        one.name,
        one.type,
        roleOf.get(one.name) ?? 'ignore',
        String(one.missing),
        String(one.distinct),
        shown(one.min),
        shown(one.max),
        shown(one.mean),
      ]),
    ),
  ]
}
