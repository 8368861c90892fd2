// `import FILE`: reads a table into the workspace and says what was understood.
import type { Command } from 'commander'
import { resolve } from 'node:path'
import type { Dataset } from '../../../shared/records'
import { shown } from '../number'
import { language, output, tableLines } from '../output'
import { common, type CommonOptions } from '../options'
import { inSession } from '../session'

export function addImport(program: Command): void {
  common(program.command('import <file>').description('Import a CSV file into the workspace'))
    .option('--name <name>', 'what to call it')
    .action((file: string, options: CommonOptions & { name?: string }) =>
      inSession(options.workspace, async ({ host }) => {
        const out = output(options.json)
        const { name } = options
        const dataset = await host.ask('datasets.import', {
          path: resolve(file),
          ...(name === undefined ? {} : { name }),
        })
        const { readiness, problems } = await host.ask('datasets.check', { dataset: dataset.id })
        for (const problem of problems)
          out.say(`${problem.severity}: ${problem.message[language]} ${problem.hint[language]}`)
        out.result({ dataset, readiness, problems }, () => [...lines(dataset), '', readiness.sentence[language]])
      }),
    )
}

function lines({ id, name, account, columns, assignments }: Dataset): string[] {
  const roleOf = new Map(assignments.map(({ column, role }) => [column, role]))
  const { records, rows, rejects, comments, blanks, preamble } = account
  return [
    `${name} (${id})`,
    `${records} records = ${rows} rows + ${rejects} rejects + ${comments} comments + ${blanks} blanks + ${preamble} preamble`,
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
