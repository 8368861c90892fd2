// What templates draw: parameter counts by hand and of published implementations of the same sizes, and the data that they read.
import { describe, expect, test } from 'vitest'
import { checkTemplate, madeUpFacts, templateInfos } from '../../main/engine/architectures'
import type { Settings } from '../../shared/fields'
import type { BlockFacts, DatasetFacts } from '../../shared/records'

const parametersOf = (name: string, settings: Settings = {}, facts?: DatasetFacts) => {
  const { problems, parameters } = checkTemplate(name, settings, facts)
  expect(problems).toEqual([])
  return parameters
}
const counts = madeUpFacts.counts
const codes = (name: string, size: number, length = 1): BlockFacts => ({ name, shape: [length], kind: 'codes', size })

/** A window of 24 steps with two features, of one of five series; three steps ahead. */
const windows: DatasetFacts = {
  ...{ goal: 'regression', width: 2, inputs: ['a', 'b'], classes: [], counts, droppedRows: 0, outputs: 3 },
  blocks: [
    { name: 'sequence', shape: [24, 1], kind: 'numbers' },
    codes('series', 5),
    { name: 'features', shape: [24, 2], kind: 'numbers' },
  ],
}

describe('templates for tables and series on ten numbers and a yes or no', () => {
  test.each<[string, Settings, number]>([
    ['linear', {}, 11],
    ['mlp', {}, 193],
    // (3 + 1) 64, then 4 places of 64 to 128, then 128 to 1.
    ['cnn1d', {}, 256 + (256 + 1) * 128 + 129],
    ['cnn1d', {}, 33_281],
    // 32 (1 + 32 + 1) and a head of 33.
    ['simpleRnn', {}, 1_121],
    // Four times, and three times with a second bias, as in Keras.
    ['lstm', {}, 4 * 32 * (1 + 32 + 1) + 33],
    ['gru', {}, 3 * 32 * (1 + 32 + 2) + 33],
    ['lstm', { units: [8, 4], direction: 'both' }, 2 * 4 * 8 * (1 + 8 + 1) + 2 * 4 * 4 * (16 + 4 + 1) + 9],
    // Projection, places, four projections of attention, two dense layers, two norms, head.
    ['transformerEncoder', {}, 64 + 320 + 4 * (32 * 32 + 32) + (32 * 64 + 64) + (64 * 32 + 32) + 4 * 32 + 33],
    ['wideDeep', { hidden: [64, 32] }, 11 + 10 * 64 + 64 + 64 * 32 + 32 + 32],
    // A weight for each input, 10 numbers for each, and the deep network on all 100 of them.
    ['deepFm', { width: 10, hidden: [64, 32] }, 11 + 10 * 10 + 100 * 64 + 64 + 64 * 32 + 32 + 32],
    // Eight experts of 16 units, a gate without bias, a tower of 8, the head.
    ['mmoe', {}, 8 * (10 * 16 + 16) + 10 * 8 + (16 * 8 + 8) + 9],
    ['dcnV2', { depth: 2 }, 2 * 110 + 10 * 64 + 64 + 64 * 32 + 32 + (10 + 32 + 1)],
    ['dcnV2', { depth: 2, rank: 3 }, 2 * 70 + 10 * 64 + 64 + 64 * 32 + 32 + (10 + 32 + 1)],
  ])('%s with %j', (name, settings, count) => {
    expect(parametersOf(name, settings)).toBe(count)
  })

  test('read windows with their features step by step, and the series beside them', () => {
    // Three numbers a step; the series as 16 numbers beside the state.
    expect(parametersOf('gru', {}, windows)).toBe(3 * 32 * (3 + 32 + 2) + 5 * 16 + (32 + 16 + 1) * 3)
    expect(parametersOf('cnn1d', {}, windows)).toBe((9 + 1) * 64 + 5 * 16 + (11 * 64 + 16 + 1) * 128 + 129 * 3)
  })

  test('a window is no wider than what it slides over, and one place is not pooled', () => {
    const two = { ...madeUpFacts, width: 2, inputs: ['a', 'b'] }
    expect(parametersOf('cnn1d', {}, two)).toBe((2 + 1) * 64 + (64 + 1) * 128 + 129)
  })
})

/** 943 users and 1,682 items, as in MovieLens 100K, each with the code 0 of padding and of what is unknown, as RecBole counts. */
const [users, items] = [944, 1683]
const noTable = { width: 0, inputs: [], counts, droppedRows: 0 }
const pairs: DatasetFacts = {
  ...{ ...noTable, goal: 'binary', classes: ['0', '1'], blocks: [codes('user', users), codes('item', items)] },
}
const histories = (length: number): DatasetFacts => ({
  ...{ ...noTable, goal: 'multiclass', classes: [], outputs: items },
  blocks: [codes('sequence', items, length), codes('user', users)],
})
const rated: DatasetFacts = {
  ...{ ...noTable, goal: 'regression', classes: [], width: 3, inputs: ['a', 'b', 'c'] },
  blocks: [...(pairs.blocks ?? []), { name: 'features', shape: [3], kind: 'numbers' }],
}

/** Weights and bias of a dense layer. */
const dense = (from: number, to: number) => from * to + to
/** Of a transformer: four projections, two dense layers, two norms. */
const block = (width: number, inner: number) =>
  4 * dense(width, width) + dense(width, inner) + dense(inner, width) + 2 * 2 * width

describe('recommenders have as many parameters as published implementations of their sizes', () => {
  test.each<[string, Settings, DatasetFacts, number]>([
    ['biasedMf', { width: 32 }, pairs, (users + items) * 33],
    ['biasedMf', { width: 32 }, rated, (users + items) * 33 + 3],
    // RecBole 1.2, BPR: embedding_size 64.
    ['bprMf', {}, histories(50), (users + items) * 64],
    ['gmf', { width: 8 }, pairs, (users + items) * 8 + 9],
    // RecBole 1.2, NeuMF: mf_embedding_size 64, mlp_embedding_size 64, mlp_hidden_size [128, 64].
    ['neuMf', {}, pairs, (users + items) * 128 + dense(128, 128) + dense(128, 64) + dense(128, 1)],
    ['twoTower', {}, pairs, (users + items) * 32 + 2 * (dense(32, 64) + dense(64, 32)) + 2],
    // RecBole 1.2, GRU4Rec: embedding_size 64, hidden_size 128, one layer without bias, a dense layer back.
    ['gru4Rec', {}, histories(50), items * 64 + 3 * 128 * (64 + 128) + dense(128, 64)],
    // RecBole 1.2, NARM: embedding_size 64, hidden_size 128: two projections, the weights, and the way back without bias.
    ['narm', {}, histories(50), items * 64 + 3 * 128 * (64 + 128) + 2 * 128 * 128 + 128 + 2 * 128 * 64],
    // RecBole 1.2, SASRec: hidden_size 64, inner_size 256, two layers of two heads, 50 places; BERT4Rec the same with a mask.
    ['sasRec', {}, histories(50), items * 64 + 50 * 64 + 2 * 64 + 2 * block(64, 256)],
    ['bert4Rec', {}, histories(50), (items + 1) * 64 + 51 * 64 + 2 * 64 + 2 * block(64, 256)],
    // Sedhain et al. 2015: 2 n k + n + k.
    ['autoRec', {}, histories(50), 2 * items * 500 + items + 500],
    // Liang et al. 2018, n -> 600 -> 200 -> 600 -> n, with means and variances in the middle; RecBole's MultiVAE of these sizes.
    ['multVae', {}, histories(50), dense(items, 600) + dense(600, 400) + dense(200, 600) + dense(600, items)],
    // RecBole 1.2, Caser: n_v 8, n_h 16, on five items: filters over 1 to 5 of them.
    [
      'caser',
      {},
      histories(5),
      (users + items) * 64 +
        dense(5, 8) +
        (1 + 2 + 3 + 4 + 5) * 64 * 16 +
        5 * 16 +
        dense(8 * 64 + 5 * 16, 64) +
        dense(128, 64),
    ],
  ])('%s with %j', (name, settings, facts, count) => {
    expect(parametersOf(name, settings, facts)).toBe(count)
  })
})

test('without a data set recommenders are shown for made-up codes, on another data set as well, with what is wrong', () => {
  expect(checkTemplate('neuMf', {}).problems).toEqual([])
  const { problems, layers } = checkTemplate('neuMf', {}, madeUpFacts)
  expect(problems.map(({ code, path }) => [code, path])).toEqual([['architecture/other-data', 'template']])
  expect(layers.map(({ id }) => id)).toContain('item')
  expect(checkTemplate('gru4Rec', {}, pairs).problems[0]?.message.en).toContain('next item')
  expect(checkTemplate('gru4Rec', {}, windows).problems).toHaveLength(1)
})

test('every template is listed with its family, and all but the plainest with the paper', () => {
  const infos = templateInfos()
  expect(infos.filter(({ paper }) => paper === undefined).map(({ name }) => name)).toEqual(['mlp', 'linear', 'cnn1d'])
  for (const info of infos) expect(Object.keys(info)).not.toContain('graph')
})
