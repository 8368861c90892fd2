// Axe on every screen, empty and filled: no serious violation. What axe sees depends on the colours of a theme and on the texts of a
// language, each by itself, so two looks show both of each.
import AxeBuilder from '@axe-core/playwright'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asked, choose, openDesktop, part, pictureOfFailure, runIn, type Desktop } from '../helpers/desktop'
import { root } from '../helpers/testHost'

const screens = ['start', 'datasets', 'architectures', 'runs', 'boards', 'exports', 'playground', 'settings'] as const

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

/** What axe finds serious or critical on the screen as it is now. */
async function serious(): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: desktop.page }).setLegacyMode(true).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim()})`),
    )
}

async function look(language: 'en' | 'zh', theme: 'light' | 'dark'): Promise<void> {
  await part(desktop, 'place-settings').click()
  await part(desktop, 'settings-language').locator(`[value="${language}"]`).first().click({ force: true })
  await part(desktop, 'settings-theme').locator(`[value="${theme}"]`).first().click({ force: true })
  await desktop.page.waitForFunction(
    ([language, dark]) =>
      document.documentElement.lang.startsWith(language) &&
      document.documentElement.classList.contains('dark') === dark,
    [language, theme === 'dark'] as const,
  )
}

const looks = [
  ['en', 'light'],
  ['zh', 'dark'],
] as const

it('finds a violation where there is one', async () => {
  await desktop.page.evaluate(() => {
    const image = document.createElement('img')
    image.id = 'without-a-text'
    document.body.append(image)
  })
  expect((await serious()).join()).toContain('image-alt')
  await desktop.page.evaluate(() => document.querySelector('#without-a-text')?.remove())
})

describe.each(looks)('in %s, %s', (language, theme) => {
  it('empty screens', async () => {
    await look(language, theme)
    for (const screen of screens) {
      await part(desktop, `place-${screen}`).click()
      await part(desktop, `view-${screen}`).waitFor()
      expect(await serious(), screen).toEqual([])
    }
  })
})

describe('with a data set, two runs and a comparison', () => {
  beforeAll(async () => {
    const dataset = await asked(desktop, 'datasets.importSample', { sample: 'penguins' })
    const settings = { name: 'Small', template: 'mlp', settings: { hidden: [8] } }
    const architecture = await asked(desktop, 'architectures.save', settings)
    const input = { dataset: dataset.id, architectures: [architecture.id], training: { epochs: 2 }, seeds: [1, 2] }
    for (const { id } of await asked(desktop, 'runs.launch', input)) await runIn(desktop, id, ['finished'])
  })

  it.each(looks)('in %s, %s', async (language, theme) => {
    await look(language, theme)
    for (const screen of screens) {
      await part(desktop, `place-${screen}`).click()
      await part(desktop, `view-${screen}`).waitFor()
      const thing = part(desktop, 'thing').first()
      if (screen !== 'boards' && (await thing.count()) > 0) await thing.click()
      if (screen === 'boards' && (await part(desktop, 'compare-latest').count()) > 0)
        await part(desktop, 'compare-latest').click()
      if (screen === 'boards') await part(desktop, 'board-table').waitFor()
      expect(await serious(), screen).toEqual([])
    }
  })

  it.each(looks)('forms, tabs and dialogues in %s, %s', async (language, theme) => {
    await look(language, theme)
    const { page } = desktop
    await part(desktop, 'place-datasets').click()
    await part(desktop, 'thing').first().click()
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      expect(await serious(), `tab ${await tab.innerText()}`).toEqual([])
    }
    await part(desktop, 'train-on-this').click()
    await part(desktop, 'launch-start').waitFor()
    await part(desktop, 'form-more').first().click()
    expect(await serious(), 'launch form').toEqual([])
    await part(desktop, 'place-runs').click()
    await part(desktop, 'thing').first().click()
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      expect(await serious(), `run's tab ${await tab.innerText()}`).toEqual([])
    }
    await page.keyboard.press('Control+k')
    await part(desktop, 'palette-input').waitFor()
    expect(await serious(), 'palette').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+/')
    await part(desktop, 'shortcuts').waitFor()
    expect(await serious(), 'shortcuts').toEqual([])
    await page.keyboard.press('Escape')
    await choose(desktop, join(root, 'tests/fixtures/splits/penguins_split.csv'))
    await part(desktop, 'place-start').click()
    await part(desktop, 'open-table').click()
    await part(desktop, 'import-preview').waitFor()
    expect(await serious(), 'import').toEqual([])
    await part(desktop, 'import-cancel').click()
    await choose(desktop, join(root, 'tests'))
    await part(desktop, 'open-table').click()
    await part(desktop, 'error-panel').first().waitFor()
    expect(await serious(), 'error').toEqual([])
    await part(desktop, 'import-cancel').click()
  })
})
