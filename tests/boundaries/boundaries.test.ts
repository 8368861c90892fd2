// The import rules hold for the whole source, and each of them is able to fail: a tree of wrong imports breaks every one.
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rules } from './rules'

const root = fileURLToPath(new URL('../..', import.meta.url))

async function look(baseDir: string, folders: string[]) {
  const { output } = await cruise(folders, {
    ruleSet: { forbidden: rules },
    validate: true,
    baseDir,
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json', '.vue'] },
  })
  const { summary } = output as ICruiseResult
  const violations = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }))
  return { violations, modules: summary.totalCruised }
}

describe('import rules', () => {
  it('hold for the whole source', async () => {
    const { violations, modules } = await look(root, ['main', 'renderer', 'shared'])
    expect(violations).toEqual([])
    expect(modules).toBeGreaterThan(50)
  }, 60_000)

  it('are broken by a tree of wrong imports', async () => {
    const { violations: found } = await look(`${root}tests/boundaries/wrong`, ['main', 'renderer', 'shared'])
    const broken = new Set(found.map((violation) => violation.rule))
    for (const name of [
      'no-cycles',
      'shared-is-pure',
      'datasets-looks-back-only',
      'engine-is-headless',
      'electron-in-desktop-only',
      'tensor-in-one-file',
      'tensor-for-workers-only',
      'desktop-never-reaches-tensor',
      'files-in-few-rooms',
      'desktop-is-thin',
      'echarts-in-charts-only',
      'flow-in-graph-only',
      'codemirror-in-code-only',
      'views-are-alone',
      'components-are-record-free',
    ]) {
      expect(broken, name).toContain(name)
    }
  }, 60_000)
})
