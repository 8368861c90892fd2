// The playground's own network: two numbers, what is made of them, and dense layers behind; a graph like any other.
import type { DatasetFacts, Graph } from '../../../shared/records'
import type { Field, Settings, Text } from '../../../shared/fields'
import { activationField, activations } from './activations'
import { initialiserField } from './initialisers'
import { penaltyFields } from './regularisers'
import { sketch } from './sketch'
import type { Sketch } from './sketch'
import { head } from './template'

interface PlayFeature {
  label: Text
  /** Adds the layer of that id, which gives one number, made of the two numbers. */
  draw(paper: Sketch, id: string): void
}

const number = (start: number) => (paper: Sketch, id: string) =>
  void paper.add(id, 'slice', 'input', { axis: 'last', start, length: 1 })

/** A layer behind one of the two numbers, which is drawn when it is not there yet. */
function of(source: 'x1' | 'x2', type: string, settings: Settings) {
  return (paper: Sketch, id: string) => void paper.add(id, type, drawnOnce(paper, source), settings)
}

function drawnOnce(paper: Sketch, id: 'x1' | 'x2'): string {
  if (!paper.layers.some((layer) => layer.id === id)) features[id].draw(paper, id)
  return id
}

const same = (text: string): Text => ({ en: text, zh: text })

/** What the dense layers may be given, by the id of the layer that makes it. */
export const features: Record<string, PlayFeature> & Record<'x1' | 'x2', PlayFeature> = {
  x1: { label: same('x₁'), draw: number(0) },
  x2: { label: same('x₂'), draw: number(1) },
  x1Squared: { label: same('x₁²'), draw: of('x1', 'arithmetic', { operation: 'square' }) },
  x2Squared: { label: same('x₂²'), draw: of('x2', 'arithmetic', { operation: 'square' }) },
  product: {
    label: same('x₁x₂'),
    draw: (paper, id) => void paper.add(id, 'multiply', [drawnOnce(paper, 'x1'), drawnOnce(paper, 'x2')]),
  },
  // The prepared numbers have a deviation of 1: by 3, some waves lie across the picture.
  x1Sine: { label: same('sin(3x₁)'), draw: of('x1', 'arithmetic', { operation: 'sine', number: 3 }) },
  x2Sine: { label: same('sin(3x₂)'), draw: of('x2', 'arithmetic', { operation: 'sine', number: 3 }) },
}

const featuresField: Field = {
  kind: 'texts',
  name: 'features',
  label: { en: 'Inputs', zh: '输入' },
  help: {
    en: 'What the first layer is given of the two numbers x₁ and x₂.',
    zh: '第一层得到的输入，由两个数值 x₁ 与 x₂ 得出。',
  },
  default: ['x1', 'x2'],
  maxLength: 16,
  maxTextLength: 20,
}

/** Wider and deeper ones cannot be followed by the eye. */
export const mostUnits = 16
export const mostLayers = 6

const hidden: Field = {
  kind: 'integers',
  name: 'hidden',
  label: { en: 'Hidden layers', zh: '隐藏层' },
  help: { en: 'Units of each hidden layer, first to last.', zh: '各隐藏层的单元数，从前到后。' },
  default: [4, 4],
  min: 1,
  max: mostUnits,
  minLength: 0,
  maxLength: mostLayers,
}

/** Linear is among the curves: that it makes layers one weighted sum is a thing to be seen. */
const activationChoice = activationField(
  activations.filter((name) => name !== 'softmax' && name !== 'logSoftmax'),
  'tanh',
  {
    en: 'The curve in the hidden layers; with linear ones the network is a single weighted sum.',
    zh: '隐藏层使用的激活函数；若为线性，整个网络等同于一个加权和。',
  },
)

export const playFields: readonly Field[] = [
  featuresField,
  hidden,
  activationChoice,
  { ...initialiserField('kernelInitialiser', 'glorotUniform'), advanced: false },
  ...penaltyFields.map((field) => ({ ...field, advanced: false })),
]

/** input -> what is made of the two numbers -> dense layers -> head. Inputs x1 and x2 alone are read as they are. */
export function playGraph(settings: Settings, facts: DatasetFacts): Graph {
  const { activation = 'tanh', kernelInitialiser = 'glorotUniform', l1 = 0, l2 = 0 } = settings
  const paper = sketch()
  paper.add('input', 'input', [], { shape: [facts.width] })
  const made = featuresOf(paper, chosenFeatures(settings))
  const common = { activation, kernelInitialiser, l1, l2 }
  const last = (settings.hidden as number[]).reduce(
    (before, units, index) => paper.add(`hidden${index + 1}`, 'dense', before, { units, ...common }),
    made,
  )
  const end = head(facts, last)
  paper.layers.push({ ...end, settings: { ...end.settings, kernelInitialiser, l1, l2 } })
  return paper.graph('output')
}

/** Those that there are, each once; x1 and x2 when none is left. */
function chosenFeatures(settings: Settings): string[] {
  const wanted = Array.isArray(settings.features) ? settings.features.map(String) : []
  const known = Object.keys(features).filter((name) => wanted.includes(name))
  return known.length === 0 ? ['x1', 'x2'] : known
}

function featuresOf(paper: Sketch, names: readonly string[]): string {
  if (names.join() === 'x1,x2') return 'input'
  for (const name of names) if (!paper.layers.some(({ id }) => id === name)) features[name]?.draw(paper, name)
  return names.length === 1 ? (names[0] as string) : paper.add('features', 'concatenate', names)
}
