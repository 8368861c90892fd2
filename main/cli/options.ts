// Options that every command has, and how a command finds a run by what a person calls it.
import type { Command } from 'commander'
import { AppError } from '../../shared/contract/errors'
import type { Run } from '../../shared/records'
import type { Host } from '../host/host'

export interface CommonOptions {
  workspace: string
  json: boolean
}

export function common(command: Command): Command {
  return command
    .requiredOption('--workspace <folder>', 'the workspace folder; made when it is not there')
    .option('--json', 'print nothing but JSON on standard output', false)
}

/** Runs by number, by id, or by the beginning of an id. Throws `run/not-found`. */
export async function findRuns(words: string[], host: Host): Promise<Run[]> {
  const all = await host.ask('runs.list', {})
  return words.map((word) => {
    const matches = all.filter((run) => String(run.number) === word.replace(/^#/, '') || run.id === word)
    const found = matches[0] ?? only(all.filter((run) => word.length >= 4 && run.id.startsWith(word)))
    if (found === undefined) throw notFound(word, all)
    return found
  })
}

function only(runs: Run[]): Run | undefined {
  return runs.length === 1 ? runs[0] : undefined
}

function notFound(word: string, all: Run[]): AppError {
  const known = all
    .map(({ number }) => number)
    .slice(-20)
    .join(', ')
  return new AppError({
    code: 'run/not-found',
    message: { en: `There is no run "${word}" in this workspace.`, zh: `此工作区中没有运行“${word}”。` },
    hint: {
      en: all.length === 0 ? 'Run an experiment first.' : `Name a run by its number or id; there are ${known}.`,
      zh: all.length === 0 ? '请先运行一个实验。' : `请用编号或 id 指定运行；现有：${known}。`,
    },
  })
}
