// `npm run pictures`: opens the real window on a new workspace, does the whole flow on a shipped sample, and writes what it shows to docs/pictures.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron } from 'playwright-core'
import { electronBinary, rootSwitches } from '../bench/measuring/electron.mjs'
import { ask } from '../bench/measuring/window.mjs'
import { projectRoot } from './setup/places.mjs'

const target = path.join(projectRoot, 'docs', 'pictures')
/** Pictures are of one size wherever they are made, and small enough for a page that shows several. */
const size = { width: 1200, height: 760 }
/** A list of columns is long enough so; a board's table stands below its charts. */
const heights = { dataset: 600, profile: 700, playground: 500, board: 1000 }
const mostBytes = 150_000

const networks = [
  { name: 'As described', settings: { hidden: [16], activation: 'relu' } },
  { name: 'Wider and deeper', settings: { hidden: [64, 32], activation: 'relu', dropout: 0.3 } },
]

/** With two ways through it, so that the canvas has something to show; it is not trained. */
const shown = { name: 'Deep and cross', template: 'dcnV2', settings: {} }

async function resize({ app, page }, height = size.height) {
  await app.evaluate(
    ({ BrowserWindow }, [width, height]) => BrowserWindow.getAllWindows()[0]?.setContentSize(width, height),
    [size.width, height],
  )
  await page.waitForFunction((height) => window.innerHeight === height, height)
}

async function openWindow() {
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-pictures-'))
  const own = [`--user-data-dir=${path.join(folder, 'settings')}`, `--workspace=${path.join(folder, 'Web shop')}`]
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [...rootSwitches, projectRoot, ...own, '--lang=en'],
    env: { ...process.env, LANGUAGE: 'en_US' },
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  await resize({ app, page })
  const part = (name) => page.locator(`[data-test="${name}"]`)
  const close = async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { app, page, folder, part, close }
}

async function go({ part }, place) {
  await part(`place-${place}`).click()
  await part(`view-${place}`).waitFor()
}

/** Resolves when the run has one of the statuses and has trained so many epochs; looks at each event of the engine. */
function runWhen({ page }, run, wanted) {
  return page.evaluate(
    ([run, { statuses, epochs }]) =>
      new Promise((resolve, reject) => {
        const stop = window.netloom.onEvents(look)
        async function look() {
          const { ok, value, error } = await window.netloom.request('runs.get', { run })
          if (ok && !(statuses.includes(value.status) && value.epochsDone >= epochs)) return
          stop()
          if (ok) resolve()
          else reject(new Error(error.message.en))
        }
        void look()
      }),
    [run, wanted],
  )
}

/** `live`: what is shown goes on changing; otherwise the picture is taken when nothing changes any more. */
async function picture({ page, part }, name, { live = false } = {}) {
  // No pointer over anything, and no notice that will be gone.
  await page.mouse.move(size.width / 2, 1)
  await part('toast').first().waitFor({ state: 'detached' })
  const image = live ? await page.screenshot() : await settled(page)
  const file = path.join(target, `${name}.png`)
  writeFileSync(file, image)
  console.log(`${path.relative(projectRoot, file)}  ${Math.round(image.length / 1000)} KB`)
  if (image.length > mostBytes) throw new Error(`${name}.png has ${image.length} bytes, expected at most ${mostBytes}.`)
}

/** Two pictures in a row that are equal; charts are redrawn at most five times a second. */
async function settled(page, before = Buffer.alloc(0)) {
  await page.waitForTimeout(300)
  const image = await page.screenshot({ animations: 'disabled' })
  return image.equals(before) ? image : settled(page, image)
}

async function pictureData(window) {
  const { page, part } = window
  await part('use-sample').first().waitFor()
  await picture(window, 'start')
  await part('sample-shoppers').locator('[data-test="use-sample"]').click()
  await part('readiness').getByText('Ready for').waitFor()
  await page.getByRole('tab', { name: 'Columns' }).click()
  await part('column-row').first().waitFor()
  await resize(window, heights.dataset)
  await picture(window, 'dataset')
  await resize(window, heights.profile)
  await page.getByRole('tab', { name: 'Profile' }).click()
  await part('profile-row').nth(8).click()
  await picture(window, 'profile')
  await resize(window)
  await page.getByRole('tab', { name: 'Leaks' }).click()
  await page.getByText('leak/duplicate-across-parts').waitFor()
  await picture(window, 'leaks')
}

async function pictureArchitecture(window) {
  const { page, part } = window
  for (const network of networks) await ask(page, 'architectures.save', { template: 'mlp', ...network })
  await ask(page, 'architectures.save', shown)
  await go(window, 'architectures')
  await part('thing').getByText(shown.name).click()
  await part('parameter-count').waitFor()
  await picture(window, 'architecture')
}

/** A network in the midst of learning, on made-up points. */
async function picturePlayground(window) {
  const { page, part } = window
  await resize(window, heights.playground)
  await go(window, 'playground')
  await part('play-toy').selectOption('xor')
  await part('play-toy-form').locator('[data-test="field-points"] input').fill('80')
  await page.keyboard.press('Tab')
  await part('play-measures').getByText('step 0 ').waitFor()
  await part('play-speed').selectOption('')
  await part('play-toggle').click()
  await page.waitForFunction(() =>
    /Epoch ([3-9]\d\d|[\d,]{4,})/.test(document.querySelector('[data-test="play-measures"]')?.textContent ?? ''),
  )
  await part('play-toggle').click()
  await part('play-toggle').getByText('Play').waitFor()
  await picture(window, 'playground')
  await resize(window)
}

/** Gives the ids of two runs that have come to their end. */
async function pictureRuns(window) {
  const { page, part } = window
  const [dataset] = await ask(page, 'datasets.list', {})
  const architectures = await ask(page, 'architectures.list', {})
  await ask(page, 'runs.setConcurrent', { concurrent: 2 })
  const runs = await ask(page, 'runs.launch', {
    dataset: dataset.id,
    architectures: architectures.filter(({ name }) => name !== shown.name).map(({ id }) => id),
    training: { epochs: 20, batchSize: 64 },
    seeds: [1],
  })
  await go(window, 'runs')
  await part('thing').getByText('Wider and deeper').first().click()
  await part('chart-second').waitFor()
  await runWhen(window, runs[1].id, { statuses: ['training'], epochs: 8 })
  await picture(window, 'run', { live: true })
  for (const { id } of runs) await runWhen(window, id, { statuses: ['finished'], epochs: 0 })
}

async function pictureExport(window) {
  const { app, folder, part } = window
  // The dialogue is the system's; no picture needs it.
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
  }, folder)
  await go(window, 'exports')
  if ((await part('new-export-form').count()) === 0) await part('new-export').click()
  await part('export-run-choice').first().click()
  await part('export-write').click()
  await part('export-report').waitFor()
  await picture(window, 'exports')
}

async function pictureBoard(window) {
  const { page, part } = window
  await resize(window, heights.board)
  await go(window, 'boards')
  await part('compare-latest').click()
  await part('board-row').nth(1).waitFor()
  await picture(window, 'board')
  await part('toggle-theme').click()
  await page.waitForFunction(() => document.documentElement.classList.contains('dark'))
  await picture(window, 'board-dark')
  await part('toggle-theme').click()
  await part('toggle-language').click()
  await page.waitForFunction(() => document.documentElement.lang === 'zh-CN')
  await picture(window, 'board-chinese')
  await part('toggle-language').click()
  await resize(window)
}

mkdirSync(target, { recursive: true })
const window = await openWindow()
try {
  await pictureData(window)
  await pictureArchitecture(window)
  await picturePlayground(window)
  await pictureRuns(window)
  await pictureBoard(window)
  await pictureExport(window)
} finally {
  await window.close()
}
