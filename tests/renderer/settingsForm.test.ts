// @vitest-environment happy-dom
// A settings form is drawn from nothing but its fields: labels, kinds, what is shown when, what is wrong.
import { mount } from '@vue/test-utils'
import { beforeEach, describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import { defaultsOf } from '../../shared/fields/checkSettings'
import type { Field, Settings } from '../../shared/fields/field'
import SettingsForm from '../../renderer/components/forms/SettingsForm.vue'
import { i18n } from '../../renderer/locales'

const text = (en: string, zh: string) => ({ en, zh })
const fields: Field[] = [
  {
    kind: 'integer',
    name: 'epochs',
    label: text('Epochs', '轮数'),
    help: text('How often.', '次数。'),
    default: 10,
    min: 1,
    max: 100,
  },
  {
    kind: 'choice',
    name: 'optimizer',
    label: text('Optimiser', '优化器'),
    help: text('Which.', '哪个。'),
    default: 'adam',
    options: [
      { value: 'adam', label: text('Adam', 'Adam') },
      { value: 'sgd', label: text('SGD', 'SGD') },
    ],
  },
  {
    kind: 'number',
    name: 'momentum',
    label: text('Momentum', '动量'),
    help: text('Only for SGD.', '仅用于 SGD。'),
    default: 0.9,
    min: 0,
    max: 1,
    showWhen: { field: 'optimizer', in: ['sgd'] },
  },
  {
    kind: 'integers',
    name: 'units',
    label: text('Units', '单元'),
    help: text('One a layer.', '每层一个。'),
    default: [16],
    min: 1,
    max: 512,
    minLength: 0,
    maxLength: 4,
  },
  {
    kind: 'texts',
    name: 'freeze',
    label: text('Freeze', '冻结'),
    help: text('Which.', '哪些。'),
    default: [],
    maxLength: 2,
    maxTextLength: 20,
    advanced: true,
  },
  {
    kind: 'switch',
    name: 'stopEarly',
    label: text('Stop early', '提前停止'),
    help: text('When.', '何时。'),
    default: false,
    advanced: true,
  },
]

function draw(settings: Settings) {
  const form = mount(SettingsForm, {
    props: {
      fields,
      modelValue: settings,
      'onUpdate:modelValue': (next: Settings) => form.setProps({ modelValue: next }),
    },
    global: { plugins: [i18n] },
  })
  const field = (name: string) => form.find(`[data-test="field-${name}"]`)
  return { form, field, value: () => form.props('modelValue') as Settings }
}

beforeEach(() => void (i18n.global.locale.value = 'en'))

describe('SettingsForm', () => {
  it('draws each shown field with its label, value and help', () => {
    const { form, field } = draw(defaultsOf(fields))
    expect(form.findAll('label').map((label) => label.text())).toEqual(['Epochs', 'Optimiser', 'Units'])
    expect((field('epochs').find('input').element as HTMLInputElement).value).toBe('10')
    expect((field('units').find('input').element as HTMLInputElement).value).toBe('16')
    expect(field('epochs').text()).toContain('How often.')
  })

  it('ties each label to its input', async () => {
    const { field } = draw(defaultsOf(fields))
    await nextTick()
    expect(field('epochs').find('label').attributes('for')).toMatch(/./)
    expect(field('epochs').find('label').attributes('for')).toBe(field('epochs').find('input').attributes('id'))
  })

  it('shows a field only when another has the value it needs', async () => {
    const { form, field } = draw(defaultsOf(fields))
    expect(field('momentum').exists()).toBe(false)
    await form.setProps({ modelValue: { ...defaultsOf(fields), optimizer: 'sgd' } })
    expect(field('momentum').exists()).toBe(true)
  })

  it('folds advanced fields away until asked', async () => {
    const { form, field } = draw(defaultsOf(fields))
    expect(field('stopEarly').exists()).toBe(false)
    await form.find('[data-test="form-more"]').trigger('click')
    expect(field('stopEarly').exists()).toBe(true)
  })

  it('unfolds by itself when an advanced field has a problem', () => {
    const { field } = draw({ ...defaultsOf(fields), stopEarly: 'maybe' })
    expect(field('stopEarly').text()).toContain('expected true or false')
  })

  it('says how many folded settings are not as by default', async () => {
    const { form } = draw({ ...defaultsOf(fields), stopEarly: true })
    expect(form.find('[data-test="form-more"]').text()).toBe('More settings (1 changed)')
  })

  it('puts fields under the headings of their groups, with those that they show', async () => {
    const { form } = draw({ ...defaultsOf(fields), optimizer: 'sgd' })
    const groups = [
      { title: 'How', names: ['optimizer'] },
      { title: 'How long', names: ['epochs', 'stopEarly'] },
    ]
    await form.setProps({ groups })
    await form.find('[data-test="form-more"]').trigger('click')
    const sections = form
      .findAll('[role="group"]')
      .map((group) => [
        form.find(`[id="${group.attributes('aria-labelledby')}"]`).text(),
        ...group.findAll('label').map((label) => label.text()),
      ])
    expect(sections).toEqual([
      ['How', 'Optimiser', 'Momentum'],
      ['How long', 'Epochs'],
      ['Others', 'Units'],
      ['How long', 'Stop early'],
      ['Others', 'Freeze'],
    ])
  })

  it('gives typed numbers and lists as values', async () => {
    const { field, value } = draw(defaultsOf(fields))
    await field('epochs').find('input').setValue('25')
    await field('units').find('input').setValue('64, 32')
    expect(value()).toMatchObject({ epochs: 25, units: [64, 32] })
  })

  it('gives typed names as a list of texts, and names what is wrong with them', async () => {
    const { form, field, value } = draw(defaultsOf(fields))
    await form.find('[data-test="form-more"]').trigger('click')
    const input = field('freeze').find('input')
    await input.setValue('dense 1， embedding,')
    await nextTick()
    expect(value()['freeze']).toEqual(['dense 1', 'embedding'])
    expect((input.element as HTMLInputElement).value).toBe('dense 1， embedding,')
    await input.setValue('a, b, c')
    expect(field('freeze').text()).toContain('expected at most 2 texts of 1 to 20 characters')
    await input.setValue('')
    expect(value()['freeze']).toEqual([])
  })

  it('keeps what was typed while it means the same, and names what is wrong with it', async () => {
    const { field, value } = draw(defaultsOf(fields))
    const input = field('epochs').find('input')
    await input.setValue('1e1')
    await nextTick()
    expect([(input.element as HTMLInputElement).value, value()['epochs']]).toEqual(['1e1', 10])
    await input.setValue('1000')
    expect(field('epochs').text()).toContain('Epochs is "1000", expected a whole number from 1 to 100.')
    expect(input.attributes('aria-invalid')).toBe('true')
  })

  it('shows a problem that only the engine knows at its field', async () => {
    const { form, field } = draw(defaultsOf(fields))
    const problem = {
      path: 'units',
      code: 'architecture/too-wide',
      message: text('Too wide.', '太宽。'),
      hint: text('', ''),
      severity: 'error' as const,
    }
    await form.setProps({ problems: [problem] })
    expect(field('units').text()).toContain('Too wide.')
  })

  it('speaks the language at hand', async () => {
    const { form } = draw(defaultsOf(fields))
    i18n.global.locale.value = 'zh'
    await nextTick()
    expect(form.findAll('label').map((label) => label.text())).toEqual(['轮数', '优化器', '单元'])
  })
})
