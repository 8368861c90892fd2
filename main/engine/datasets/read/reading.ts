// What the user fixed of a file's dialect: checked before the file is touched, so that a wrong mark is a problem and no crash.
import type { Problem } from '../../../../shared/contract/errors'
import type { Reading } from '../../../../shared/records'
import { problem } from '../errors'
import { encodingNamed } from './encodings'

/** Problems of a reading, each under the path of its field such as `reading.delimiter`; none when it can be used. */
export function checkReading(reading: Reading): Problem[] {
  return [...encodingProblems(reading), ...markProblems(reading), ...numberProblems(reading)]
}

function encodingProblems({ encoding }: Reading): Problem[] {
  if (encoding === undefined || encodingNamed(encoding) !== null) return []
  return [
    problem('reading.encoding', [
      'dataset/unknown-encoding',
      { en: `There is no encoding "${encoding}".`, zh: `没有名为“${encoding}”的编码。` },
      {
        en: 'Use a name such as utf-8, latin-1, gbk, big5 or shift_jis, or let it be guessed.',
        zh: '请使用 utf-8、latin-1、gbk、big5、shift_jis 等名称，或让程序猜测。',
      },
    ]),
  ]
}

function markProblems({ delimiter, quote, escape, comment }: Reading): Problem[] {
  const problems: Problem[] = []
  if (delimiter !== undefined && !isDelimiter(delimiter)) {
    const wanted = ['one to four ASCII characters, or one other', '一到四个 ASCII 字符，或一个其他字符'] as const
    problems.push(wrongMark('delimiter', delimiter, ...wanted))
  }
  for (const [field, mark] of [
    ['quote', quote],
    ['escape', escape],
  ] as const) {
    if (mark === undefined || mark === '' || /^[\x01-\x09\x0b\x0c\x0e-\x7f]$/.test(mark)) continue
    problems.push(wrongMark(field, mark, 'one ASCII character or none', '一个 ASCII 字符，或不填'))
  }
  if (comment !== undefined && (/[\r\n]/.test(comment) || comment.length > 8)) {
    problems.push(wrongMark('comment', comment, 'at most eight characters of one line', '同一行内最多八个字符'))
  }
  return problems.length > 0 ? problems : clashes({ delimiter, quote, escape, comment })
}

/** As many bytes as DuckDB takes. */
function isDelimiter(mark: string): boolean {
  return /^([\x01-\x7f]{1,4}|[^\0-\x7f])$/u.test(mark) && !/[\r\n]/.test(mark)
}

function clashes(marks: { [F in 'delimiter' | 'quote' | 'escape' | 'comment']: string | undefined }): Problem[] {
  const { delimiter, quote, escape, comment } = marks
  if (delimiter === undefined) return []
  const clash = (
    [
      ['quote', quote],
      ['escape', escape],
      ['comment', comment],
    ] as const
  ).find(([, mark]) => mark !== undefined && mark !== '' && delimiter.includes(mark))
  return clash === undefined
    ? []
    : [wrongMark(clash[0], clash[1] ?? '', 'another character than the delimiter', '与分隔符不同的字符')]
}

function numberProblems({ decimal, thousands, missing }: Reading): Problem[] {
  const problems: Problem[] = []
  if (decimal !== undefined && decimal === thousands) {
    problems.push(wrongMark('thousands', thousands, 'another mark than the decimal one', '与小数点不同的符号'))
  }
  const word = missing?.find((one) => /[\r\n"]/.test(one))
  if (word !== undefined)
    problems.push(wrongMark('missing', word, 'words without line breaks and quotation marks', '不含换行和引号的词'))
  return problems
}

function wrongMark(field: keyof Reading, found: string, en: string, zh: string): Problem {
  return problem(`reading.${field}`, [
    'dataset/wrong-reading',
    {
      en: `"${found}" cannot be the ${field}, expected ${en}.`,
      zh: `“${found}”不能用作${names[field] ?? field}，应为${zh}。`,
    },
    { en: 'Change it, or leave it out to have it guessed.', zh: '请修改，或留空让程序猜测。' },
  ])
}

const names: Partial<Record<keyof Reading, string>> = {
  delimiter: '分隔符',
  quote: '引号',
  escape: '转义符',
  comment: '注释符号',
  thousands: '千位分隔符',
  missing: '缺失值用词',
}
