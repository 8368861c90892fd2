// Task: user and item codes, with features, to the rating that was given.
import { momentsOf } from '../recipe'
import { partCodes } from '../splits'
import { fewestOfItem, fewestOfUser } from './fields'
import type { ArrayTask } from './task'
import { featureBlocks, pairCodes, weightsAt } from './pairs'
import { codesAt, numbersAt, partsAt, placesIn } from './rows'
import { codeBlock, vocabularyOfRole } from './vocabulary'

/** The rating is standardised by mean and population deviation of the training rows, as every number that is predicted. */
export const rating: ArrayTask = {
  name: 'rating',
  label: { en: 'Rating prediction', zh: '评分预测' },
  summary: {
    en: 'Codes of user and item, and the features of the row, to the rating: one example a row.',
    zh: '由用户和物品编号及该行的特征预测评分：每行一个样本。',
  },
  fields: [fewestOfUser, fewestOfItem],
  reads: [
    { role: 'user', as: 'words', needed: true },
    { role: 'item', as: 'words', needed: true },
    { role: 'rating', or: 'target', as: 'numbers', needed: true },
    { role: 'weight', as: 'numbers', needed: false },
  ],
  predicts: 'rating',
  // Quick enough for one piece.
  *arrange(rows, settings) {
    const users = vocabularyOfRole('user', rows, Number(settings.fewestOfUser))
    const items = vocabularyOfRole('item', rows, Number(settings.fewestOfItem))
    const ratings = rows.numbers('rating') ?? new Float64Array(rows.count)
    const { mean, deviation } = momentsOf(ratings.filter((_, place) => rows.part[place] === partCodes.train))
    const places = placesIn(rows.part)
    return {
      goal: 'regression',
      blocks: [
        codeBlock('user', users.size, codesAt(users.codes, places)),
        codeBlock('item', items.size, codesAt(items.codes, places)),
        ...featureBlocks(rows.features, places),
      ],
      target: new Float32Array(numbersAt(ratings, places).map((value) => (value - mean) / deviation)),
      part: partsAt(rows.part, places),
      row: codesAt(rows.row, places),
      ...weightsAt(rows, places),
      mean,
      deviation,
      vocabularies: [users, items],
      problems: [],
    }
  },
  ask: (rows, known) => pairCodes(rows, known),
}
