// Which templates a data set suits, before and after its arrays were made.
import { expect, test } from 'vitest'
import { factsLike, madeUpFacts, templateInfos } from '../../main/engine/architectures'
import type { DatasetFacts } from '../../shared/records'

const fitting = (facts: DatasetFacts) => templateInfos(facts).flatMap(({ name, fits }) => (fits === true ? [name] : []))

test('without a data set nothing is said of fitting', () => {
  expect(templateInfos().filter((info) => 'fits' in info)).toEqual([])
})

test('a table suits templates of rows and of steps, and no recommender', () => {
  const names = fitting(madeUpFacts)
  expect(names).toEqual(expect.arrayContaining(['mlp', 'linear', 'lstm', 'deepFm']))
  for (const recommender of ['neuMf', 'biasedMf', 'sasRec', 'multVae']) expect(names).not.toContain(recommender)
  expect(fitting(factsLike(undefined))).toEqual(names)
  expect(fitting(factsLike('forecast'))).toEqual(names)
})

test('ratings and top-N suit those of users and items, before any row was prepared', () => {
  for (const task of ['rating', 'topN']) {
    expect(fitting(factsLike(task))).toEqual(expect.arrayContaining(['neuMf', 'gmf', 'twoTower', 'mlp']))
    expect(fitting(factsLike(task))).not.toContain('sasRec')
  }
})

test('the next item suits those of histories', () => {
  const names = fitting(factsLike('nextItem'))
  expect(names).toEqual(expect.arrayContaining(['sasRec', 'gru4Rec', 'bprMf', 'multVae', 'gru']))
  expect(names).not.toContain('neuMf')
})
