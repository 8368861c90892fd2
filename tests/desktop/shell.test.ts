// The workbench around the flow: menu, keyboard, dropped files, language and theme, and what it remembers.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asked, openDesktop, part, pictureOfFailure, type Desktop } from '../helpers/desktop'

let folder: string
let desktop: Desktop
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-shell-'))
  desktop = await openDesktop({ folder })
  await part(desktop, 'status-workspace').getByText('workspace').waitFor()
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(async () => {
  await desktop.close()
  rmSync(folder, { recursive: true, force: true })
})

function menuLabels(): Promise<string[]> {
  return desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label) ?? [])
}

describe('the shell', () => {
  it('has a native menu whose commands the page carries out', async () => {
    expect(await menuLabels()).toEqual(['&File', '&Edit', '&Go', '&Run', '&View', '&Help'])
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('go-boards')?.click())
    await part(desktop, 'view-boards').waitFor()
    await desktop.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('shortcuts')?.click())
    await part(desktop, 'shortcuts').waitFor()
    await desktop.page.keyboard.press('Escape')
    await part(desktop, 'shortcuts').waitFor({ state: 'hidden' })
  })

  it('is driven by the keyboard alone: the palette finds a place and goes there', async () => {
    await desktop.page.keyboard.press('Control+k')
    await part(desktop, 'palette-input').waitFor()
    // At once, as a quick hand does: the dialogue is still opening.
    await desktop.page.keyboard.type('settings')
    await desktop.page.keyboard.press('Enter')
    await part(desktop, 'view-settings').waitFor()
  })

  it('takes a file that is dropped anywhere', async () => {
    const file = join(folder, 'dropped.csv')
    writeFileSync(
      file,
      `a,b,label\n${Array.from({ length: 60 }, (_, i) => `${i % 7},${i % 5},${i % 2 ? 'yes' : 'no'}`).join('\n')}\n`,
    )
    await part(desktop, 'place-start').click()
    // A file that a person picked: only such a one has a path.
    await desktop.page.evaluate(() => {
      const input = document.createElement('input')
      input.type = 'file'
      input.id = 'picked'
      document.body.append(input)
    })
    await desktop.page.setInputFiles('#picked', file)
    await desktop.page.evaluate(() => {
      const files = (document.querySelector('#picked') as HTMLInputElement).files
      const dataTransfer = new DataTransfer()
      for (const one of files ?? []) dataTransfer.items.add(one)
      const target = document.querySelector('[data-test="view-start"]') ?? document.body
      for (const type of ['dragenter', 'dragover', 'drop']) {
        target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }))
      }
      document.querySelector('#picked')?.remove()
    })
    await part(desktop, 'import-preview').waitFor()
    await part(desktop, 'import-start').click()
    await part(desktop, 'readiness').getByText('Ready for: predicting label').waitFor()
    expect((await asked(desktop, 'datasets.list', {})).map(({ name }) => name)).toEqual(['dropped'])
  })

  it('shows an error with its code, what to do, and a button that copies it', async () => {
    const file = join(folder, 'empty.csv')
    writeFileSync(file, '')
    await desktop.app.evaluate(({ dialog }, file) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
    }, file)
    await part(desktop, 'place-start').click()
    await part(desktop, 'open-table').click()
    await part(desktop, 'error-panel').first().waitFor()
    expect(await part(desktop, 'error-code').first().innerText()).toBe('dataset/empty-file')
    await part(desktop, 'error-copy').first().click()
    expect(await desktop.app.evaluate(({ clipboard }) => clipboard.readText())).toContain('dataset/empty-file')
    await part(desktop, 'import-cancel').click()
  })

  it('removes a data set and brings it back', async () => {
    await part(desktop, 'place-datasets').click()
    await part(desktop, 'thing').first().click()
    await part(desktop, 'remove').first().click()
    await part(desktop, 'undo').click()
    await part(desktop, 'thing').getByText('dropped', { exact: true }).waitFor()
    expect(await asked(desktop, 'datasets.list', {})).toHaveLength(1)
  })

  it('keeps its window, language and theme until the next start', async () => {
    await part(desktop, 'place-settings').click()
    await part(desktop, 'settings-language').locator('[value="zh"]').check({ force: true })
    await part(desktop, 'settings-theme').locator('[value="dark"]').check({ force: true })
    await desktop.page.getByText('设置').first().waitFor()
    expect(await menuLabels()).toContain('文件(&F)')
    const bounds = { x: 40, y: 30, width: 1010, height: 700 }
    await desktop.app.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      bounds,
    )
    await desktop.close()
    desktop = await openDesktop({ folder })
    await desktop.page.getByText('数据集').first().waitFor()
    expect(await menuLabels()).toContain('文件(&F)')
    expect(await desktop.page.evaluate(() => document.documentElement.classList.contains('dark'))).toBe(true)
    const now = await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
    expect(now).toMatchObject({ width: bounds.width, height: bounds.height })
  })
})

describe('a first start', () => {
  it('speaks Chinese where the system does', async () => {
    const chinese = await openDesktop({ language: 'zh-CN' })
    try {
      await chinese.page.getByText('数据集').first().waitFor()
      expect(await chinese.page.evaluate(() => document.documentElement.lang)).toMatch(/^zh/)
    } finally {
      await chinese.close()
    }
  })
})
