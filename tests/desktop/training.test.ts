// How runs train, as a person sees and steers it: settings that contradict, an unusual optimiser, the plan, pause and resume, first weights of another run.
import AxeBuilder from '@axe-core/playwright'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { asked, openDesktop, part, pictureOfFailure, runIn, tick, type Desktop } from '../helpers/desktop'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
  await asked(desktop, 'datasets.importSample', { sample: 'penguins' })
  await asked(desktop, 'architectures.save', { name: 'Small', template: 'mlp', settings: { hidden: [8] } })
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

async function openForm(): Promise<void> {
  await part(desktop, 'place-runs').click()
  await desktop.page.locator('[data-test="empty-launch"], [data-test="new-runs"]').first().click()
  await tick(part(desktop, 'launch-architecture'))
}

async function fill(field: string, value: string): Promise<void> {
  const input = part(desktop, `field-${field}`).locator('input')
  await input.fill(value)
  await input.press('Tab')
}

async function pick(list: string, option: string): Promise<void> {
  await desktop.page.locator(list).first().click()
  await desktop.page.locator('.el-select-dropdown__item:visible').getByText(option, { exact: true }).click()
}

/** What axe finds serious or critical on the screen as it is now, in the light and in the dark. */
async function serious(): Promise<string[]> {
  const found: string[] = []
  for (const dark of [true, false]) {
    await part(desktop, 'toggle-theme').click()
    await desktop.page.waitForFunction((dark) => document.documentElement.classList.contains('dark') === dark, dark)
    const { violations } = await new AxeBuilder({ page: desktop.page }).setLegacyMode(true).analyze()
    const bad = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    found.push(...bad.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)))
  }
  return found
}

/** Starts what the form holds, and gives the newest run. */
async function launch(): Promise<string> {
  const before = (await asked(desktop, 'runs.list', {})).length
  await part(desktop, 'launch-start').click()
  await part(desktop, 'thing').nth(before).waitFor()
  const [newest] = (await asked(desktop, 'runs.list', {})).sort((a, b) => b.number - a.number)
  return newest?.id ?? ''
}

const openRun = (id: string) => desktop.page.locator(`[data-test="thing"][data-id="${id}"]`).click()
const status = (name: string) => desktop.page.locator(`[data-test="run-status"][data-status="${name}"]`)

describe('launching with an unusual optimiser and schedule', () => {
  it('shows the settings of what is chosen, and what they say against each other', async () => {
    await openForm()
    await pick('[data-test="field-optimizer"] .el-select', 'Nadam')
    await pick('[data-test="field-schedule"] .el-select', 'One cycle')
    await fill('epochs', '6')
    await fill('learningRate', '0.02')
    await part(desktop, 'form-more').click()
    await part(desktop, 'field-beta1').waitFor()
    expect(await part(desktop, 'field-momentum').count()).toBe(0)
    await fill('warmupSteps', '5')
    await part(desktop, 'field-warmupSteps').getByText('which has its own').waitFor()
    expect(await part(desktop, 'launch-start').isDisabled()).toBe(true)
    expect(await part(desktop, 'launch-wrong').innerText()).toContain('which has its own')
    expect(await serious()).toEqual([])
    await fill('warmupSteps', '0')
    await part(desktop, 'field-warmupSteps').getByText('which has its own').waitFor({ state: 'detached' })
    await fill('diagnosticsEvery', '2')
    await fill('histogramsEvery', '1')
  })

  it('trains by them, and shows what each step and each layer told', async () => {
    const id = await launch()
    const run = await runIn(desktop, id, ['finished', 'failed'])
    expect(run).toMatchObject({ status: 'finished', training: { optimizer: 'nadam', schedule: 'oneCycle' } })
    await openRun(id)
    const series = await asked(desktop, 'runs.series', { run: id, names: ['learningRate/step'] })
    const rates = series[0]?.values ?? []
    expect(rates).toHaveLength(run.stepsDone)
    expect(Math.max(...rates)).toBeCloseTo(0.02, 4)
    await part(desktop, 'chart-learningRate').waitFor()
    await part(desktop, 'chart-norms').waitFor()
    const summary = part(desktop, 'chart-ratios').locator('[data-test="chart-summary"]')
    expect(await summary.innerText()).toMatch(/hidden1: last .*output: last /)
    await part(desktop, 'chart-ratios').locator('[data-test="chart-table-toggle"]').click()
    expect(await part(desktop, 'chart-ratios').locator('tbody tr').count()).toBe(Math.floor(run.stepsDone / 2))
    await part(desktop, 'histogram-weight').locator('svg rect').first().waitFor({ state: 'attached' })
    expect(await part(desktop, 'histogram-activation').count()).toBe(1)
    expect(await serious()).toEqual([])
  })

  it('tells settings that differ from the defaults first, and only those that were obeyed', async () => {
    const settings = part(desktop, 'run-settings')
    expect(await settings.locator('dd[data-setting="optimizer"]').innerText()).toBe('Nadam')
    expect(await settings.locator('dd[data-setting="batchSize"]').count()).toBe(0)
    await part(desktop, 'settings-more').click()
    expect(await settings.locator('dd[data-setting="batchSize"]').innerText()).toBe('32')
    expect(await settings.locator('dd[data-setting="momentum"]').count()).toBe(0)
  })
})

describe('the plan', () => {
  it('is shown in words, with what each way was expected to cost', async () => {
    await openForm()
    await part(desktop, 'launch-defaults').click()
    await fill('epochs', '3')
    await part(desktop, 'form-more').click()
    await pick('[data-test="field-tier"] .el-select', 'Operation by operation')
    const id = await launch()
    await openRun(id)
    const run = await runIn(desktop, id, ['finished', 'failed'])
    expect(run.plan?.parts).toEqual([{ tier: 'eager', fromStep: 0 }])
    await part(desktop, 'plan-part').getByText('All steps: Operation by operation').waitFor()
    expect(await part(desktop, 'plan-reason').innerText()).toBe(run.plan?.reason.en)
    expect(await part(desktop, 'plan-forecast').locator('tr.used').getAttribute('data-tier')).toBe('eager')
    expect(await part(desktop, 'run-facts').innerText()).toContain('all epochs done')
  })

  it('is named where compared runs were carried out in different ways', async () => {
    await part(desktop, 'place-boards').click()
    await part(desktop, 'compare-latest').click()
    await part(desktop, 'board-plans').getByText('0.0001').waitFor()
    await part(desktop, 'clear-board').click()
  })
})

describe('a live run', () => {
  it('begins with the weights of another one, a layer held as it is', async () => {
    await openForm()
    await part(desktop, 'launch-defaults').click()
    await fill('epochs', '100000')
    await part(desktop, 'launch-start-from').click()
    await desktop.page.locator('.el-select-dropdown__item:visible').filter({ hasText: '#1 ' }).click()
    const layers = part(desktop, 'freeze-layer')
    await layers.filter({ hasText: 'hidden1' }).getByText('taken over').waitFor()
    await tick(layers.filter({ hasText: 'output' }))
    await tick(layers.filter({ hasText: 'hidden1' }))
    await part(desktop, 'launch-trouble').waitFor()
    expect(await part(desktop, 'launch-start').isDisabled()).toBe(true)
    await layers.filter({ hasText: 'output' }).click()
    await part(desktop, 'launch-trouble').waitFor({ state: 'detached' })
    const id = await launch()
    await openRun(id)
    await runIn(desktop, id, ['training', 'failed'])
    expect(await asked(desktop, 'runs.get', { run: id })).toMatchObject({
      status: 'training',
      training: { freeze: ['hidden1'] },
      start: { name: '#1 Small' },
    })
    expect(await part(desktop, 'run-start').innerText()).toBe('#1 Small')
  })

  it('is paused and goes on, with its speed in sight', async () => {
    await part(desktop, 'run-pace').waitFor()
    await part(desktop, 'pause-run').click()
    await status('paused').waitFor()
    const [paused] = (await asked(desktop, 'runs.list', {})).filter((run) => run.status === 'paused')
    const id = paused?.id ?? ''
    expect(await part(desktop, 'pause-run').count()).toBe(0)
    expect(await part(desktop, 'run-pace').count()).toBe(0)
    await part(desktop, 'status-paused').getByText('1 paused').waitFor()
    expect(await serious()).toEqual([])
    const before = (await asked(desktop, 'runs.get', { run: id })).stepsDone
    await part(desktop, 'resume-run').click()
    await status('training').waitFor()
    await part(desktop, 'run-pace').waitFor()
    await part(desktop, 'stop-run').click()
    const stopped = await runIn(desktop, id, ['stopped'])
    expect(stopped.stepsDone).toBeGreaterThan(before)
    expect(stopped.outcome?.endedBy).toBe('stopped-by-user')
    await part(desktop, 'run-facts').getByText('stopped by you').waitFor()
  })

  it('goes on from its checkpoint after it was stopped, or begins again', async () => {
    const [stopped] = (await asked(desktop, 'runs.list', {})).filter((run) => run.status === 'stopped')
    const id = stopped?.id ?? ''
    await part(desktop, 'resume-run').click()
    await status('training').waitFor()
    await part(desktop, 'pause-run').click()
    await status('paused').waitFor()
    const resumed = await asked(desktop, 'runs.get', { run: id })
    expect(resumed.stepsDone).toBeGreaterThanOrEqual(stopped?.stepsDone ?? NaN)
    expect(resumed.problems).toEqual([])
    await part(desktop, 'stop-run').click()
    await part(desktop, 'restart-run').click()
    await runIn(desktop, id, ['training', 'failed'])
    await part(desktop, 'stop-run').click()
    expect((await runIn(desktop, id, ['stopped', 'failed'])).status).toBe('stopped')
  })
})

describe('the playground', () => {
  const measures = () => part(desktop, 'play-measures')
  const atStep = (step: number) => measures().getByText(`, step ${step} `).waitFor()
  const option = (list: string, label: string) => part(desktop, list).selectOption({ label })

  it('opens with a saved network, on made-up points, and takes one step and one epoch', async () => {
    await part(desktop, 'place-architectures').click()
    await part(desktop, 'thing').filter({ hasText: 'Small' }).click()
    await part(desktop, 'play-with-it').click()
    await atStep(0)
    expect(await part(desktop, 'play-unit').count()).toBe(2 + 8 + 1)
    expect(await part(desktop, 'play-weight').count()).toBe(2 * 8 + 8)
    await part(desktop, 'play-step').click()
    await atStep(1)
    await part(desktop, 'play-epoch').click()
    await measures().getByText('Epoch 1, ').waitFor()
    await part(desktop, 'play-unit').nth(2).click()
    expect(await part(desktop, 'play-unit-panel').locator('tbody tr').count()).toBe(3)
    await part(desktop, 'play-unit-close').click()
    await part(desktop, 'play-ask-0').fill('0')
    await part(desktop, 'play-ask-0').press('Tab')
    expect(await part(desktop, 'play-answer').innerText()).toMatch(/^About yes 0\.\d+ at \(/)
    expect(await serious()).toEqual([])
  })

  it('plays until it is paused, and begins anew with another network', async () => {
    await part(desktop, 'play-speed').selectOption('')
    await part(desktop, 'play-toggle').click()
    await part(desktop, 'play-toggle').getByText('Pause').waitFor()
    await measures()
      .getByText(/Epoch \d\d/)
      .waitFor()
    await part(desktop, 'play-toggle').click()
    await part(desktop, 'play-toggle').getByText('Play').waitFor()
    await option('play-network-choice', 'Described here')
    await atStep(0)
    await part(desktop, 'play-feature-product').click()
    await desktop.page.locator('[data-test="play-unit"][aria-label="product"]').waitFor()
  })

  it('shows every number of a step in its lesson, and why straight layers cannot learn exclusive or', async () => {
    await part(desktop, 'play-lesson').click()
    await part(desktop, 'play-plain-sum').getByText('one weighted sum').waitFor()
    await part(desktop, 'play-numbers').waitFor()
    expect(await part(desktop, 'play-numbers-row').count()).toBe(4)
    expect(await part(desktop, 'play-move').count()).toBe(9)
    expect(await serious()).toEqual([])
    await part(desktop, 'play-show-numbers').click()
    await part(desktop, 'play-numbers').waitFor({ state: 'detached' })
  })

  it('plays on two columns of a table, and is kept as a run that takes the same steps', async () => {
    await part(desktop, 'play-source').locator('[value="dataset"]').click({ force: true })
    await desktop.page.locator('[data-test="play-unit"][aria-label="bill_length_mm"]').waitFor()
    await part(desktop, 'play-epoch').click()
    await measures().getByText('Epoch 1, ').waitFor()
    await part(desktop, 'play-keep').click()
    await part(desktop, 'view-runs').waitFor()
    const [newest] = (await asked(desktop, 'runs.list', {})).sort((a, b) => b.number - a.number)
    const run = await runIn(desktop, newest?.id ?? '', ['finished', 'failed'])
    expect(run).toMatchObject({ status: 'finished', epochsDone: 1 })
    expect(run.facts.inputs).toHaveLength(2)
  })
})

it('complained about nothing on the way', () => {
  expect(
    desktop.complaints.filter((line) => /page:|console:|Error:/.test(line) && !/bus\.cc|gpu|viz_main/i.test(line)),
  ).toEqual([])
})
