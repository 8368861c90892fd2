// Recipe step: turns dates into inputs: the parts that go on as numbers, those that come round again as sine and cosine.
import type { Field } from '../../../../shared/fields/field'
import type { Text } from '../../../../shared/fields/text'
import { isoTime } from '../isoTime'
import { momentsOf } from './standardise'
import type { RecipeStep } from './step'
import { asNumbers, wordsIn } from './step'

interface Part {
  name: string
  label: Text
  usual: boolean
  /** Its least value and how many there are; null when it does not come round. */
  round: { first: number; count: number } | null
  of(date: Date): number
}

const parts: readonly Part[] = [
  { name: 'year', label: { en: 'Year', zh: '年' }, usual: true, round: null, of: (date) => date.getUTCFullYear() },
  {
    ...{ name: 'quarter', label: { en: 'Quarter', zh: '季度' }, usual: false, round: { first: 1, count: 4 } },
    of: (date) => Math.floor(date.getUTCMonth() / 3) + 1,
  },
  {
    ...{ name: 'month', label: { en: 'Month', zh: '月' }, usual: true, round: { first: 1, count: 12 } },
    of: (date) => date.getUTCMonth() + 1,
  },
  {
    ...{ name: 'day', label: { en: 'Day of the month', zh: '日' }, usual: false, round: { first: 1, count: 31 } },
    of: (date) => date.getUTCDate(),
  },
  {
    ...{ name: 'weekday', label: { en: 'Day of the week', zh: '星期' }, usual: true, round: { first: 1, count: 7 } },
    of: (date) => date.getUTCDay() || 7,
  },
  {
    ...{ name: 'hour', label: { en: 'Hour', zh: '小时' }, usual: true, round: { first: 0, count: 24 } },
    of: (date) => date.getUTCHours(),
  },
]

function partField({ name, label, usual }: Part): Field {
  const help = { en: 'Makes inputs of this part of the date.', zh: '将日期的这一部分作为输入。' }
  return { kind: 'switch', name, label, help, default: usual }
}

/**
 * Dates are ISO 8601 as imported tables have them, in UTC unless they say otherwise; weekdays are 1 (Monday) to 7, and
 * the angle of the first value is 0, as in the table step of this name. A part that is the same in all training rows is
 * left out, unless all are. Numbers are standardised by the training rows. Where the date is missing every input is 0,
 * and an input more says so when one was missing in the training rows.
 */
export const dateParts: RecipeStep = {
  name: 'dateParts',
  label: { en: 'Parts of a date', zh: '日期组成' },
  summary: {
    en: 'Makes inputs of year, month, day of the week and hour of dates; those that come round again as sine and cosine.',
    zh: '将日期的年、月、星期和小时变为输入；周期性的部分以正弦和余弦表示。',
  },
  fields: [
    ...parts.map(partField),
    {
      kind: 'switch',
      name: 'cyclic',
      label: { en: 'Sine and cosine', zh: '正弦和余弦' },
      help: {
        en: 'In place of the plain number, so that December lies beside January.',
        zh: '以此代替数值，使 12 月与 1 月相邻。',
      },
      default: true,
    },
  ],
  takes: 'words',
  gives: 'inputs',
  fit(training, settings) {
    const dates = datesOf(wordsIn(training))
    const present = dates.filter((date) => date !== null)
    const chosen = parts.filter(({ name }) => settings[name] === true)
    const values = chosen.map((part) => Float64Array.from(present, (date) => part.of(date)))
    const varying = chosen.filter((_, index) => values[index]?.some((value) => value !== values[index]?.[0]))
    const kept = varying.length > 0 ? varying : chosen.slice(0, 1)
    const moments = kept.map((part) => momentsOf(values[chosen.indexOf(part)] ?? new Float64Array(0)))
    return {
      parts: kept.map(({ name }) => name),
      means: moments.map(({ mean }) => mean),
      deviations: moments.map(({ deviation }) => deviation),
      cyclic: settings.cyclic !== false,
      missing: present.length < dates.length,
    }
  },
  unfit: { what: 'notADate', is: (word) => Number.isNaN(isoTime(word)) },
  apply(column, learnt) {
    const dates = datesOf(wordsIn(column))
    const [means, deviations] = [learnt.means as number[], learnt.deviations as number[]]
    const inputs = (learnt.parts as string[]).flatMap((name, index) => {
      const part = parts.find((each) => each.name === name)
      if (part === undefined) return []
      const { round } = part
      if (round === null || learnt.cyclic !== true) {
        const [mean = 0, deviation = 1] = [means[index], deviations[index]]
        return [input(`${column.name} ${name}`, dates, (date) => (part.of(date) - mean) / deviation)]
      }
      const angle = (date: Date) => (2 * Math.PI * (part.of(date) - round.first)) / round.count
      return [
        input(`${column.name} ${name} sin`, dates, (date) => Math.sin(angle(date))),
        input(`${column.name} ${name} cos`, dates, (date) => Math.cos(angle(date))),
      ]
    })
    if (learnt.missing !== true) return inputs
    const flags = Float64Array.from(dates, (date) => (date === null ? 1 : 0))
    return [...inputs, asNumbers(`${column.name} (missing)`, flags)]
  },
}

/** Null for what is missing or no date. */
function datesOf(words: readonly (string | null)[]): (Date | null)[] {
  const known = new Map<string, Date | null>()
  return words.map((word) => {
    if (word === null) return null
    const found = known.get(word)
    if (found !== undefined) return found
    const time = isoTime(word)
    const date = Number.isNaN(time) ? null : new Date(time)
    known.set(word, date)
    return date
  })
}

function input(name: string, dates: readonly (Date | null)[], valueOf: (date: Date) => number) {
  const values = new Float64Array(dates.length)
  dates.forEach((date, row) => (values[row] = date === null ? 0 : valueOf(date)))
  return asNumbers(name, values)
}
