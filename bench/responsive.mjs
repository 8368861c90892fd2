// A hundred clicks on the places of the side bar while two runs train and a table of a million rows is imported.
import path from 'node:path'
import { load } from './measuring/facts.mjs'
import { median, quantile, round, summary, worst } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'
import { writeTable } from './measuring/table.mjs'
import { ask, openWindow } from './measuring/window.mjs'

const CLICKS = 100
const ROWS = 1_000_000
const PLACES = ['runs', 'datasets', 'boards', 'architectures', 'exports', 'settings', 'start']
const EXAMPLE = { hidden: [16] }

/** Two runs that will not end by themselves, one of them open with its curves, both on the board. */
async function startRuns(page) {
  const dataset = await ask(page, 'datasets.importSample', { sample: 'shoppers' })
  const saved = await ask(page, 'architectures.save', { name: 'As described', template: 'mlp', settings: EXAMPLE })
  await ask(page, 'runs.setConcurrent', { concurrent: 2 })
  const runs = await ask(page, 'runs.launch', {
    dataset: dataset.id,
    architectures: [saved.id],
    training: { epochs: 1000, batchSize: 32 },
    seeds: [1, 2],
  })
  for (const { id } of runs) await untilTraining(page, id)
  return runs
}

/** Until the run's first epoch was reported. */
function untilTraining(page, run) {
  return page.evaluate(
    (run) =>
      new Promise((resolve) => {
        const undo = window.netloom.onEvents(({ events }) => {
          if (
            !events.some(({ name, payload }) => name === 'runs.progressed' && payload.run === run && payload.epoch > 1)
          )
            return
          undo()
          resolve()
        })
      }),
    run,
  )
}

/** In the page: each click's time from the input to the frame after its view was drawn, and the wait of a small request. */
async function watchClicks(page) {
  await page.evaluate(() => {
    window.benchTimes = []
    const painted = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    document.addEventListener(
      'click',
      async (event) => {
        await painted()
        const click = performance.now() - event.timeStamp
        const asked = performance.now()
        await window.netloom.request('runs.queue', {})
        window.benchTimes.push({ click, request: performance.now() - asked })
      },
      true,
    )
  })
}

async function click(page, place, count) {
  const box = await page.locator(`[data-test="place-${place}"]`).boundingBox()
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await page.waitForFunction((count) => window.benchTimes.length >= count, count)
}

/** Imports the table again and again until told to stop: gives how often, and how long each took. */
async function keepImporting(page, file, state) {
  const seconds = []
  while (!state.stopped) {
    const begun = performance.now()
    await ask(page, 'datasets.import', { path: file, name: 'A million rows' })
    seconds.push((performance.now() - begun) / 1000)
  }
  return seconds
}

const loadBefore = load()
const { app, page, folder, close } = await openWindow()
try {
  const file = path.join(folder, 'million.csv')
  await writeTable(file, ROWS)
  // Choosing a file is what allows it to be read; nobody is here to choose.
  await app.evaluate(({ dialog }, file) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [file] })
  }, file)
  await ask(page, 'desktop.chooseTables', {})
  await startRuns(page)
  await watchClicks(page)
  for (let i = 0; i < PLACES.length; i += 1) await click(page, PLACES[i], i + 1)
  const idle = await page.evaluate(() => window.benchTimes.splice(0))
  await click(page, 'runs', 1)
  await page.locator('[data-test="open-run"]').first().click()
  await page.evaluate(() => window.benchTimes.splice(0))

  const state = { stopped: false }
  const importing = keepImporting(page, file, state)
  for (let i = 0; i < CLICKS; i += 1) await click(page, PLACES[i % PLACES.length], i + 1)
  const times = await page.evaluate(() => window.benchTimes)
  state.stopped = true
  const importSeconds = await importing
  const clicks = times.slice(0, CLICKS).map(({ click }) => click)
  const requests = times.slice(0, CLICKS).map(({ request }) => request)

  const byPlace = PLACES.map((place, at) => clicks.filter((_, i) => i % PLACES.length === at)).map((values, at) => ({
    place: PLACES[at],
    'median ms': round(median(values)),
    'worst ms': round(worst(values)),
  }))
  printTable([
    ...byPlace,
    { place: 'all clicks', 'median ms': round(median(clicks)), 'worst ms': round(worst(clicks)) },
    { place: 'a request', 'median ms': round(median(requests)), 'worst ms': round(worst(requests)) },
  ])
  console.log(`${idle.length} clicks before the import: median ${round(median(idle.map(({ click }) => click)))} ms`)
  console.log(`imports of ${ROWS} rows meanwhile: ${importSeconds.map(round).join(', ')} s`)
  keep(
    'responsive',
    {
      measured: {
        whileTwoRunsTrainAndRowsAreImported: ROWS,
        clickMilliseconds: { ...summary(clicks), p95: round(quantile(clicks, 0.95)) },
        requestMilliseconds: { ...summary(requests), p95: round(quantile(requests, 0.95)) },
        byPlace,
        importSeconds: summary(importSeconds),
      },
      targets: [
        { what: 'a click until its view is painted, median', is: round(median(clicks)), limit: 100, unit: 'ms' },
        { what: 'a click until its view is painted, worst', is: round(worst(clicks)), limit: 100, unit: 'ms' },
      ],
    },
    { loadBefore },
  )
} finally {
  await close()
}
