// A data set as a person looks at it in a real window: the rows like one of them, by pointer and by keyboard.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { choose, openDesktop, part, pictureOfFailure, type Desktop } from '../helpers/desktop'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

/** Rows 1 and 7 are the same but for the name, as are 2 and 8, and so on. */
function writePoints(file: string): void {
  const lines = Array.from({ length: 300 }, (_, row) => {
    const angle = ((row % 6) * Math.PI) / 3 + (row < 12 ? 0 : 0.1 + row / 1000)
    return [
      `name ${row + 1}`,
      (10 * Math.cos(angle)).toFixed(4),
      (10 * Math.sin(angle)).toFixed(4),
      row % 5 === 0 ? 'yes' : 'no',
    ]
  })
  writeFileSync(file, `name,width,height,bought\n${lines.map((cells) => cells.join()).join('\n')}\n`)
}

async function open(name: string): Promise<void> {
  const path = join(desktop.folder, `${name}.csv`)
  writePoints(path)
  await choose(desktop, path)
  await part(desktop, 'place-start').click()
  await part(desktop, 'open-table').click()
  await part(desktop, 'import-preview').waitFor()
  await part(desktop, 'import-start').click()
  await part(desktop, 'readiness').getByText('Ready for').waitFor()
}

describe('rows like one', () => {
  const similar = (row: number) => part(desktop, 'similar').locator(`[aria-rowindex="${row + 1}"]`)
  const numberOf = (row: number) => similar(row).getByRole('rowheader')

  it('are shown from the menu of a row, most like first, with their cosine', async () => {
    await open('points')
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

it('nothing in the page has complained', () => {
  expect(desktop.complaints.filter((line) => /^(page|console):/.test(line))).toEqual([])
})
