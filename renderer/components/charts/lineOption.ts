// Curves to an ECharts option: pure, so that it can be tested; every name that came from data is escaped.
import type { EChartsCoreOption } from 'echarts/core'
import { formatNumber } from '../../../shared/numbers/format'
import type { Curve } from './curve'

export interface LineLook {
  xName: string
  yName: string
  logarithmic: boolean
  dark: boolean
  /** A range of values that is marked behind the curves, and always in view. */
  band?: { from: number; to: number }
}

const maxTooltipLines = 14

/** The option for one chart. On a logarithmic axis values that are not positive are left out. */
export function lineOption(curves: Curve[], look: LineLook): EChartsCoreOption {
  const colours = look.dark
    ? { text: '#aab1bd', line: '#2d323a', ground: '#1e2126', ink: '#e6e8ec' }
    : { text: '#545c69', line: '#e4e7ec', ground: '#ffffff', ink: '#1c2026' }
  const axis = { nameTextStyle: { color: colours.text }, axisLabel: { color: colours.text, fontSize: 11 } }
  return {
    animation: false,
    grid: { left: 8, right: 16, top: 12, bottom: 24, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: tooltipOf(curves, look, colours),
    dataZoom: [{ type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl' }],
    xAxis: {
      ...axis,
      type: 'value',
      name: look.xName,
      nameLocation: 'middle',
      nameGap: 20,
      min: 'dataMin',
      max: 'dataMax',
      minInterval: 1,
      splitLine: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
    },
    yAxis: {
      ...axis,
      ...(look.band ? inView(look.band) : {}),
      type: look.logarithmic ? 'log' : 'value',
      scale: true,
      axisLabel: { ...axis.axisLabel, formatter: (value: number) => formatNumber(value, look.logarithmic ? 2 : 3) },
      splitLine: { lineStyle: { color: colours.line } },
    },
    series: [...(look.band ? [bandOf(look.band)] : []), ...curves.map((curve) => seriesOf(curve, look.logarithmic))],
  }
}

/** The axis reaches as far as the values do, and at least around the band. */
function inView({ from, to }: { from: number; to: number }) {
  return {
    min: ({ min }: { min: number }) => Math.min(Number.isFinite(min) ? min : from, from),
    max: ({ max }: { max: number }) => Math.max(Number.isFinite(max) ? max : to, to),
  }
}

function bandOf({ from, to }: { from: number; to: number }) {
  const itemStyle = { color: '#2f9e5f', opacity: 0.14 }
  const markArea = { silent: true, itemStyle, data: [[{ yAxis: from }, { yAxis: to }]] }
  return { id: 'band', name: 'band', type: 'line' as const, data: [], silent: true, z: 0, markArea }
}

function seriesOf(curve: Curve, logarithmic: boolean) {
  const drawable = (value: number) => Number.isFinite(value) && (!logarithmic || value > 0)
  return {
    id: curve.id,
    name: curve.group,
    type: 'line' as const,
    data: curve.at.map((at, index) => [at, drawable(curve.values[index] ?? NaN) ? curve.values[index] : null]),
    showSymbol: curve.at.length === 1,
    symbolSize: 5,
    silent: curve.faint === true,
    z: curve.faint ? 1 : curve.thin ? 2 : 3,
    lineStyle: {
      color: curve.colour,
      type: curve.dash,
      width: curve.faint || curve.thin ? 1 : 1.75,
      opacity: curve.faint ? 0.25 : curve.thin ? 0.7 : 1,
    },
    itemStyle: { color: curve.colour },
    emphasis: { focus: 'series' as const, lineStyle: { width: 2.5 } },
    blur: { lineStyle: { opacity: curve.faint ? 0.08 : 0.2 } },
  }
}

function tooltipOf(curves: Curve[], look: LineLook, colours: { ground: string; ink: string; line: string }) {
  return {
    trigger: 'axis' as const,
    confine: true,
    transitionDuration: 0,
    backgroundColor: colours.ground,
    borderColor: colours.line,
    textStyle: { color: colours.ink, fontSize: 12 },
    formatter: (params: unknown) => tooltipText(curves, look.xName, params),
  }
}

/** The tooltip's HTML for what ECharts says lies under the pointer. */
export function tooltipText(curves: Curve[], xName: string, params: unknown): string {
  const points = (Array.isArray(params) ? params : [params]) as { seriesId?: string; value?: [number, number | null] }[]
  const byId = new Map(curves.filter((curve) => curve.faint !== true).map((curve) => [curve.id, curve]))
  const lines = points.flatMap((point) => {
    const curve = byId.get(point.seriesId ?? '')
    const value = point.value?.[1]
    return curve === undefined || value === null || value === undefined ? [] : [lineOf(curve, value)]
  })
  const more = lines.length > maxTooltipLines ? `<div>+ ${lines.length - maxTooltipLines}</div>` : ''
  const at = points[0]?.value?.[0]
  return `<div>${escapeHtml(xName)} ${formatNumber(at)}</div>${lines.slice(0, maxTooltipLines).join('')}${more}`
}

function lineOf(curve: Curve, value: number): string {
  const name = curve.name.length > 60 ? `${curve.name.slice(0, 59)}…` : curve.name
  const dot = `<span style="color:${escapeHtml(curve.colour)}">●</span>`
  return `<div>${dot} ${escapeHtml(name)} <b style="float:right;margin-left:16px">${formatNumber(value)}</b></div>`
}

/** Text as HTML that shows exactly that text. */
export function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character)
}
