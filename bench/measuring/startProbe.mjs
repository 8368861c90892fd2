// Imported into an Electron process before its app: notes when the window is shown and when its page has painted, then quits.
import { app } from 'electron'
import { writeFileSync } from 'node:fs'

/** Runs in the page: when it first painted something, and when the selector that stands for "ready to use" was there. */
async function inPage(selector) {
  const painted = new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const [first] = list.getEntriesByName('first-contentful-paint')
      if (first) resolve(performance.timeOrigin + first.startTime)
    }).observe({ type: 'paint', buffered: true })
  })
  const found = new Promise((resolve) => {
    const look = () => {
      if (!document.querySelector(selector)) return
      observer.disconnect()
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())))
    }
    const observer = new MutationObserver(look)
    observer.observe(document, { childList: true, subtree: true })
    look()
  })
  return { navigated: performance.timeOrigin, painted: await painted, ready: await found }
}

const marks = { loaded: Date.now() }
app.once('ready', () => {
  marks.appReady = Date.now()
})

async function watch(window) {
  marks.windowMade = Date.now()
  await new Promise((resolve) => window.once('show', resolve))
  marks.shown = Date.now()
  const selector = JSON.stringify(process.env.NETLOOM_BENCH_READY)
  const page = await window.webContents.executeJavaScript(`(${inPage})(${selector})`)
  const cpuSeconds = app.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0)
  writeFileSync(process.env.NETLOOM_BENCH_MARKS, JSON.stringify({ marks: { ...marks, ...page }, cpuSeconds }))
  app.quit()
}

app.once('browser-window-created', (_event, window) => void watch(window))
