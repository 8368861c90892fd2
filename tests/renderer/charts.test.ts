// What charts are made of, without a canvas: options, escaping, summaries, tables, colours.
import { describe, expect, it } from 'vitest'
import { figuresOf, tableOf } from '../../renderer/components/charts/curve'
import { escapeHtml, lineOption, tooltipText } from '../../renderer/components/charts/lineOption'
import { styleOfRun } from '../../renderer/components/charts/palette'
import type { Curve } from '../../renderer/components/charts/curve'

function curve(id: string, values: number[], name = id): Curve {
  return { id, group: id, name, at: values.map((_, index) => index + 1), values, colour: '#123456', dash: 'solid' }
}
const look = { xName: 'epoch', yName: '', logarithmic: false, dark: false }

describe('tooltips', () => {
  const hostile = '<img src=x onerror=alert(1)>&"\''

  it('escape names that come from data', () => {
    const html = tooltipText([curve('a', [1], hostile)], 'epoch', [{ seriesId: 'a', value: [1, 0.5] }])
    expect(html).not.toContain('<img')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&amp;&quot;&#39;')
    expect(html).toContain('0.5000')
    expect(escapeHtml(hostile)).not.toMatch(/[<>"']/)
  })

  it('leave faint curves, unknown series and missing values out', () => {
    const curves = [{ ...curve('raw', [1]), faint: true }, curve('a', [1])]
    const points = [
      { seriesId: 'raw', value: [1, 1] },
      { seriesId: 'a', value: [1, null] },
      { seriesId: 'other', value: [1, 3] },
    ]
    expect(tooltipText(curves, 'epoch', points)).toBe('<div>epoch 1</div>')
  })

  it('stay short with many runs', () => {
    const curves = Array.from({ length: 20 }, (_, index) => curve(`c${index}`, [1]))
    const html = tooltipText(
      curves,
      'epoch',
      curves.map((one) => ({ seriesId: one.id, value: [1, 2] })),
    )
    expect(html.match(/●/g)).toHaveLength(14)
    expect(html).toContain('+ 6')
  })
})

describe('lineOption', () => {
  const seriesOf = (option: ReturnType<typeof lineOption>) => option['series'] as { data: [number, number | null][] }[]

  it('leaves holes where a value is not finite', () => {
    expect(seriesOf(lineOption([curve('a', [1, NaN, 3])], look))[0]?.data).toEqual([
      [1, 1],
      [2, null],
      [3, 3],
    ])
  })

  it('marks a band behind the curves and keeps it in view', () => {
    const option = lineOption([curve('a', [1, 2])], { ...look, logarithmic: true, band: { from: 3e-4, to: 3e-3 } })
    const [band] = option['series'] as { id: string; markArea: { data: unknown } }[]
    expect(band).toMatchObject({ id: 'band', markArea: { data: [[{ yAxis: 3e-4 }, { yAxis: 3e-3 }]] } })
    const axis = option['yAxis'] as Record<'min' | 'max', (extent: { min: number; max: number }) => number>
    expect([axis.min({ min: 1, max: 2 }), axis.max({ min: 1, max: 2 })]).toEqual([3e-4, 2])
    expect(axis.min({ min: 1e-9, max: 2 })).toBe(1e-9)
  })

  it('leaves out what a logarithmic axis cannot show', () => {
    const option = lineOption([curve('a', [1, 0, -3])], { ...look, logarithmic: true })
    expect(seriesOf(option)[0]?.data.map(([, value]) => value)).toEqual([1, null, null])
    expect(option['yAxis']).toMatchObject({ type: 'log' })
  })
})

describe('words and rows for a chart', () => {
  it('give last, lowest and highest of the finite values', () => {
    expect(figuresOf(curve('a', [0.7, 0.25, NaN, 0.5]))).toEqual({
      name: 'a',
      last: '0.5000',
      min: '0.2500',
      max: '0.7000',
    })
    expect(figuresOf(curve('a', [NaN]))).toBeNull()
  })

  it('line curves up by place, with holes', () => {
    const short = { ...curve('b', [9]), at: [2] }
    expect(tableOf([curve('a', [1, 2]), short])).toEqual([
      { at: 1, values: [1, null] },
      { at: 2, values: [2, 9] },
    ])
  })
})

describe('styleOfRun', () => {
  it('gives forty runs forty styles, and a run always its own', () => {
    for (const dark of [false, true]) {
      const styles = Array.from({ length: 40 }, (_, index) => JSON.stringify(styleOfRun(index + 1, dark)))
      expect(new Set(styles).size).toBe(40)
      expect(styles[4]).toBe(JSON.stringify(styleOfRun(5, dark)))
    }
  })
})
