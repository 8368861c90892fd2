// @vitest-environment happy-dom
// Drafts of recipes on the page: undo and order, trials of which only the last counts, applying, and remedies that can be taken back.
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Dataset, RecipeEntry, RecipeOutcome } from '../../shared/records'
import { connect } from '../../renderer/api'
import { useDatasets } from '../../renderer/stores/datasets'
import { useLeaks } from '../../renderer/stores/leaks'
import { changed, freeId, moved, newDraft, redone, same, undone } from '../../renderer/stores/recipeDraft'
import { useRecipes } from '../../renderer/stores/recipes'
import { memoryBridge } from './memoryBridge'
import type { MemoryBridge } from './memoryBridge'
import { dataset } from './records'

const step = (id: string, where = 'a > 1'): RecipeEntry => ({ id, step: 'filter', settings: { where }, enabled: true })
const ids = (entries: readonly RecipeEntry[]) => entries.map(({ id }) => id).join('')

describe('a draft', () => {
  it('undoes and redoes whole changes, and takes typing into one field as one', () => {
    let draft = newDraft([step('a')])
    draft = changed(draft, [step('a'), step('b')])
    for (const where of ['x', 'x >', 'x > 2']) draft = changed(draft, [step('a'), step('b', where)], 'b where')
    expect(draft.past).toHaveLength(2)
    draft = undone(draft)
    expect(draft.entries[1]?.settings).toEqual({ where: 'a > 1' })
    draft = undone(undone(draft))
    expect(ids(draft.entries)).toBe('a')
    draft = redone(redone(draft))
    expect(draft.entries[1]?.settings).toEqual({ where: 'x > 2' })
    expect(redone(draft)).toBe(draft)
  })

  it('begins another change after an undo, and knows no change without a difference', () => {
    const first = newDraft([step('a')])
    expect(changed(first, [step('a')])).toBe(first)
    const typed = undone(changed(first, [step('a', 'b')], 'a where'))
    expect(changed(typed, [step('a', 'c')], 'a where')).toMatchObject({ future: [], past: [[step('a')]] })
  })

  it('moves an entry to a place, the ends at most, and finds free ids', () => {
    const entries = [step('a'), step('b'), step('c')]
    expect(ids(moved(entries, 'a', 1))).toBe('bac')
    expect(ids(moved(entries, 'a', 9))).toBe('bca')
    expect(ids(moved(entries, 'c', -1))).toBe('cab')
    expect(ids(moved(entries, 'gone', 0))).toBe('abc')
    expect(freeId([step('step-1'), step('step-3')])).toBe('step-4')
  })

  it('takes settings in another order as the same', () => {
    const [one, two] = [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ].map((settings) => ({ ...step('a'), settings }))
    expect(same([one as RecipeEntry], [two as RecipeEntry])).toBe(true)
    expect(same([step('a')], [{ ...step('a'), enabled: false }])).toBe(false)
  })
})

const outcome = (id: string): RecipeOutcome => ({
  steps: [
    {
      id,
      before: { rows: 10, columns: 1 },
      after: { rows: 5, columns: 1 },
      missing: [],
      preview: { columns: ['a'], rows: [['1']] },
    },
  ],
  problems: [],
  columns: [{ entry: id, names: ['a'] }],
})

describe('the store', () => {
  let bridge: MemoryBridge
  let record: Dataset
  let waiting: ((outcome: RecipeOutcome) => void)[]

  beforeEach(async () => {
    setActivePinia(createPinia())
    record = { ...dataset('d1'), assignments: [{ column: 'x', role: 'feature', reason: { en: '', zh: '' } }] }
    waiting = []
    const updated = (change: Partial<Dataset>) => {
      record = { ...record, ...change, updatedAt: `${record.updatedAt}+` }
      return record
    }
    bridge = memoryBridge({
      'datasets.list': () => [record],
      'datasets.update': ({ split, roles }) =>
        updated({
          ...(split ? { split: { kind: split.kind, settings: split.settings } } : {}),
          ...(roles ? { assignments: roles.map((one) => ({ ...one, reason: { en: '', zh: '' } })) } : {}),
        }),
      'tasks.cancel': () => ({ cancelled: true }),
      'recipes.try': () => new Promise((resolve) => waiting.push(resolve)),
      'recipes.apply': ({ recipe }) => updated({ recipe, table: `made-${recipe.length}` }),
      'recipes.prepare': ({ preparation }) => updated({ preparation }),
    })
    connect(bridge)
    await useDatasets().load()
    useRecipes().begin(record)
  })
  const askedFor = (name: string) => bridge.asked.filter((one) => one.name === name).map(({ input }) => input)

  it('cancels the older trial, and keeps the last answer alone', async () => {
    const recipes = useRecipes()
    recipes.change('d1', [step('a')])
    const first = recipes.tryOut('d1', 'try')
    await expect.poll(() => waiting.length).toBe(1)
    recipes.change('d1', [step('a'), step('b')])
    const second = recipes.tryOut('d1', 'try')
    await expect.poll(() => waiting.length).toBe(2)
    expect(askedFor('tasks.cancel')).toHaveLength(1)
    waiting[1]?.(outcome('b'))
    await second
    waiting[0]?.(outcome('a'))
    await first
    expect(recipes.trials.get('d1')?.outcome?.steps[0]?.id).toBe('b')
    expect(recipes.trying.size).toBe(0)
  })

  it('applies a draft, which can be undone afterwards as before', async () => {
    const recipes = useRecipes()
    recipes.change('d1', [step('a')])
    await recipes.apply('d1', recipes.draftOf('d1').entries, 't1')
    expect(useDatasets().byId.get('d1')?.table).toBe('made-1')
    recipes.put('d1', undone(recipes.draftOf('d1')))
    expect(recipes.draftOf('d1').entries).toEqual([])
  })

  it('follows a recipe that was changed elsewhere, and keeps what was written here for an undo', () => {
    const recipes = useRecipes()
    recipes.change('d1', [step('mine')])
    recipes.begin({ ...record, recipe: [step('theirs')] })
    expect(ids(recipes.draftOf('d1').entries)).toBe('theirs')
    recipes.put('d1', undone(recipes.draftOf('d1')))
    expect(ids(recipes.draftOf('d1').entries)).toBe('mine')
  })

  it('puts a remedy behind the recipe under an id of its own, and takes it back', async () => {
    record = { ...record, recipe: [step('step-1')] }
    const undo = await useLeaks().remedy(record, { recipe: [step('remove-repeats')] }, 't1')
    expect(ids(useDatasets().byId.get('d1')?.recipe ?? [])).toBe('step-1step-2')
    await undo()
    expect(ids(useDatasets().byId.get('d1')?.recipe ?? [])).toBe('step-1')
  })

  it('asks the doctor once for all who look, and again after a change', async () => {
    bridge.answers['datasets.leaks'] = () => ({ findings: [], facts: null })
    const leaks = useLeaks()
    await Promise.all([leaks.look('d1', 't1'), leaks.look('d1', 't2')])
    expect(askedFor('datasets.leaks')).toEqual([{ dataset: 'd1', task: 't1' }])
    await useDatasets().update('d1', { split: { kind: 'time', settings: {} } })
    await leaks.look('d1', 't3')
    expect(askedFor('datasets.leaks')).toHaveLength(2)
    expect(leaks.looks.get('d1')).toMatchObject({ of: record.updatedAt, error: null })
  })

  it('takes back splits, roles and preparations', async () => {
    const leaks = useLeaks()
    const before = record
    const changes = [
      { split: { kind: 'time', settings: {} } },
      { roles: [{ column: 'x', role: 'time' as const }] },
      { preparation: [{ column: 'x', steps: [{ step: 'targetEncode', settings: { folds: 5 } }] }] },
    ]
    for (const change of changes) {
      const undo = await leaks.remedy({ ...before, preparation: [] }, change, 't1')
      expect(useDatasets().byId.get('d1')).toMatchObject('roles' in change ? { assignments: change.roles } : change)
      await undo()
    }
    const { split, assignments, preparation } = useDatasets().byId.get('d1') as Dataset
    expect({ split, preparation }).toEqual({ split: before.split, preparation: [] })
    expect(assignments[0]).toMatchObject({ column: 'x', role: 'feature' })
  })
})
