// The documentation against the project: what it links to exists, what it names is there, what is there is named.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, test } from 'vitest'
import { layerTypes, templates } from '../../main/engine/architectures'
import { arrayTasks, examples, recipeSteps, samples, splitKinds, taskKinds, toys } from '../../main/engine/datasets'
import type { ArrayTask, Toy } from '../../main/engine/datasets'
import { formats } from '../../main/engine/exports'
import { baselines } from '../../main/engine/baselines'
import { metrics, rankingMetrics } from '../../main/engine/metrics'
import { losses, optimizers, schedules, trainingFields } from '../../main/engine/training'
import { runMoves } from '../../shared/records/run'
import { rules } from '../boundaries/rules'
import { anchorsOf, hasWord, linksOf, rowsOf, scriptsOf } from './pages'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(join(root, folder)).filter((file) => file.endsWith(ending))
const pages = ['README.md', 'CHANGELOG.md', ...filesIn('docs', '.md').map((file) => `docs/${file}`)]
const { scripts, dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
  'scripts' | 'dependencies' | 'devDependencies',
  Record<string, string>
>

/** Links of a page that lead nowhere. */
function deadLinks(page: string, text: string): string[] {
  return linksOf(text)
    .filter(({ path, anchor }) => {
      const target = path === '' ? page : normalize(join(dirname(page), path))
      if (!existsSync(join(root, target))) return true
      return anchor !== null && !anchorsOf(read(target)).includes(anchor)
    })
    .map(({ path, anchor }) => (anchor === null ? path : `${path}#${anchor}`))
}

describe.each(pages)('%s', (page) => {
  it('links to files and headings that exist', () => {
    expect(deadLinks(page, read(page))).toEqual([])
  })

  it('names npm scripts that exist', () => {
    expect(scriptsOf(read(page)).filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })
})

test('a link to nothing is found, in code it is none', () => {
  const text = '[a](docs/none.md) [b](docs/cli.md#no-such-heading) [c](https://example.org/x) `[d](e.md)` ![f](g.png)'
  expect(deadLinks('README.md', text)).toEqual(['docs/none.md', 'docs/cli.md#no-such-heading', 'g.png'])
  expect(scriptsOf('`npm start`, `npm run --silent cli -- runs`, `npm run nothing:full`')).toEqual([
    'start',
    'cli',
    'nothing:full',
  ])
})

test('README says how to start and how to test, each in a block of its own', () => {
  expect(read('README.md')).toContain('```sh\nnpm start\n```')
  expect(read('README.md')).toContain('```sh\nnpm test\n```')
})

test('every direct dependency has a line that says what it is for, and every line a dependency', () => {
  const lines = rowsOf(read('docs/dependencies.md')).filter(([name]) => name !== 'package' && !/^-+$/.test(name ?? ''))
  const direct = Object.keys({ ...dependencies, ...devDependencies }).sort()
  expect(lines.map(([name]) => name).sort()).toEqual(direct)
  expect(lines.filter(([, saves]) => saves === '')).toEqual([])
})

test('pictures are PNG files of at most 150 KB, and every one is shown', () => {
  const inPages = filesIn('docs', '.md').flatMap((page) =>
    linksOf(read(`docs/${page}`)).map(({ path }) => `docs/${path}`),
  )
  const shown = new Set([...linksOf(read('README.md')).map(({ path }) => path), ...inPages])
  const pictures = filesIn('docs/pictures', '.png').map((file) => `docs/pictures/${file}`)
  expect(pictures.length).toBeGreaterThan(0)
  for (const picture of pictures) {
    expect(shown, picture).toContain(picture)
    expect(statSync(join(root, picture)).size, picture).toBeLessThanOrEqual(150_000)
    expect(readFileSync(join(root, picture)).subarray(1, 4).toString('latin1'), picture).toBe('PNG')
  }
})

const documented: [string, readonly string[]][] = [
  ['architectures.md', Object.keys(layerTypes)],
  ['architectures.md', Object.keys(templates)],
  ['architectures.md', Object.values(templates).flatMap(({ fields }) => fields.map(({ name }) => name))],
  ['metrics.md', Object.keys(metrics)],
  ['metrics.md', Object.keys(rankingMetrics)],
  ['baselines.md', Object.keys(baselines)],
  ['training.md', trainingFields.map(({ name }) => name)],
  ['training.md', Object.keys(optimizers)],
  ['training.md', Object.keys(losses)],
  ['training.md', Object.keys(schedules)],
  ['datasets.md', Object.keys(splitKinds)],
  ['recipes.md', Object.keys(recipeSteps)],
  ['datasets.md', Object.keys(taskKinds)],
  ['datasets.md', Object.keys(samples)],
  ['interactions.md', Object.keys(arrayTasks)],
  ['interactions.md', Object.values<ArrayTask>(arrayTasks).flatMap(({ fields }) => fields.map(({ name }) => name))],
  ['playground.md', Object.keys(toys)],
  ['playground.md', Object.values<Toy>(toys).flatMap(({ fields }) => fields.map(({ name }) => name))],
  ['exports.md', Object.keys(formats)],
  ['cli.md', Object.keys(examples)],
  ['cli.md', filesIn('main/cli/commands', '.ts').map((file) => file.replace(/\.ts$/, ''))],
]

test.each(documented)('docs/%s names all of %j', (page, names) => {
  const text = read(`docs/${page}`)
  expect(names.filter((name) => !hasWord(text, name))).toEqual([])
})

describe('docs/architecture.md', () => {
  const text = read('docs/architecture.md')

  it('has every import rule in its table', () => {
    const ofStages = /^[a-z]+-(?=looks-back-only$|uses-front-doors$)/
    const names = new Set(rules.map(({ name = '' }) => name.replace(ofStages, '(stage)-')))
    const told = rowsOf(text).flatMap(([first = '']) => first.split(', '))
    expect([...names].filter((name) => !told.includes(name))).toEqual([])
  })

  it('has the moves of a run as the record has them', () => {
    for (const [status, moves] of Object.entries(runMoves)) {
      const row = rowsOf(text).find(([first]) => first === status)
      expect(row?.[1], status).toBe(moves.length === 0 ? 'nothing' : moves.join(', '))
    }
  })
})
