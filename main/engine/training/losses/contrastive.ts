// Loss `contrastive`: which of the items of a batch belongs to a row, as for two towers whose ends are to lie near each other.
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../../../shared/contract/errors'
import type { NumberField, SwitchField } from '../../../../shared/fields'
import { logShares } from '../draws'
import { isOn, numberOf } from '../values'
import { drawing, factorsOf, unseen } from './candidates'
import { fromLogits } from './crossentropy'
import type { Loss, LossCall } from './loss'

type Tensorflow = typeof tf

const temperature: NumberField = {
  kind: 'number',
  name: 'temperature',
  label: { en: 'Temperature', zh: '温度' },
  help: {
    en: 'Scores are divided by it: the smaller, the more the nearest wrong items count. 0.05 to 0.5 with cosines, 1 for none.',
    zh: '得分除以该值：越小，最接近的错误物品影响越大。余弦相似度常用 0.05 至 0.5；1 表示不使用。',
  },
  default: 0.2,
  min: 0.001,
  max: 1000,
}

const popularityCorrection: SwitchField = {
  kind: 'switch',
  name: 'popularityCorrection',
  label: { en: 'Correct for popularity', zh: '流行度校正' },
  help: {
    en: 'Popular items are more often in a batch and would be pushed away for it; this takes the bias back.',
    zh: '流行物品更常出现在批次中，会因此被过度压低；此项消除该偏差。',
  },
  default: true,
}

/** Rows that are compared with one another at most; of more, neighbours are. Outside training few, so that it can be held. */
const largestGroup = { training: 1024, outside: 64 }

/**
 * InfoNCE with the batch's own items (van den Oord et al. 2018): -ln softmax over the items j of the rows of a batch of
 * z(row, j) / temperature - ln(share of j), at the row's own item; the shares are those of the training rows (Yi et al. 2019). Items
 * that are the row's own do not count a second time. With targets of two values z is the head's score of a row's first side with
 * another row's second side, and rows whose target is 0 bring their item and no loss; with classes it is their score.
 */
export const contrastive: Loss = {
  name: 'contrastive',
  label: { en: 'Contrastive (InfoNCE in the batch)', zh: '对比损失（批内 InfoNCE）' },
  summary: {
    en: 'Each row is to find its own item among those of its batch; for two towers and large catalogues.',
    zh: '每一行要在同批次的物品中找出自己的物品；适用于双塔与大型物品库。',
  },
  foreign: { keras: null, torch: null },
  goals: ['binary', 'multiclass'],
  activations: ['sigmoid', 'softmax'],
  smooths: false,
  samples: 'rows',
  fields: [temperature, popularityCorrection],
  perRow(tensorflow, call) {
    const { targets, outputs } = call
    const ofClasses = targets.rank < outputs.rank && (outputs.shape.at(-1) as number) > 1
    const pairs = ofClasses ? classPairs(tensorflow, call) : sidePairs(tensorflow, call)
    const losses = tensorflow.reshape(grouped(tensorflow, call, pairs), targets.shape)
    return ofClasses ? losses : tensorflow.mul(losses, targets)
  },
}

interface Pairs {
  /** [rows, width] each: the score of row i with the item of row j is left_i · right_j + bias_j. */
  left: tf.Tensor
  right: tf.Tensor
  /** [rows] */
  bias: tf.Tensor | null
  /** [rows] int32: what the items of the rows are; null where unknown. */
  codes: tf.Tensor | null
}

function classPairs(tensorflow: Tensorflow, call: LossCall): Pairs {
  const codes = tensorflow.reshape(tensorflow.cast(call.targets, 'int32'), [call.targets.size])
  const { query, rows } = factorsOf(tensorflow, call)
  const { rows: right, bias } = rows(codes)
  return { left: query, right, bias, codes }
}

/** The head's bias is the same for all and falls out: it takes part with exactly no gradient. */
function sidePairs(tensorflow: Tensorflow, { logits, sampling }: LossCall): Pairs {
  if (logits?.sides === undefined) throw noProduct()
  const { left, right } = logits.sides
  const codes = sampling?.codes ?? null
  if (logits.product === undefined) return { left, right, bias: null, codes }
  const { kernel, bias } = logits.product
  const nothing = tensorflow.mul(tensorflow.add(tensorflow.zeros([left.shape[0] as number]), bias), 0)
  return { left: tensorflow.mul(left, tensorflow.reshape(kernel, [-1])), right, bias: nothing, codes }
}

/** The loss of each row [rows] among the rows of its group. */
function grouped(tensorflow: Tensorflow, call: LossCall, pairs: Pairs): tf.Tensor {
  const { left, right, bias, codes } = pairs
  const rows = left.shape[0] as number
  const groups = Math.ceil(rows / (drawing(call) === null ? largestGroup.outside : largestGroup.training))
  const size = Math.ceil(rows / groups)
  const inGroups = (x: tf.Tensor) => {
    const none = x.shape.slice(1).map((): [number, number] => [0, 0])
    const filled = groups * size === rows ? x : tensorflow.pad(x, [[0, groups * size - rows], ...none])
    return tensorflow.reshape(filled, [groups, size, ...x.shape.slice(1)])
  }
  /** Of the items, the same for all rows of a group. */
  const ofItems = (x: tf.Tensor) => tensorflow.expandDims(inGroups(x), 1)
  const products = tensorflow.matMul(inGroups(left), inGroups(right), false, true)
  const biased = bias === null ? products : tensorflow.add(products, ofItems(bias))
  const scores = tensorflow.div(biased, numberOf(call.settings, temperature))
  const { offsets, counting } = itemsOf(tensorflow, call, rows, codes)
  // Not `eye`, which a graph would hold number by number.
  const eye = tensorflow.oneHot(tensorflow.range(0, size, 1, 'int32'), size, 1, 0, 'float32')
  const known = tensorflow.sub(scores, ofItems(offsets))
  const without = tensorflow.mul(tensorflow.sub(1, eye), tensorflow.sub(1, ofItems(counting)))
  const hidden = codes === null ? without : tensorflow.maximum(without, again(tensorflow, inGroups(codes), eye))
  const logits = tensorflow.add(known, tensorflow.mul(hidden, unseen))
  const own = tensorflow.tile(tensorflow.range(0, size, 1, 'int32'), [groups])
  const flat = tensorflow.reshape(logits, [groups * size, size])
  return tensorflow.slice(fromLogits(tensorflow, { codes: own, logits: flat, smoothing: 0 }), [0], [rows])
}

/** For the item of each row [rows]: what is taken off its scores, and 1 where others may be compared with it. */
function itemsOf(
  tensorflow: Tensorflow,
  { settings, sampling }: LossCall,
  rows: number,
  codes: tf.Tensor | null,
): { offsets: tf.Tensor; counting: tf.Tensor } {
  const all = tensorflow.ones([rows])
  const valid = sampling?.valid?.size === rows ? tensorflow.reshape(sampling.valid, [rows]) : all
  if (codes === null || sampling === undefined) return { offsets: tensorflow.zerosLike(all), counting: valid }
  const { draws } = sampling
  const corrects = isOn(settings, popularityCorrection)
  // The code of padding, and of what training lacks, has no share.
  const there = tensorflow.cast(tensorflow.greater(tensorflow.gather(draws.shares, codes), 0), 'float32')
  return {
    offsets: corrects ? logShares(tensorflow, draws, codes) : tensorflow.zerosLike(all),
    counting: tensorflow.mul(valid, there),
  }
}

/** [groups, size, size]: 1 where the item of another row is that of the row itself. */
function again(tensorflow: Tensorflow, codes: tf.Tensor, eye: tf.Tensor): tf.Tensor {
  const same = tensorflow.equal(tensorflow.expandDims(codes, 2), tensorflow.expandDims(codes, 1))
  return tensorflow.sub(tensorflow.cast(same, 'float32'), eye)
}

function noProduct(): AppError {
  return new AppError({
    code: 'run/loss-needs-sides',
    message: {
      en: 'The loss "contrastive" compares every row with the items of all rows of its batch, expected a network whose head reads the product of two rows of numbers.',
      zh: '损失“contrastive”将每一行与同批次所有行的物品比较，要求网络的输出头读取两行数值的乘积。',
    },
    hint: {
      en: 'Choose a network with two sides, such as the template "twoTower", or another loss.',
      zh: '请选择具有两侧的网络（如模板“twoTower”），或改用其他损失。',
    },
  })
}
