// Trains a recommender on MovieLens 100K by the built command line, as a person would, and reads what its lists are worth.
import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../scripts/setup/places.mjs'

const execute = promisify(execFile)

/** By protocol, as settings of the task. */
export const PROTOCOLS = {
  full: { rankedAmong: 'all', cutoff: 10 },
  drawn: { rankedAmong: 'drawn', others: 99, cutoff: 10 },
}

/** The finished run as it is recorded. */
export async function trained(
  { name, task, settings, template, network, training },
  protocol,
  { file, folder, epochs },
) {
  const experiment = {
    netloom: 'experiment',
    schemaVersion: 1,
    name: `${name}, ${protocol}`,
    data: { file },
    roles: [
      { column: 'user_id', role: 'user' },
      { column: 'item_id', role: 'item' },
      { column: 'timestamp', role: 'time' },
      { column: 'rating', role: 'ignore' },
    ],
    split: { kind: 'leaveLastOut' },
    task: { task, settings: { ...settings, ...PROTOCOLS[protocol] } },
    architectures: [{ name, template, settings: network }],
    training: { ...training, ...(epochs > 0 ? { epochs: Math.min(epochs, training.epochs) } : {}) },
    seeds: [1],
  }
  const written = path.join(folder, 'experiment.json')
  writeFileSync(written, JSON.stringify(experiment))
  const command = [path.join(projectRoot, 'out/main/cli.js'), 'experiment', written, '--json']
  const { stdout } = await execute(process.execPath, [...command, '--workspace', path.join(folder, 'workspace')], {
    env: { ...process.env, XDG_CONFIG_HOME: path.join(folder, 'config') },
    maxBuffer: 2 ** 26,
  })
  return JSON.parse(stdout).runs[0]
}
