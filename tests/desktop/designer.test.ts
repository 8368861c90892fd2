// The designer as a person uses it in a real window: a net by the keyboard alone, a wrong wire mended by a click, undone, saved, trained.
import AxeBuilder from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  asked,
  bridge,
  choose,
  openDesktop,
  part,
  pictureOfFailure,
  runIn,
  until,
  type Desktop,
} from '../helpers/desktop'

let desktop: Desktop
beforeAll(async () => {
  desktop = await openDesktop()
  await asked(desktop, 'datasets.importSample', { sample: 'penguins' })
})
afterEach((context) => pictureOfFailure(desktop, context))
afterAll(() => desktop.close())

const press = (...keys: string[]) =>
  keys.reduce((before, key) => before.then(() => desktop.page.keyboard.press(key)), Promise.resolve())
const box = (id: string) => desktop.page.locator(`[data-test="layer-box"][data-layer="${id}"]`)
const inspected = (id: string) => desktop.page.locator(`[data-test="layer-inspector"][data-layer="${id}"]`)
const wire = (from: string, to: string) => desktop.page.locator(`[data-id='wire:${JSON.stringify([from, to])}']`)

/** Whether the whole box can be seen on the canvas. */
async function isInView(id: string): Promise<boolean> {
  const [canvas, one] = await Promise.all([part(desktop, 'stage').boundingBox(), box(id).boundingBox()])
  if (canvas === null || one === null) return false
  const across = one.x >= canvas.x && one.x + one.width <= canvas.x + canvas.width
  return across && one.y >= canvas.y && one.y + one.height <= canvas.y + canvas.height
}

/** A layer by its type's name, behind the chosen one. */
async function add(name: string, id: string): Promise<void> {
  await press('/')
  await part(desktop, 'type-ahead-input').waitFor()
  await desktop.page.keyboard.type(name)
  await press('Enter')
  await inspected(id).waitFor()
}

describe('the designer by keyboard', () => {
  it('opens a template as a graph with shapes on its wires', async () => {
    await press('Control+n')
    await part(desktop, 'template-search').waitFor()
    await part(desktop, 'template-option').first().getByText('reads this data set').waitFor()
    await desktop.page.keyboard.type('sasrec')
    await expect.poll(() => part(desktop, 'template-option').count()).toBe(1)
    await part(desktop, 'template-option').getByText('other data').waitFor()
    await part(desktop, 'template-preview').getByText('Kang and McAuley 2018, arXiv:1808.09781').waitFor()
    expect(await seriousViolations()).toEqual([])
    await press('Control+a')
    await desktop.page.keyboard.type('perceptron')
    await part(desktop, 'template-preview').locator('[data-layer="hidden1"]').waitFor()
    await press('Enter')
    await part(desktop, 'stage').waitFor()
    await box('output').waitFor()
    await desktop.page.getByText('The template draws it for each data set.').waitFor()
    await wire('input', 'hidden1').getByText('float32').waitFor()
    await part(desktop, 'stage').focus()
    await press('ArrowDown', 'ArrowDown')
    await inspected('hidden1').waitFor()
    expect(await part(desktop, 'announced').innerText()).toContain('hidden1')
  })

  it('builds a net of four layers', async () => {
    await press('Control+a', 'Delete')
    await desktop.page.getByText('Nothing is drawn yet.').waitFor()
    await add('input', 'input')
    await add('dense', 'dense')
    await add('dropout', 'dropout')
    await add('dense', 'dense2')
    await wire('dropout', 'dense2').waitFor({ state: 'attached' })
    await part(desktop, 'parameter-count').getByText('448', { exact: true }).waitFor()
  })

  it('finds a layer by its type', async () => {
    await press('Control+f')
    await part(desktop, 'type-ahead-input').waitFor()
    await desktop.page.keyboard.type('drop')
    await press('Enter')
    await inspected('dropout').waitFor()
    await press('ArrowDown')
    await inspected('dense2').waitFor()
  })

  it('edits a setting in the inspector and comes back to the canvas', async () => {
    await press('ArrowUp', 'ArrowUp')
    await inspected('dense').waitFor()
    await press('Enter', 'Control+a')
    await desktop.page.keyboard.type('8')
    await press('Tab', 'Escape')
    await box('dense').getByText('(8)').waitFor()
    expect(await part(desktop, 'stage').evaluate((stage) => stage === document.activeElement)).toBe(true)
  })

  it('goes back and forth over all of it', async () => {
    await press('Control+z')
    await box('dense').getByText('(16)').waitFor()
    await press('Control+z', 'Control+z')
    await box('dropout').waitFor({ state: 'detached' })
    await press('Control+Shift+z', 'Control+y', 'Control+y')
    await box('dense').getByText('(8)').waitFor()
  })

  it('copies, pastes, duplicates, groups, folds, comments', async () => {
    await press('ArrowDown')
    await inspected('dropout').waitFor()
    await press('Control+c', 'Control+v')
    await inspected('dropout2').waitFor()
    await press('Control+d')
    await inspected('dropout3').waitFor()
    await press('Control+z', 'Control+z')
    await box('dropout2').waitFor({ state: 'detached' })
    await press('ArrowDown', 'ArrowDown', 'Shift+ArrowDown', 'Control+g')
    await part(desktop, 'block-inspector').waitFor()
    await press('.')
    await part(desktop, 'block-box').getByText('2 layers').waitFor()
    await box('dense').waitFor({ state: 'detached' })
    await press('Control+d')
    await part(desktop, 'block-box').nth(1).getByText('2 uses').waitFor()
    await part(desktop, 'other-uses').getByText('Block', { exact: true }).click()
    await press('Control+z')
    await expect.poll(() => part(desktop, 'block-box').count()).toBe(1)
    await part(desktop, 'stage').focus()
    await press('.', 'Control+Shift+g')
    await part(desktop, 'block-box').waitFor({ state: 'detached' })
    await box('dense').waitFor()
    await press('n')
    await part(desktop, 'comment-box').waitFor()
    const wide = async () => (await part(desktop, 'comment-box').boundingBox())?.width ?? 0
    const before = await wide()
    const corner = await part(desktop, 'comment-corner').boundingBox()
    const [x, y] = [(corner?.x ?? 0) + 4, (corner?.y ?? 0) + 4]
    await desktop.page.mouse.move(x, y)
    await desktop.page.mouse.down()
    await desktop.page.mouse.move(x + 60, y + 20)
    await desktop.page.mouse.up()
    await expect.poll(wide).toBeCloseTo(before + 60, 0)
    await part(desktop, 'stage').focus()
    await press('Control+z')
    await expect.poll(wide).toBeCloseTo(before, 0)
    await press('Control+z')
    await part(desktop, 'comment-box').waitFor({ state: 'detached' })
  })

  it('allows a wrong wire, says what is wrong, leads to it, and mends it by one click', async () => {
    await press('Escape', 'ArrowDown')
    await inspected('input').waitFor()
    await press('c')
    await part(desktop, 'type-ahead-input').waitFor()
    await desktop.page.keyboard.type('dense2')
    await press('Enter')
    const problem = part(desktop, 'graph-problems').first().locator('[data-code="architecture/wrong-inputs"]')
    await problem.waitFor()
    await expect.poll(() => wire('input', 'dense2').getAttribute('class')).toContain('wrong')
    await problem.locator('[data-test="problem-lead"]').click()
    await inspected('dense2').waitFor()
    expect(await isInView('dense2')).toBe(true)
    await problem.locator('[data-test="remedy"]').first().click()
    await problem.waitFor({ state: 'detached' })
    const mended = await desktop.page.locator('.vue-flow__edge.wrong').count()
    expect(mended).toBe(0)
  })

  it('undoes the remedy and the wire', async () => {
    await part(desktop, 'stage').focus()
    await press('Control+z')
    await part(desktop, 'graph-problems').first().locator('[data-code="architecture/wrong-inputs"]').waitFor()
    await press('Control+z')
    await wire('input', 'dense2').waitFor({ state: 'detached' })
    await part(desktop, 'parameter-count').getByText('232', { exact: true }).waitFor()
    expect(await isInView('dense2')).toBe(true)
  })

  it('is serious about accessibility', async () => {
    expect(await seriousViolations()).toEqual([])
  })

  it('fits the net to the data set, says what it changed, saves it and trains it', async () => {
    await part(desktop, 'fit-graph').press('Enter')
    await part(desktop, 'fit-said').waitFor()
    await part(desktop, 'name-input').fill('By hand')
    await part(desktop, 'name-input').press('Tab')
    await press('Control+s')
    const [saved] = await until(desktop, {
      name: 'architectures.list',
      input: {},
      isEnough: (list) => list.length === 1,
    })
    expect(saved?.graph?.layers.map(({ type }) => type)).toEqual(['input', 'dense', 'dropout', 'dense'])
    await part(desktop, 'train-this').press('Enter')
    await part(desktop, 'launch-start').click()
    const [run] = await until(desktop, { name: 'runs.list', input: {}, isEnough: (list) => list.length === 1 })
    expect((await runIn(desktop, run?.id ?? '', ['finished', 'failed'])).status).toBe('finished')
  })

  it('edits the same net as a table of layers', async () => {
    await press('Control+3')
    await desktop.page.getByRole('tab', { name: 'Form', exact: true }).click()
    await part(desktop, 'sequence-row').first().waitFor()
    expect(await part(desktop, 'sequence-row').count()).toBe(4)
    await part(desktop, 'sequence-row').nth(2).locator('.choose').focus()
    await press('Delete')
    await expect.poll(() => part(desktop, 'sequence-row').count()).toBe(3)
    await press('Control+z')
    await expect.poll(() => part(desktop, 'sequence-row').count()).toBe(4)
  })
})

const tab = (name: string) => desktop.page.getByRole('tab', { name, exact: true }).click()

async function seriousViolations(): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page: desktop.page }).setLegacyMode(true).analyze()
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.join(' '))])
}

describe('the other faces', () => {
  it('are a program that can be saved as a file', async () => {
    await tab('Code')
    await part(desktop, 'code-view').getByText('buildModel').first().waitFor()
    const file = join(desktop.folder, 'model.ts')
    await choose(desktop, file)
    await part(desktop, 'code-save').click()
    await part(desktop, 'toast').getByText(file).waitFor()
    expect(readFileSync(file, 'utf8')).toContain('tf.layers.dense({ units: 8')
    await part(desktop, 'code-tab').getByText('Python (Keras 3)').click()
    await part(desktop, 'code-view').getByText('layers.Dense').first().waitFor()
    expect(await seriousViolations()).toEqual([])
  })

  it('say why a program cannot be written where it was told to be', async () => {
    await choose(desktop, join(desktop.folder, 'no', 'such', 'folder', 'model.ts'))
    const reply = await bridge(desktop, 'desktop.saveText', { name: 'model.ts', text: 'text' })
    expect(reply.error?.code).toBe('path/not-writable')
  })

  it('are versions, laid over each other and restored', async () => {
    await tab('Form')
    await part(desktop, 'sequence-row').nth(2).locator('.choose').focus()
    await press('Delete')
    await part(desktop, 'save-architecture').click()
    await until(desktop, { name: 'architectures.list', input: {}, isEnough: ([one]) => one?.version === 2 })
    await tab('Versions')
    await part(desktop, 'version').nth(1).waitFor()
    const differences = part(desktop, 'diff')
    await differences.locator('li[data-change="removed"]').getByText('dropout', { exact: true }).waitFor()
    expect(await differences.locator('li[data-change="changed"]').innerText()).toContain('dense2')
    await differences.getByText('1 on the left, 0 on the right').waitFor()
    await differences.getByText('Side by side', { exact: true }).click()
    const [one, other] = ['left', 'right'].map((side) => differences.locator(`[data-picture="${side}"]`))
    await one?.locator('[data-layer="dropout"]').waitFor()
    await other?.locator('[data-layer="dense2"]').waitFor()
    expect(await other?.locator('[data-layer="dropout"]').count()).toBe(0)
    expect(await seriousViolations()).toEqual([])
    await part(desktop, 'version').nth(1).locator('[data-test="restore-version"]').click()
    await part(desktop, 'save-architecture').click()
    const [restored] = await until(desktop, {
      name: 'architectures.list',
      input: {},
      isEnough: ([one]) => one?.version === 3,
    })
    expect(restored?.graph?.layers.map(({ type }) => type)).toEqual(['input', 'dense', 'dropout', 'dense'])
  })

  it('are what it costs, by layer and on this machine', async () => {
    await tab('Cost')
    await part(desktop, 'cost-parameters').waitFor()
    expect(await part(desktop, 'cost-table').locator('tbody tr').count()).toBe(4)
    const before = await part(desktop, 'cost-activations').innerText()
    await part(desktop, 'cost-batch').locator('input').fill('64')
    await part(desktop, 'cost-batch').locator('input').press('Tab')
    await expect.poll(() => part(desktop, 'cost-activations').innerText()).not.toBe(before)
    await part(desktop, 'cost-epoch').waitFor()
    expect(await part(desktop, 'cost-peak').innerText()).toContain('90 %')
    expect(await seriousViolations()).toEqual([])
  })
})
