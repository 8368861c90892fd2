// What an experiment file says twice or against itself: refused before anything is imported, since a guess would hide a slip.
import { AppError } from '../../shared/contract/errors'
import type { Text } from '../../shared/fields/text'
import type { Experiment } from '../../shared/records'

/** Throws `experiment/contradiction`, which names what contradicts. */
export function refuseContradictions(experiment: Experiment): void {
  const found = contradictionOf(experiment)
  if (found === null) return
  throw new AppError({
    code: 'experiment/contradiction',
    message: found,
    hint: { en: 'Correct it in the experiment file.', zh: '请在实验文件中更正。' },
  })
}

function contradictionOf({
  target,
  task,
  features = [],
  ignore = [],
  types = [],
  roles = [],
  preparation = [],
  tables = [],
  architectures,
  seeds,
}: Experiment): Text | null {
  if (target === undefined && task === undefined) return nothingToLearn
  if (target !== undefined && features.includes(target)) return twoRoles(target, 'target', 'feature')
  if (target !== undefined && ignore.includes(target)) return twoRoles(target, 'target', 'ignored')
  const both = features.find((column) => ignore.includes(column))
  if (both !== undefined) return twoRoles(both, 'feature', 'ignored')
  const named = new Set([target ?? '', ...features, ...ignore])
  const again = roles.find(({ column }) => named.has(column))
  if (again !== undefined) return roleTwice(again.column)
  const unclear = architectures.find(({ template, graph }) => (template === undefined) === (graph === undefined))
  if (unclear !== undefined) return oneOfTwo(unclear.name)
  const idle = architectures.find(({ settings, graph }) => settings !== undefined && graph !== undefined)
  if (idle !== undefined) return settingsOfGraph(idle.name)
  return (
    twice('features', features) ??
    twice('ignore', ignore) ??
    twice(
      'types',
      types.map(({ column }) => column),
    ) ??
    twice(
      'roles',
      roles.map(({ column }) => column),
    ) ??
    twice(
      'preparation',
      preparation.map(({ column }) => column),
    ) ??
    twice(
      'tables',
      tables.map((table) => table.name),
    ) ??
    twice(
      'architectures',
      architectures.map(({ name }) => name),
    ) ??
    twice('seeds', seeds.map(String))
  )
}

const nothingToLearn: Text = {
  en: 'The experiment names neither a "target" nor a "task", expected one of them: what is to be learnt.',
  zh: '实验既没有指定“target”也没有指定“task”，应指定其一：要学习什么。',
}

const roleNames = { target: '目标', feature: '特征', ignored: '忽略' } as const

function twoRoles(column: string, one: keyof typeof roleNames, other: keyof typeof roleNames): Text {
  return {
    en: `The experiment uses the column "${column}" both as ${one} and as ${other}, expected one of them.`,
    zh: `实验中的列“${column}”既是${roleNames[one]}又是${roleNames[other]}，只能是其中之一。`,
  }
}

function roleTwice(column: string): Text {
  return {
    en: `The experiment gives the column "${column}" a role in "roles" and names it as target, feature or ignored as well, expected one of them.`,
    zh: `实验既在“roles”中指定了列“${column}”的角色，又将其列为目标、特征或忽略，只能是其中之一。`,
  }
}

function oneOfTwo(name: string): Text {
  return {
    en: `The architecture "${name}" needs either a "template" or a "graph", expected one of them.`,
    zh: `网络结构“${name}”需要“template”或“graph”，且只能有其中之一。`,
  }
}

function settingsOfGraph(name: string): Text {
  return {
    en: `The architecture "${name}" has "settings" beside its "graph", expected them in the layers of the graph.`,
    zh: `网络结构“${name}”在“graph”之外还有“settings”，设置应写在图的各层中。`,
  }
}

function twice(list: string, names: readonly string[]): Text | null {
  const again = names.find((name, index) => names.indexOf(name) !== index)
  if (again === undefined) return null
  return {
    en: `The experiment names "${again}" twice in "${list}", expected each once.`,
    zh: `实验的“${list}”中重复出现了“${again}”，每项只能出现一次。`,
  }
}
