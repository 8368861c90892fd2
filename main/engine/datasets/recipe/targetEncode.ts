// Recipe step: turns words into the mean of the target in the training rows that have them, cross-fitted.
import type { Settings } from '../../../../shared/fields/field'
import { placesOf } from './outputs'
import type { ColumnValues, Learnt, RecipeStep, StepTarget } from './step'
import { asNumbers, wordsIn } from './step'
import { codesOf, crossFitted, foldsOf, indicatorsOf, meansOf } from './targetMeans'
import type { Smoothing } from './targetMeans'

/**
 * Like scikit-learn's TargetEncoder (empirical Bayes by Micci-Barreca, 2001): the mean of each word is drawn towards that
 * of all rows, the more so the rarer it is. Training rows are encoded by the rows of the other folds, so that no row is
 * told its own target; all other rows by all training rows. A number to predict counts in deviations from its mean, one
 * of several classes gives an input for each. Missing is a word too; words never seen get the mean of all rows.
 */
export const targetEncode: RecipeStep = {
  name: 'targetEncode',
  label: { en: 'Mean target of a word', zh: '目标编码' },
  summary: {
    en: 'Replaces words by the mean of what is to be predicted in the training rows that have them; training rows by folds, so that none sees its own.',
    zh: '将词替换为含有该词的训练行的目标均值；训练行按折计算，任何一行都看不到自己的目标。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'folds',
      label: { en: 'Folds', zh: '折数' },
      help: {
        en: 'Training rows are encoded by the rows of the other folds. With 1 they see their own target, which leaks.',
        zh: '训练行由其他折的行编码。为 1 时会看到自身的目标，造成泄漏。',
      },
      default: 5,
      min: 1,
      max: 50,
    },
    {
      kind: 'choice',
      name: 'smoothing',
      label: { en: 'Smoothing', zh: '平滑' },
      help: {
        en: 'How strongly rare words are drawn towards the mean of all rows.',
        zh: '稀有词向总体均值收缩的程度。',
      },
      default: 'auto',
      options: [
        { value: 'auto', label: { en: 'By the spread of the target', zh: '按目标的离散程度' } },
        { value: 'rows', label: { en: 'As so many rows', zh: '相当于若干行' } },
      ],
    },
    {
      kind: 'number',
      name: 'rows',
      label: { en: 'Rows', zh: '行数' },
      help: { en: 'The mean of all rows counts as much as so many rows.', zh: '总体均值的权重相当于这么多行。' },
      default: 10,
      min: 0,
      max: 1_000_000,
      showWhen: { field: 'smoothing', in: ['rows'] },
    },
    {
      kind: 'integer',
      name: 'seed',
      label: { en: 'Seed', zh: '随机种子' },
      help: { en: 'Fixes which rows are in which fold.', zh: '决定各行所在的折。' },
      default: 0,
      min: 0,
      max: 2 ** 32 - 1,
      advanced: true,
    },
  ],
  takes: 'words',
  gives: 'inputs',
  fit,
  forTraining(training, settings, target) {
    const folds = Number(settings.folds)
    if (folds < 2) return apply(training, fit(training, settings, target))
    const chosen = foldsOf(target, folds, Number(settings.seed))
    return named(training, crossFitted(wordsIn(training), target, chosen, smoothingOf(settings)), [
      ...(target.goal === 'multiclass' ? target.classes : []),
    ])
  },
  unfit: { what: 'unseen', is: (word, learnt) => !placesOf(learnt.words as string[]).has(word) },
  apply,
}

function fit(training: ColumnValues, settings: Settings, target: StepTarget): Learnt {
  const coded = codesOf(wordsIn(training))
  const { means, overall } = meansOf(coded, indicatorsOf(target), smoothingOf(settings))
  const missing = coded.words.indexOf(null)
  const width = overall.length
  return {
    words: coded.words.filter((word) => word !== null),
    means: missing < 0 ? means : means.filter((_, index) => Math.floor(index / width) !== missing),
    missing: missing < 0 ? [] : means.slice(missing * width, (missing + 1) * width),
    overall,
    classes: target.goal === 'multiclass' ? [...target.classes] : [],
  }
}

function apply(column: ColumnValues, learnt: Learnt): ColumnValues[] {
  const places = placesOf(learnt.words as string[])
  const [means, missing, overall] = [learnt.means, learnt.missing, learnt.overall] as [number[], number[], number[]]
  const words = wordsIn(column)
  const outputs = overall.map((usual, output) => {
    const values = new Float64Array(words.length)
    for (let row = 0; row < words.length; row++) {
      const word = words[row] ?? null
      const place = word === null ? undefined : places.get(word)
      const mean = place === undefined ? undefined : means[place * overall.length + output]
      values[row] = (word === null ? missing[output] : mean) ?? usual
    }
    return values
  })
  return named(column, outputs, learnt.classes as string[])
}

function named({ name }: ColumnValues, outputs: readonly Float64Array[], classes: readonly string[]) {
  return outputs.map((values, output) =>
    asNumbers(classes.length === 0 ? `${name} (target)` : `${name} (target=${classes[output] ?? ''})`, values),
  )
}

function smoothingOf({ smoothing, rows }: Settings): Smoothing {
  return smoothing === 'rows' ? Number(rows) : null
}
