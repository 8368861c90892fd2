// The designer with a network of 500 layers: how long until it is drawn, and how evenly a layer follows the mouse, near and far.
import { load } from './measuring/facts.mjs'
import { median, quantile, round, summary } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'
import { ask, openWindow } from './measuring/window.mjs'

const LAYERS = 500
const OPENINGS = 5
const MOVES = 200

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

/** Milliseconds of each frame while the first layer in view is dragged about. */
async function drag(page) {
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
  for (let move = 0; move < MOVES; move += 1) await page.mouse.move(x + move, y + move / 2)
  const frames = await page.evaluate(() => {
    const all = window.benchFrames
    window.benchFrames = null
    return all
  })
  await page.mouse.up()
  return frames.slice(1)
}

const loadBefore = load()
const { page, close } = await openWindow()
try {
  await ask(page, 'architectures.save', { name: 'Large', template: 'mlp', settings: {}, graph: network() })
  await ask(page, 'architectures.save', { name: 'Few', template: 'mlp', settings: { hidden: [16] } })
  await page.locator('[data-test="place-architectures"]').click()
  const few = page.locator('[data-test="thing"]').getByText('Few', { exact: true })
  const openings = []
  for (let at = 0; at < OPENINGS; at += 1) {
    await few.click()
    await page.waitForFunction(() => document.querySelectorAll('[data-test="layer-box"]').length === 3)
    openings.push(await open(page, 'Large'))
  }
  const stage = page.locator('[data-test="stage"]')
  await stage.focus()
  await page.keyboard.press('f')
  const far = await drag(page)
  await stage.focus()
  // Walking to the first layer brings it near.
  for (const key of ['Escape', 'ArrowDown']) await page.keyboard.press(key)
  await page.waitForFunction(() => document.querySelectorAll('[data-test="layer-box"]').length < 60)
  const near = await drag(page)
  const rate = (frames) => round(1000 / (frames.reduce((sum, frame) => sum + frame, 0) / frames.length))
  printTable([
    {
      what: `opening ${LAYERS} layers`,
      'median ms': round(median(openings)),
      'p95 ms': round(quantile(openings, 0.95)),
    },
    { what: 'a frame of a drag, near', 'median ms': round(median(near)), 'p95 ms': round(quantile(near, 0.95)) },
    { what: 'a frame of a drag, far', 'median ms': round(median(far)), 'p95 ms': round(quantile(far, 0.95)) },
  ])
  const measured = {
    layers: LAYERS,
    openingMilliseconds: summary(openings),
    dragFrameMilliseconds: { near: summary(near), far: summary(far) },
    framesASecond: { near: rate(near), far: rate(far) },
  }
  const targets = [
    { what: 'until 500 layers are drawn, median', is: round(median(openings)), limit: 1000, unit: 'ms' },
    { what: 'a frame of a drag among layers near by, median', is: round(median(near)), limit: 20, unit: 'ms' },
    { what: 'a frame of a drag with all in view, median', is: round(median(far)), limit: 20, unit: 'ms' },
  ]
  keep('designer', { measured, targets }, { loadBefore })
} finally {
  await close()
}
