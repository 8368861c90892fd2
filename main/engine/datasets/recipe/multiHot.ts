// Recipe step: turns a column of lists into one input for each word that lists hold.
import { listSeparator, orderClasses } from '../columnTypes'
import { maxWordsField, minCountField } from './encode'
import { placesOf, sparseOf } from './outputs'
import type { RecipeStep } from './step'
import { byFrequency, countWords, wordsIn } from './step'

/**
 * Like scikit-learn's MultiLabelBinarizer: an input is 1 when the list holds its word, however often. Words that were
 * not learnt share `(other)`, when that is wished; rows without a list are 0 everywhere.
 */
export const multiHot: RecipeStep = {
  name: 'multiHot',
  label: { en: 'One input a word of a list', zh: '列表多热编码' },
  summary: {
    en: 'Makes an input of 0 or 1 for each word of lists such as "Action|Comedy" or ["Action", "Comedy"].',
    zh: '为列表（如 "Action|Comedy" 或 ["Action", "Comedy"]）中的每个词生成一个取 0 或 1 的输入。',
  },
  fields: [
    {
      kind: 'text',
      name: 'separator',
      label: { en: 'Separator', zh: '分隔符' },
      help: {
        en: 'What stands between two words; lists in brackets have their commas. Left empty, what the training rows show: | or ;',
        zh: '两个词之间的符号；方括号列表以逗号分隔。留空则由训练行判断（| 或 ;）。',
      },
      default: '|',
      maxLength: 10,
    },
    maxWordsField,
    minCountField,
    {
      kind: 'switch',
      name: 'other',
      label: { en: 'An input for others', zh: '其他词的输入' },
      help: {
        en: 'An input that is 1 when the list holds a word without one of its own.',
        zh: '列表中含有没有各自输入的词时，此输入为 1。',
      },
      default: true,
    },
  ],
  takes: 'words',
  gives: 'inputs',
  fit(training, { separator: wanted, maxWords, minCount, other }) {
    const cells = countWords(wordsIn(training))
    const separator = wanted === '' ? (listSeparator([...cells.keys()]) ?? '|') : String(wanted)
    const counts = new Map<string, number>()
    for (const [cell, times] of cells) {
      for (const word of listed(cell, separator)) counts.set(word, (counts.get(word) ?? 0) + times)
    }
    const kept = byFrequency(counts, Number(minCount)).slice(0, Number(maxWords))
    return { words: orderClasses(kept), separator, other: other !== false }
  },
  unfit: {
    what: 'unseen',
    is(word, learnt) {
      const places = placesOf(learnt.words as string[])
      return [...listed(word, String(learnt.separator))].some((item) => !places.has(item))
    },
  },
  apply(column, learnt) {
    const vocabulary = learnt.words as string[]
    const places = placesOf(vocabulary)
    const hasOther = learnt.other === true
    const labels = () => [...vocabulary, ...(hasOther ? ['(other)'] : [])].map((word) => `${column.name}=${word}`)
    const cells = wordsIn(column)
    const width = vocabulary.length + (hasOther ? 1 : 0)
    return [
      sparseOf(cells.length, { width, names: labels }, (row, add) => {
        let others = false
        for (const word of listed(cells[row] ?? null, String(learnt.separator))) {
          const place = places.get(word)
          if (place === undefined) others = true
          else add(place, 1)
        }
        if (others && hasOther) add(vocabulary.length, 1)
      }),
    ]
  },
}

/** The different words of a list: a JSON array, or words between separators, in brackets or not, quoted or not. */
export function listed(cell: string | null, separator: string): Set<string> {
  const text = cell?.trim() ?? ''
  const bracketed = text.startsWith('[') && text.endsWith(']')
  const items = bracketed
    ? (jsonList(text) ?? text.slice(1, -1).split(','))
    : separator === ''
      ? [text]
      : text.split(separator)
  return new Set(items.map((item) => item.trim().replace(/^(['"])(.*)\1$/, '$2')).filter((item) => item !== ''))
}

function jsonList(text: string): string[] | null {
  try {
    const items: unknown = JSON.parse(text)
    if (!Array.isArray(items)) return null
    return items.filter((item) => item !== null && typeof item !== 'object').map(String)
  } catch {
    return null
  }
}
