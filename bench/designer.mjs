// The designer with a network of 500 layers: how long until it is drawn, and what a frame takes while a layer follows the mouse, near and far.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../scripts/setup/places.mjs'
import { load, machineFacts } from './measuring/facts.mjs'
import { median, quantile, round, summary } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'
import { ask, openWindow } from './measuring/window.mjs'

const LAYERS = 500
const OPENINGS = 5
/** Moves of the mouse in a drag, and how long it may take on a slow machine, ms. */
const MOVES = 120
const DRAG_MS = 20_000
/** With fewer boxes in view than this it is near. */
const NEAR = 60

/** Dense and dropout layers one behind another, every fifth an addition of two. */
function network() {
  const layers = [{ id: 'input', type: 'input', settings: { shape: [10] }, inputs: [] }]
  for (let at = 1; at < LAYERS; at += 1) {
    const before = layers[at - 1].id
    const kinds = [
      { type: 'add', settings: {}, inputs: [before, layers[Math.max(0, at - 4)].id] },
      { type: 'dropout', settings: { rate: 0.1 }, inputs: [before] },
      { type: 'dense', settings: { units: 16 }, inputs: [before] },
    ]
    layers.push({ id: `layer${at}`, ...kinds[at > 5 && at % 5 === 0 ? 0 : at % 3 === 0 ? 1 : 2] })
  }
  return { layers, outputs: [layers.at(-1).id] }
}

/** In the page: from the click on the network in the list to the second frame with its layers. */
function open(page, name) {
  return page.evaluate(async (name) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const thing = [...document.querySelectorAll('[data-test="thing"]')].find((one) => one.textContent.includes(name))
    const begun = performance.now()
    thing.click()
    // The other network has three layers: more of them are this one's.
    while (document.querySelectorAll('[data-test="layer-box"]').length < 4) await frame()
    await frame()
    await frame()
    return performance.now() - begun
  }, name)
}

const boxesInView = (page) => page.evaluate(() => document.querySelectorAll('[data-test="layer-box"]').length)

/** Milliseconds of the processor that the page's thread has used so far: script, styles and layout, whatever else runs on the machine. */
async function used(session) {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value
}

/** What each frame takes while the first layer in view is dragged about, ms: by the clock, and of the processor in the page's thread. */
async function drag(page, session) {
  const box = await page.locator('.vue-flow__node').first().boundingBox()
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 3]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.evaluate(() => {
    window.benchFrames = []
    let last = performance.now()
    const tick = (now) => {
      window.benchFrames?.push(now - last)
      last = now
      if (window.benchFrames) requestAnimationFrame(tick)
    }
    requestAnimationFrame(tick)
  })
  const before = await used(session)
  const until = performance.now() + DRAG_MS
  for (let move = 0; move < MOVES && performance.now() < until; move += 1) {
    await page.mouse.move(x + move / 4, y + move / 8)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  const after = await used(session)
  const frames = await page.evaluate(() => {
    const all = window.benchFrames
    window.benchFrames = null
    return all
  })
  await page.mouse.up()
  return { frames: frames.slice(1), thread: (after - before) / frames.length, boxes: await boxesInView(page) }
}

const loadBefore = load()
const { page, close } = await openWindow()
try {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  await ask(page, 'architectures.save', { name: 'Large', template: 'mlp', settings: {}, graph: network() })
  await ask(page, 'architectures.save', { name: 'Few', template: 'mlp', settings: { hidden: [16] } })
  await page.locator('[data-test="place-architectures"]').click()
  const few = page.locator('[data-test="thing"]').getByText('Few', { exact: true })
  const openings = []
  const threads = []
  for (let at = 0; at < OPENINGS; at += 1) {
    await few.click()
    await page.waitForFunction(() => document.querySelectorAll('[data-test="layer-box"]').length === 3)
    const before = await used(session)
    openings.push(await open(page, 'Large'))
    threads.push((await used(session)) - before)
  }
  const stage = page.locator('[data-test="stage"]')
  await stage.focus()
  await page.keyboard.press('f')
  await page.waitForFunction((all) => document.querySelectorAll('[data-test="layer-box"]').length === all, LAYERS)
  const far = await drag(page, session)
  await stage.focus()
  while ((await boxesInView(page)) > NEAR) {
    await page.keyboard.press('=')
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  const near = await drag(page, session)
  const rows = [
    {
      what: `opening ${LAYERS} layers`,
      'median ms': round(median(openings)),
      'p95 ms': round(quantile(openings, 0.95)),
      'thread ms': round(median(threads)),
    },
    ...Object.entries({ near, far }).map(([name, { frames, thread, boxes }]) => ({
      what: `a frame of a drag, ${name} (${boxes} layers in view)`,
      'median ms': round(median(frames)),
      'p95 ms': round(quantile(frames, 0.95)),
      'thread ms': round(thread),
    })),
  ]
  printTable(rows)
  const part = ({ frames, thread, boxes }) => ({
    boxes,
    frameMilliseconds: summary(frames),
    threadMilliseconds: round(thread),
  })
  const targets = [
    { what: `until ${LAYERS} layers are drawn, median`, is: round(median(openings)), limit: 1000, unit: 'ms' },
    { what: "the page's own share of it", is: round(median(threads)), limit: 1000, unit: 'ms' },
    ...Object.entries({ near, far }).flatMap(([name, { frames, thread }]) => [
      { what: `a frame of a drag, ${name}, median`, is: round(median(frames)), limit: 20, unit: 'ms' },
      { what: `the page's own share of it, ${name}`, is: round(thread), limit: 20, unit: 'ms' },
    ]),
  ]
  const measured = {
    layers: LAYERS,
    openingMilliseconds: summary(openings),
    openingThreadMilliseconds: summary(threads),
    near: part(near),
    far: part(far),
  }
  keep('designer', { measured, targets }, { loadBefore })
  writeFileSync(path.join(projectRoot, 'bench', 'results', 'designer.md'), asPage(rows, targets))
} finally {
  await close()
}

/** The result as a page to read. */
function asPage(rows, targets) {
  const names = ['what', 'median ms', 'p95 ms', 'thread ms']
  const line = (cells) => `| ${cells.join(' | ')} |`
  const { cores, processor } = machineFacts()
  return `# The designer with ${LAYERS} layers

Written by \`npm run bench -- designer\` on ${cores} cores (${processor}), load average ${loadBefore} before and ${load()} after. The page is drawn without a graphics processor: what a frame takes by the clock is mostly the drawing of every pixel by the processor, which a graphics card does elsewhere; “thread ms” is what the page's own thread used of a processor (script, styles, layout), which is the same with one, and beside other work.

${[line(names), line(names.map(() => '---')), ...rows.map((row) => line(names.map((name) => row[name] ?? '')))].join('\n')}

${targets.map(({ what, is, limit, unit }) => `- ${what}: ${is} ${unit}, ${is <= limit ? 'within' : 'above'} ${limit} ${unit}`).join('\n')}
`
}
