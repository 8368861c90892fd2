// The whole flow as a person clicks it in a real window: a CSV, roles, two networks, live runs, a comparison, an export, a bundle.
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asked, choose, openDesktop, part, pictureOfFailure, runIn, tick, type Desktop } from '../helpers/desktop'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

/** Two clouds of points, one column that says nothing, and a name that is markup. */
function writeTable(file: string): void {
  const rows = Array.from({ length: 400 }, (_, i) => {
    const side = i % 2
    const x = Math.sin(i * 12.9898) + side * 1.5
    const y = Math.cos(i * 78.233) - side
    return `${i},${x.toFixed(4)},${y.toFixed(4)},${i % 3 === 0 ? 'red' : 'blue'},${side === 1 ? 'yes' : 'no'}`
  })
  writeFileSync(file, `id,width,height,<img src=x onerror=alert(1)>,bought\n${rows.join('\n')}\n`)
}

describe('the flow in the window', () => {
  it('opens a CSV by the dialogue, shows what it guessed, and imports it', async () => {
    const file = join(desktop.folder, 'points.csv')
    writeTable(file)
    await choose(desktop, file)
    await part(desktop, 'place-start').click()
    await part(desktop, 'open-table').click()
    await part(desktop, 'import-preview').waitFor()
    expect(await part(desktop, 'import-preview').innerText()).toContain('<img src=x onerror=alert(1)>')
    await part(desktop, 'import-start').click()
    await part(desktop, 'readiness').getByText('Ready for: predicting bought').waitFor()
    expect(await part(desktop, 'row-account').innerText()).toContain('400')
    const [dataset] = await asked(desktop, 'datasets.list', {})
    expect(dataset?.assignments.map(({ role }) => role)).toEqual(['ignore', 'feature', 'feature', 'feature', 'target'])
  })

  it('changes a role by a click, and says at once what that means', async () => {
    await desktop.page.getByRole('tab', { name: 'Columns' }).click()
    const row = desktop.page.locator('[data-test="column-row"][data-column="bought"]')
    await row
      .locator('select[data-test="column-role"], [data-test="column-role"] select')
      .first()
      .selectOption('ignore')
    await part(desktop, 'readiness').getByText('Not ready').waitFor()
    await row
      .locator('select[data-test="column-role"], [data-test="column-role"] select')
      .first()
      .selectOption('target')
    await part(desktop, 'readiness').getByText('Ready for: predicting bought').waitFor()
  })

  it('designs two networks and sees what they cost', async () => {
    for (const [name, hidden, parameters] of [
      ['Small', '4', '29'],
      ['Larger', '16, 8', '241'],
    ] as const) {
      await part(desktop, 'place-architectures').click()
      await desktop.page.locator('[data-test="empty-new-architecture"], [data-test="new-architecture"]').first().click()
      await part(desktop, 'template-search').press('Enter')
      await desktop.page.getByRole('tab', { name: 'Form', exact: true }).click()
      await part(desktop, 'field-hidden').locator('input').fill(hidden)
      await part(desktop, 'field-hidden').locator('input').press('Tab')
      await part(desktop, 'parameter-count').getByText(parameters, { exact: true }).waitFor()
      await part(desktop, 'name-input').fill(name)
      await part(desktop, 'name-input').press('Tab')
      await part(desktop, 'save-architecture').click()
      await part(desktop, 'thing').getByText(name, { exact: true }).waitFor()
    }
    expect((await asked(desktop, 'architectures.list', {})).map(({ name }) => name)).toEqual(['Small', 'Larger'])
  })

  it('launches both, shows live curves, and finishes', async () => {
    await part(desktop, 'place-runs').click()
    await part(desktop, 'empty-launch').click()
    for (const box of await part(desktop, 'launch-architecture').all()) await tick(box)
    await part(desktop, 'field-epochs').locator('input').fill('12')
    await part(desktop, 'field-learningRate').locator('input').fill('0.01')
    await part(desktop, 'field-learningRate').locator('input').press('Tab')
    await part(desktop, 'launch-count').getByText('2 runs').waitFor()
    await part(desktop, 'launch-start').click()
    const runs = await asked(desktop, 'runs.list', {})
    expect(runs).toHaveLength(2)
    for (const { id } of runs) expect((await runIn(desktop, id, ['finished', 'failed'])).status).toBe('finished')
    await part(desktop, 'all-runs').click()
    await desktop.page.locator('[data-test="run-row"][data-status="finished"]').nth(1).waitFor()
    await part(desktop, 'open-run').first().click()
    await part(desktop, 'chart-loss').waitFor()
    const series = await asked(desktop, 'runs.series', { run: runs[1]?.id ?? '', names: ['loss/validation'] })
    const last = series[0]?.values.at(-1) ?? NaN
    expect(series[0]?.values).toHaveLength(12)
    const shown = part(desktop, 'chart-loss').locator('[data-test="chart-summary"]')
    await shown.filter({ hasText: `validation: last ${last.toPrecision(4)}` }).waitFor({ state: 'attached' })
  })

  it('compares them: curves over each other, a table that sorts', async () => {
    await part(desktop, 'place-boards').click()
    await part(desktop, 'compare-latest').click()
    await part(desktop, 'board-row').nth(1).waitFor()
    expect(await part(desktop, 'chart-loss').count()).toBe(1)
    expect(await part(desktop, 'chart-second').innerText()).toContain('Accuracy')
    const namesNow = () =>
      part(desktop, 'board-row')
        .locator('th, td')
        .evaluateAll((cells) => cells.map((cell) => cell.textContent).join('|'))
    const sort = part(desktop, 'board-table').getByRole('button', { name: /parameters/i })
    await sort.click()
    const once = await namesNow()
    await sort.click()
    expect(await namesNow()).not.toBe(once)
  })

  it('exports a model with its proof', async () => {
    const folder = join(desktop.folder, 'exported')
    await choose(desktop, folder)
    await part(desktop, 'place-exports').click()
    await desktop.page.locator('[data-test="new-export"], [data-test="new-export-form"]').first().waitFor()
    if ((await part(desktop, 'new-export-form').count()) === 0) await part(desktop, 'new-export').click()
    await tick(part(desktop, 'export-run-choice').first())
    await part(desktop, 'export-write').click()
    await part(desktop, 'export-report').waitFor()
    const [report] = await asked(desktop, 'exports.list', {})
    expect(report).toMatchObject({ agrees: true, rowsCompared: 80 })
    expect(existsSync(join(report?.folder ?? '', 'model.json'))).toBe(true)
    expect(await part(desktop, 'largest-difference').first().innerText()).not.toBe('')
  })

  it('writes a bundle and opens it in another workspace, with its curves', async () => {
    const file = join(desktop.folder, 'both.netloom')
    const curvesOf = async (name: string) => {
      const run = (await asked(desktop, 'runs.list', {})).find(({ architecture }) => architecture.name === name)
      const series = await asked(desktop, 'runs.series', { run: run?.id ?? '' })
      return series.map(({ name, values }) => [name, values])
    }
    const before = [await curvesOf('Small'), await curvesOf('Larger')]
    await choose(desktop, file)
    if ((await part(desktop, 'new-export-form').count()) === 0) await part(desktop, 'new-export').click()
    for (const box of await part(desktop, 'export-run-choice').all()) await tick(box)
    await part(desktop, 'bundle-write').click()
    await part(desktop, 'bundle-written').waitFor()
    await choose(desktop, join(desktop.folder, 'colleague'))
    await part(desktop, 'place-start').click()
    await part(desktop, 'open-workspace').click()
    await part(desktop, 'status-workspace').getByText('colleague').waitFor()
    await choose(desktop, file)
    await part(desktop, 'place-start').click()
    await part(desktop, 'open-bundle').first().click()
    await part(desktop, 'bundle-opened').waitFor()
    expect(await asked(desktop, 'runs.list', {})).toHaveLength(2)
    expect([await curvesOf('Small'), await curvesOf('Larger')]).toEqual(before)
  })

  it('complained about nothing on the way', () => {
    expect(
      desktop.complaints.filter((line) => /page:|console:|Error:/.test(line) && !/bus\.cc|gpu|viz_main/i.test(line)),
    ).toEqual([])
  })
})
