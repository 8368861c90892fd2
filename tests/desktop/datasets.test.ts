// A data set as a person looks at it in a real window: rows like one, tasks and balanced classes, drift against a run, disk space.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../../shared/records'
import { asked, choose, openDesktop, part, pictureOfFailure, runIn, until, type Desktop } from '../helpers/desktop'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

/** Rows 1 and 7 are the same but for the name, as are 2 and 8, and so on. */
function points(): string[] {
  const lines = Array.from({ length: 300 }, (_, row) => {
    const angle = ((row % 6) * Math.PI) / 3 + (row < 12 ? 0 : 0.1 + row / 1000)
    return [
      `name ${row + 1}`,
      (10 * Math.cos(angle)).toFixed(4),
      (10 * Math.sin(angle)).toFixed(4),
      row % 5 === 0 ? 'yes' : 'no',
    ]
  })
  return ['name,width,height,bought', ...lines.map((cells) => cells.join())]
}

async function openText(name: string, lines: readonly string[]): Promise<void> {
  const path = join(desktop.folder, `${name}.csv`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  await choose(desktop, path)
  await part(desktop, 'place-start').click()
  await part(desktop, 'open-table').click()
  await part(desktop, 'import-preview').waitFor()
  await part(desktop, 'import-start').click()
  await part(desktop, 'readiness').getByText('Ready for').waitFor()
}

describe('the preview', () => {
  it('marks what is none of the type that a column was given', async () => {
    await openText('points', points())
    const marked = part(desktop, 'grid').locator('[aria-invalid="true"]')
    expect(await marked.count()).toBe(0)
    const type = part(desktop, 'column-type').first()
    await type.selectOption({ label: 'number' })
    await marked.first().waitFor()
    expect(await marked.first().getAttribute('title')).toBe(
      'name 1\nThis value is none of the column’s type, and counts as missing.',
    )
    await type.selectOption({ label: 'text' })
    await marked.first().waitFor({ state: 'detached' })
  })
})

describe('rows like one', () => {
  const similar = (row: number) => part(desktop, 'similar').locator(`[aria-rowindex="${row + 1}"]`)
  const numberOf = (row: number) => similar(row).getByRole('rowheader')

  it('are shown from the menu of a row, most like first, with their cosine', async () => {
    await part(desktop, 'grid').locator('[aria-rowindex="2"]').click({ button: 'right' })
    await part(desktop, 'menu-like').click()
    await numberOf(1).getByText('1', { exact: true }).waitFor()
    await numberOf(2).getByText('7', { exact: true }).waitFor()
    expect(await similar(2).getByRole('gridcell').first().innerText()).toBe('1.0000')
    expect(await similar(2).innerText()).toContain('10.0')
  })

  it('are compared by the columns that are chosen', async () => {
    const second = part(desktop, 'similar').locator('[role="columnheader"][aria-colindex="2"]')
    expect(await second.innerText()).toBe('width')
    await part(desktop, 'similar-columns').locator('.el-tag__close').first().click()
    await second.getByText('height', { exact: true }).waitFor()
    await part(desktop, 'similar-close').click()
    await part(desktop, 'rows-like-this').waitFor()
  })

  it('are reached by the keyboard alone', async () => {
    await part(desktop, 'grid').focus()
    await desktop.page.keyboard.press('ArrowDown')
    expect(await part(desktop, 'grid').locator('[aria-selected="true"]').getAttribute('aria-rowindex')).toBe('3')
    await desktop.page.keyboard.press('Shift+F10')
    await part(desktop, 'menu-like').waitFor()
    await desktop.page.keyboard.press('Enter')
    await numberOf(2).getByText('8', { exact: true }).waitFor()
    await part(desktop, 'similar').getByRole('grid').focus()
    await desktop.page.keyboard.press('ArrowDown')
    await desktop.page.keyboard.press('ArrowDown')
    await desktop.page.keyboard.press('Shift+F10')
    await desktop.page.keyboard.press('Enter')
    // Row 8 is now the one in question, and 2 is like it.
    await numberOf(1).getByText('8', { exact: true }).waitFor()
    await numberOf(2).getByText('2', { exact: true }).waitFor()
  })
})

describe('tasks and classes', () => {
  const tab = (name: string) => desktop.page.getByRole('tab', { name, exact: true }).click()
  const theOne = (isEnough: (dataset: Dataset) => boolean) =>
    until(desktop, {
      name: 'datasets.list',
      input: {},
      isEnough: (list) => list.some((one) => one.name === 'plays' && isEnough(one)),
    })

  it('says of each task whether the table is ready for it, and keeps the one that is chosen with its settings', async () => {
    const rows = Array.from({ length: 400 }, (_, row) => `u${row % 20},i${(row * 7) % 30},${1_600_000_000 + row}`)
    await openText('plays', ['user_id,item_id,timestamp', ...rows])
    await tab('Task')
    const card = (name: string) => part(desktop, 'task-tab').locator('.task').filter({ hasText: name })
    await card('Next item').getByText('ready', { exact: true }).waitFor()
    await card('Forecast').getByText('not ready', { exact: true }).waitFor()
    await card('Next item').getByRole('radio').check()
    await part(desktop, 'field-length').locator('input').fill('12')
    await part(desktop, 'apply-task').click()
    await theOne(({ task }) => task?.task === 'nextItem' && task.settings.length === 12)
    await part(desktop, 'readiness').getByText('next item').waitFor()
    expect(await part(desktop, 'apply-task').isDisabled()).toBe(true)
  })

  it('repeats rows of a rare class where that is asked for, and says how many rows train then', async () => {
    await part(desktop, 'thing').getByText('points', { exact: true }).click()
    await tab('Split')
    await part(desktop, 'class-balance').waitFor()
    await part(desktop, 'sampling').getByText('repeat rare ones').click()
    await until(desktop, {
      name: 'datasets.list',
      input: {},
      isEnough: (list) => list.some(({ name, sampling }) => name === 'points' && sampling?.kind === 'over'),
    })
    const points = (await asked(desktop, 'datasets.list', {})).find(({ name }) => name === 'points')
    const { readiness } = await asked(desktop, 'datasets.check', { dataset: points?.id ?? '' })
    // Of 192 training rows a fifth says yes: both classes then have as many as the larger one.
    expect(readiness.facts?.counts.train).toBe(2 * 154)
  })
})

describe('drift', () => {
  it('compares a data set with what a run was trained on', async () => {
    const points = (await asked(desktop, 'datasets.list', {})).find(({ name }) => name === 'points')
    const { id } = await asked(desktop, 'architectures.save', { name: 'Tiny', template: 'mlp', settings: { hidden: [4] } }) // prettier-ignore
    const [run] = await asked(desktop, 'runs.launch', {
      dataset: points?.id ?? '',
      architectures: [id],
      training: { epochs: 1, batchSize: 64 },
      seeds: [1],
    })
    await runIn(desktop, run?.id ?? '', ['finished'])
    await openText('later', ['name,width,height,bought', ...Array.from({ length: 100 }, (_, row) => `n${row},${row + 20},${(row * 7) % 13},${row % 2 ? 'yes' : 'no'}`)]) // prettier-ignore
    await desktop.page.getByRole('tab', { name: 'Drift', exact: true }).click()
    await part(desktop, 'drift-other').click()
    await desktop.page.locator('.el-select-dropdown__item:visible').getByText('#1 Tiny', { exact: true }).click()
    await part(desktop, 'drift').getByText('values of "width" are outside').waitFor()
    expect(await part(desktop, 'drift-rows').innerText()).toContain(
      'training rows of #1 Tiny against 100 rows of later',
    )
  })
})

it('nothing in the page has complained', () => {
  expect(desktop.complaints.filter((line) => /^(page|console):/.test(line))).toEqual([])
})
