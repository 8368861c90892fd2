// @vitest-environment happy-dom
// An expression is completed where it is typed: the list, the keys, and what a choice puts into the text.
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick } from 'vue'
import type { Completions } from '../../shared/records'
import ExpressionInput from '../../renderer/components/forms/ExpressionInput.vue'
import { completing } from '../../renderer/components/forms/completing'
import { i18n } from '../../renderer/locales'

const detail = { en: 'number', zh: '数值' }
const items: Completions['items'] = [
  { kind: 'column', label: 'age', insert: 'age', detail },
  { kind: 'function', label: 'abs', insert: 'abs()', detail },
]

function open(text: string) {
  const asked: [string, number][] = []
  const complete = async (typed: string, position: number): Promise<Completions> => {
    asked.push([typed, position])
    return { from: 0, to: position, items }
  }
  const wrapper = mount(ExpressionInput, {
    attachTo: document.body,
    props: { modelValue: text, inputId: 'where', label: 'Where', describedBy: 'help', invalid: false, maxlength: 1000 },
    global: { plugins: [i18n], provide: { [completing as symbol]: complete } },
  })
  const box = wrapper.get('textarea')
  box.element.focus()
  return { wrapper, box, asked }
}

describe('an expression', () => {
  it('asks what can be written at the caret, and puts the chosen one there', async () => {
    const { wrapper, box, asked } = open('')
    await box.setValue('a')
    await expect.poll(() => wrapper.findAll('[data-test="completion"]').length).toBe(2)
    expect(asked).toEqual([['a', 1]])
    await box.trigger('keydown', { key: 'ArrowDown' })
    expect(wrapper.findAll('[role="option"]').map((one) => one.attributes('aria-selected'))).toEqual(['false', 'true'])
    await box.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual(['abs()'])
    await wrapper.setProps({ modelValue: 'abs()' })
    expect(wrapper.findAll('[data-test="completion"]')).toHaveLength(0)
    wrapper.unmount()
  })

  it('opens by Ctrl and space, closes by Escape, and leaves Enter alone while there is no list', async () => {
    const { wrapper, box } = open('age > 1')
    await box.trigger('keydown', { key: ' ', ctrlKey: true })
    await expect.poll(() => wrapper.findAll('[data-test="completion"]').length).toBe(2)
    await box.trigger('keydown', { key: 'Escape' })
    await nextTick()
    expect(wrapper.findAll('[data-test="completion"]')).toHaveLength(0)
    await box.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('update:modelValue')).toBeUndefined()
    wrapper.unmount()
  })
})
