// Importing in a real window: a guess is changed and the preview follows, several files become one table, rejects and profile are shown.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asked, choose, openDesktop, part, pictureOfFailure, type Desktop } from '../helpers/desktop'
import { root } from '../helpers/testHost'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

const head = async () => part(desktop, 'import-preview').locator('thead').innerText()
const cell = (row: number, column: number) =>
  part(desktop, 'import-preview').locator(`tbody tr:nth-child(${row}) td:nth-child(${column})`).innerText()
const control = (name: string) => part(desktop, `reading-${name}`)
const tab = (name: string) => desktop.page.getByRole('tab', { name, exact: true }).click()

async function openTable(): Promise<void> {
  await part(desktop, 'place-start').click()
  await part(desktop, 'open-table').click()
  await part(desktop, 'import-preview').waitFor()
}

describe('importing', () => {
  it('shows the guesses, and the preview follows what is changed and given back', async () => {
    const lines = ['name;price;day', 'Ann;1.5;03/04/2024', 'Bob;2.5;05/06/2024', 'broken', 'Cy;3.5;07/08/2024']
    const file = join(desktop.folder, 'orders.csv')
    writeFileSync(file, `${lines.join('\n')}\n`)
    await choose(desktop, file)
    await openTable()
    expect(await head()).toMatch(/name\s+category\s+price\s+number\s+day\s+date/)
    expect([await cell(1, 2), await cell(1, 3)]).toEqual(['1.5', '2024-03-04'])
    await control('dateOrder').locator('select').selectOption('dmy')
    await expect.poll(() => cell(1, 3)).toBe('2024-04-03')
    await control('delimiter').locator('select').selectOption({ label: 'comma ,' })
    await expect.poll(head).toContain('name;price;day')
    await part(desktop, 'back-delimiter').click()
    await expect.poll(head).toMatch(/name\s+category\s+price/)
    expect(await part(desktop, 'back-delimiter').count()).toBe(0)
    expect(await cell(1, 3)).toBe('2024-04-03')
  })

  it('says what is wrong with a mark, and does not import by it', async () => {
    await part(desktop, 'reading-more').click()
    await control('quote').locator('select').selectOption({ label: 'other…' })
    await control('quote').locator('input').fill('é')
    await desktop.page.locator('[data-code="dataset/wrong-reading"]').waitFor()
    expect(await part(desktop, 'import-start').isDisabled()).toBe(true)
    expect(await head()).toContain('price')
    await part(desktop, 'back-quote').click()
    await expect.poll(() => part(desktop, 'import-start').isEnabled()).toBe(true)
  })

  it('lists what does not fit with its line', async () => {
    await part(desktop, 'import-rejects').getByRole('button').click()
    expect(await part(desktop, 'import-rejects').locator('tbody').innerText()).toMatch(/4\s+It has 1 field.*\s+broken/)
  })

  it('imports by the keyboard alone, as it was fixed', async () => {
    await part(desktop, 'import-name').press('Enter')
    await part(desktop, 'row-account').getByText('1 rejected').waitFor()
    const [dataset] = await asked(desktop, 'datasets.list', {})
    expect(dataset).toMatchObject({ name: 'orders', dialect: { dateOrder: 'dmy', decimal: '.', delimiter: ';' } })
    expect(dataset?.account).toMatchObject({ records: 4, rows: 3, rejects: 1 })
  })

  it('keeps the rejects in a list, which can be written as CSV', async () => {
    await tab('Rejects')
    await part(desktop, 'reject-row').getByText('broken').waitFor()
    await part(desktop, 'reject-row').getByRole('button').click()
    expect(await part(desktop, 'reject-text').locator('pre').innerText()).toBe('broken')
    const target = join(desktop.folder, 'rejects.csv')
    await choose(desktop, target)
    await part(desktop, 'rejects-export').click()
    await part(desktop, 'toast').getByText('1 reject written').waitFor()
    expect(readFileSync(target, 'utf8')).toMatch(/orders\.csv,4,.*broken/)
  })

  it('profiles the columns, one of them as a chart and as a table', async () => {
    await tab('Profile')
    await part(desktop, 'profile-facts').getByText('3 rows').waitFor()
    expect(await part(desktop, 'profile-row').count()).toBe(3)
    await desktop.page.locator('[data-test="profile-row"][data-column="name"]').click()
    const figures = part(desktop, 'column-figures')
    expect(await figures.locator('[data-test="chart-summary"]').textContent()).toContain('Ann: 1 (33 %)')
    await figures.locator('[data-test="chart-table-toggle"]').click()
    expect(await figures.locator('tbody').innerText()).toContain('Cy')
  })

  it('makes one table of several files', async () => {
    const files = [1, 2, 3].map((number) => join(desktop.folder, `part${number}.csv`))
    for (const [index, file] of files.entries()) writeFileSync(file, `a,b\n${index},x\n${index + 10},y\n`)
    await desktop.app.evaluate(({ dialog }, paths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: paths })
    }, files)
    await openTable()
    await part(desktop, 'import-files').getByText('+ 2 more files').waitFor()
    await part(desktop, 'import-start').click()
    await part(desktop, 'row-account').getByText('6 rows').waitFor()
    const dataset = (await asked(desktop, 'datasets.list', {})).find(({ name }) => name === 'part1')
    expect(dataset?.source.files).toEqual(['part1.csv', 'part2.csv', 'part3.csv'])
  })

  it('complained about nothing on the way', () => {
    expect(
      desktop.complaints.filter((line) => /page:|console:|Error:/.test(line) && !/bus\.cc|gpu|viz_main/i.test(line)),
    ).toEqual([])
  })
})

describe('models of Keras', () => {
  const model = (name: string) => join(root, 'tests/fixtures/foreign', name)

  async function openModel(name: string): Promise<void> {
    await choose(desktop, model(name))
    await part(desktop, 'import-model').click()
  }

  it('open as a graph, with what was found in them, and runs begin with their weights', async () => {
    await part(desktop, 'place-architectures').click()
    await openModel('mixed.keras')
    await part(desktop, 'found-parameters').getByText('708').waitFor()
    expect(await part(desktop, 'found-weights').innerText()).toContain('708 numbers of 7 layers')
    await part(desktop, 'model-import-close').click()
    await desktop.page.locator('[data-test="layer-box"][data-layer="heads"]').waitFor({ state: 'attached' })
    await part(desktop, 'train-this').click()
    await part(desktop, 'launch-start-card').getByText('Imported weights: mixed').waitFor()
  })

  it('show what is not known in them, and what is none of them is refused', async () => {
    await part(desktop, 'place-architectures').click()
    await openModel('lambda.json')
    await part(desktop, 'found-unknown').waitFor()
    expect(await part(desktop, 'found-unknown').innerText()).toMatch(/doubled\s+Lambda\s+no/)
    await part(desktop, 'model-import-close').click()
    await openModel('make.py')
    await desktop.page.getByText('architecture/not-readable').waitFor()
    await part(desktop, 'model-import-close').click()
    expect((await asked(desktop, 'architectures.list', {})).map(({ name }) => name).sort()).toEqual(['lambda', 'mixed'])
  })
})
