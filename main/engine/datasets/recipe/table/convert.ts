// Table step: stores a column as another type; what cannot be read so becomes missing and is counted.
import { checkColumns, listed, required } from './complaints'
import { choiceField, theColumns } from './fields'
import { doubleOf, textOf, timeOf, withColumns } from './step'
import type { TableStep } from './step'

/** Digits with a decimal point, their thousands parted by commas or not. */
const amount = '[0-9]{1,3}(,[0-9]{3})+(\\.[0-9]+)?|[0-9]+(\\.[0-9]+)?|\\.[0-9]+'

/**
 * The only number in a text such as `$1,200.50`, `45 %` or `3 kg`; negative behind a minus and in brackets. Missing where
 * there are several, or where a comma may be a decimal one.
 */
function amountOf(name: string): string {
  const text = textOf(name)
  const only = `regexp_full_match(${text}, '[^0-9.,]*(${amount})[^0-9,]*')`
  const value = `TRY_CAST(replace(regexp_extract(${text}, '${amount}'), ',', '') AS DOUBLE)`
  const negative = `regexp_matches(${text}, '^[^0-9]*[-−]|^ *\\(.*\\) *$')`
  return `CASE WHEN ${only} THEN ${value} * CASE WHEN ${negative} THEN -1 ELSE 1 END END`
}

const conversions: Record<string, (name: string) => string> = {
  number: doubleOf,
  amount: amountOf,
  whole: (name) => `TRY_CAST(round(${doubleOf(name)}) AS BIGINT)`,
  text: textOf,
  boolean: (name) =>
    `CASE WHEN lower(${textOf(name)}) IN ('true', 'yes', 't', 'y', 'on', '1', '是') THEN TRUE ` +
    `WHEN lower(${textOf(name)}) IN ('false', 'no', 'f', 'n', 'off', '0', '否') THEN FALSE END`,
  date: timeOf,
  seconds: (name) => `TRY(make_timestamp(CAST(${doubleOf(name)} * 1e6 AS BIGINT)))`,
}

export const convert: TableStep = {
  name: 'convert',
  label: { en: 'Change the type', zh: '转换类型' },
  summary: {
    en: 'Stores columns as another type; values that cannot be read so become missing and are counted.',
    zh: '将列转换为其他类型；无法转换的值变为缺失并计数。',
  },
  fields: [
    theColumns,
    choiceField('type', { en: 'Type', zh: '类型' }, { en: 'What the values become.', zh: '转换后的类型。' }, [
      { value: 'number', label: { en: 'number', zh: '数值' } },
      { value: 'amount', label: { en: 'number, out of $1,200.50 or 45 %', zh: '数值，取自 $1,200.50 或 45 %' } },
      { value: 'whole', label: { en: 'whole number (rounded)', zh: '整数（四舍五入）' } },
      { value: 'text', label: { en: 'text', zh: '文本' } },
      { value: 'boolean', label: { en: 'true or false', zh: '真或假' } },
      { value: 'date', label: { en: 'date, written 2024-01-31', zh: '日期，形如 2024-01-31' } },
      { value: 'seconds', label: { en: 'date, in seconds since 1970', zh: '日期，自 1970 年起的秒数' } },
    ]),
  ],
  sql({ columns, settings }) {
    const problems = [...required(settings, ['columns']), ...checkColumns({ columns, settings }, ['columns'])]
    if (problems.length > 0) return { problems }
    const made = conversions[String(settings.type)] ?? doubleOf
    return { sql: withColumns([...new Set(listed(settings.columns))].map((name) => ({ name, sql: made(name) }))) }
  },
}
