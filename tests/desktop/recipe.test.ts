// A recipe as a person writes it in a real window: a filter with completion, rows before and after, applied, undone; a leak mended by a click; drift.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../shared/records'
import { asked, choose, openDesktop, part, pictureOfFailure, until, type Desktop } from '../helpers/desktop'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

const rows = Array.from({ length: 300 }, (_, row) => row)

/** Each row twice, so that repeats stand on both sides of any split; three ways to write a city. */
function writePeople(file: string, youngest: number): void {
  const lines = [...rows, ...rows].map((row) => {
    const city = ['Rome', 'rome', 'Oslo'][row % 3] ?? ''
    return [youngest + (row % 50), city, (Math.sin(row) * 10).toFixed(4), row % 2 === 0 ? 'yes' : 'no'].join()
  })
  writeFileSync(file, `age,city,height,bought\n${lines.join('\n')}\n`)
}

async function open(name: string, youngest: number): Promise<void> {
  const path = join(desktop.folder, `${name}.csv`)
  writePeople(path, youngest)
  await choose(desktop, path)
  await part(desktop, 'place-start').click()
  await part(desktop, 'open-table').click()
  await part(desktop, 'import-preview').waitFor()
  await part(desktop, 'import-start').click()
  await part(desktop, 'readiness').getByText('Ready for').waitFor()
}

const tab = (name: string) => desktop.page.getByRole('tab', { name, exact: true }).click()
const theFirst = (isEnough: (dataset: Dataset) => boolean) =>
  until(desktop, {
    name: 'datasets.list',
    input: {},
    isEnough: (list) => list.some((one) => one.name === 'people' && isEnough(one)),
  })

async function addStep(label: string): Promise<void> {
  await part(desktop, 'add-step').locator('input').fill(label)
  await desktop.page.locator('.el-select-dropdown__item:visible').getByText(label, { exact: true }).click()
  await part(desktop, 'step-detail').getByText(label, { exact: true }).waitFor()
}

describe('a recipe in the window', () => {
  it('filters rows by an expression that is completed, and says how many are left', async () => {
    await open('people', 20)
    await tab('Recipe')
    await addStep('Keep rows where')
    const expression = part(desktop, 'expression')
    await expression.pressSequentially('a')
    await part(desktop, 'completion').getByText('age', { exact: true }).waitFor()
    await desktop.page.keyboard.press('Enter')
    await expression.pressSequentially(' >= 45')
    await desktop.page.keyboard.press('Escape')
    await part(desktop, 'step-rows').getByText('600 → 300').waitFor()
    expect(await part(desktop, 'step-effect').innerText()).toContain('First rows after this step')
  })

  it('says at the step what is wrong with it, and nothing is applied then', async () => {
    await part(desktop, 'expression').fill('aeg >= 45')
    await part(desktop, 'step-detail').getByText('There is no column "aeg"').waitFor()
    expect(await part(desktop, 'apply-recipe').isDisabled()).toBe(true)
    await part(desktop, 'recipe-undo').click()
    expect(await part(desktop, 'expression').inputValue()).toBe('')
    await part(desktop, 'recipe-redo').click()
    await part(desktop, 'expression').fill('age >= 45')
    await part(desktop, 'step-rows').getByText('600 → 300').waitFor()
  })

  it('proposes spellings, which become one when they are confirmed', async () => {
    await addStep('Merge spellings')
    await part(desktop, 'field-column').locator('input').fill('city')
    await desktop.page.locator('.el-select-dropdown__item:visible').getByText('city', { exact: true }).click()
    await part(desktop, 'find-spellings').click()
    await part(desktop, 'spelling-group').getByText('becomes').waitFor()
    await part(desktop, 'merge-spellings').click()
    await part(desktop, 'spellings').getByText('Merged spellings').waitFor()
  })

  it('is applied to the data set, and taken back by the notice', async () => {
    await part(desktop, 'apply-recipe').click()
    await part(desktop, 'recipe-tab').getByText('This recipe is applied.').waitFor()
    const [made] = (await asked(desktop, 'datasets.list', {})).filter(({ name }) => name === 'people')
    expect(made?.recipe?.map(({ step }) => step)).toEqual(['filter', 'mergeSpellings'])
    expect(
      made?.columns
        .find(({ name }) => name === 'city')
        ?.top.map(({ value }) => value)
        .sort(),
    ).toHaveLength(2)
    expect(made?.columns.find(({ name }) => name === 'age')?.min).toBe(45)
    await part(desktop, 'toast').getByRole('button', { name: 'Undo' }).first().click()
    await theFirst((dataset) => dataset.recipe === undefined && dataset.imported === undefined)
  })

  it('moves a step by the keyboard', async () => {
    await part(desktop, 'recipe-undo').click()
    await part(desktop, 'recipe-step').nth(1).locator('.choose').focus()
    await desktop.page.keyboard.press('Alt+ArrowUp')
    await part(desktop, 'recipe-step').first().getByText('1. Merge spellings').waitFor()
    await desktop.page.keyboard.press('Delete')
    await part(desktop, 'recipe-step').first().getByText('1. Keep rows where').waitFor()
  })
})

describe('leaks in the window', () => {
  it('shows the split in figures, the repeats with their rows, and removes them by a click', async () => {
    await tab('Split')
    await part(desktop, 'class-balance').waitFor()
    await tab('Leaks')
    const finding = desktop.page.locator('[data-code="leak/duplicate-across-parts"]')
    await finding.locator('[data-test="finding-row"]').first().click()
    await desktop.page.locator('.line.wanted').waitFor()
    await tab('Leaks')
    await finding.locator('[data-test="remedy"]').click()
    await finding.waitFor({ state: 'detached' })
    await theFirst(({ recipe }) => recipe?.at(-1)?.step === 'deduplicate')
  })

  it('takes its recipe over to another table, compares with that, and names what differs', async () => {
    await open('older', 40)
    await tab('Recipe')
    await part(desktop, 'take-over-recipe').click()
    await desktop.page.locator('.el-select-dropdown__item:visible').getByText('people', { exact: true }).click()
    await part(desktop, 'recipe-step').getByText('Remove duplicates').waitFor()
    await part(desktop, 'step-rows').getByText('600 → 300').waitFor()
    await part(desktop, 'thing').getByText('people', { exact: true }).click()
    // It alone has a recipe: now its own tabs are shown.
    await part(desktop, 'rows-after-recipe').waitFor()
    await tab('Drift')
    await part(desktop, 'drift-other').click()
    await desktop.page.locator('.el-select-dropdown__item:visible').getByText('older', { exact: true }).click()
    await part(desktop, 'drift').getByText('values of "age" are outside').waitFor()
    await part(desktop, 'drift-column').nth(1).waitFor()
  })
})

it('nothing in the page has complained', () => {
  expect(desktop.complaints.filter((line) => /^(page|console):/.test(line))).toEqual([])
})
