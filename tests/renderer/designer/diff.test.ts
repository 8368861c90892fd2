// Two networks as one picture, and what their runs came to beside it.
import { describe, expect, it } from 'vitest'
import { diffPictures } from '../../../renderer/views/architectures/designer/diffPicture'
import { runScores } from '../../../renderer/views/architectures/designer/runScores'
import type { ArchitectureCheck, Graph, GraphDiff, Run } from '../../../shared/records'
import { run } from '../records'
import { chain, types } from './examples'

const checked = (graph: Graph): ArchitectureCheck => {
  return { graph, layers: [], parameters: 0, trainableParameters: 0, multiplyAdds: 0, problems: [] }
}
const dropout = { id: 'drop', type: 'dropout', settings: {}, inputs: ['first'] }
const right: Graph = {
  layers: [
    ...chain.layers.slice(0, 2),
    dropout,
    { id: 'output', type: 'dense', settings: { units: 1 }, inputs: ['drop'] },
  ],
  outputs: ['output'],
}
const diff: GraphDiff = {
  left: checked(chain),
  right: checked(right),
  layers: [
    { change: 'same', left: 'input', right: 'input', differences: [] },
    { change: 'same', left: 'first', right: 'first', differences: [] },
    { change: 'added', left: null, right: 'drop', differences: [] },
    { change: 'removed', left: 'second', right: null, differences: [] },
    {
      change: 'changed',
      left: 'output',
      right: 'output',
      differences: [{ name: 'inputs', left: 'second', right: 'drop' }],
    },
  ],
}
const words = {
  say: (text: { en: string }) => text.en,
  parameters: String,
  output: 'output',
  marks: { added: 'added', removed: 'removed', changed: 'changed' },
}

describe('the picture of a difference', () => {
  const pictures = diffPictures(diff, new Map(Object.values(types).map((type) => [type.name, type])), words)
  const { boxes, wires } = pictures.merged

  it('has each layer once, marked by a sign and a word', () => {
    const marks = boxes.map((box) => [box.id, box.kind === 'layer' ? (box.face.mark?.text ?? '') : ''])
    expect(marks).toEqual([
      ['right:input', ''],
      ['right:first', ''],
      ['right:drop', 'added'],
      ['left:second', 'removed'],
      ['right:output', 'changed'],
    ])
  })

  it('has the wires of both, those of one alone marked', () => {
    expect(wires.map(({ from, to, mark }) => `${from}>${to} ${mark ?? ''}`).sort()).toEqual([
      'left:second>right:output removed',
      'right:drop>right:output added',
      'right:first>left:second removed',
      'right:first>right:drop added',
      'right:input>right:first ',
    ])
  })
})

describe('the two side by side', () => {
  const byName = new Map(Object.values(types).map((type) => [type.name, type]))
  const { merged, left: before, right: after } = diffPictures(diff, byName, words)

  it('have their own layers and wires, each with the settings that it has there', () => {
    expect(before.boxes.map(({ id }) => id)).toEqual(['right:input', 'right:first', 'left:second', 'right:output'])
    expect(after.boxes.map(({ id }) => id)).toEqual(['right:input', 'right:first', 'right:drop', 'right:output'])
    const lines = ({ wires }: typeof before) => wires.map(({ from, to }) => `${from}>${to}`).sort()
    expect(lines(before)).toEqual(['left:second>right:output', 'right:first>left:second', 'right:input>right:first'])
    expect(lines(after)).toEqual(['right:drop>right:output', 'right:first>right:drop', 'right:input>right:first'])
  })

  it('have what is in both at the same place as in one picture', () => {
    const placeIn = ({ boxes }: typeof before, id: string) => {
      const box = boxes.find((one) => one.id === id)
      return [box?.x, box?.y]
    }
    for (const id of ['right:input', 'right:output']) {
      expect(placeIn(before, id)).toEqual(placeIn(merged, id))
      expect(placeIn(after, id)).toEqual(placeIn(merged, id))
    }
  })
})

describe('scores beside it', () => {
  const finished = (id: string, version: number, accuracy: number): Run => {
    const one = run(id, 'finished')
    const outcome = { scores: { test: { accuracy } } } as unknown as Run['outcome']
    return { ...one, architecture: { ...one.architecture, version }, outcome }
  }
  const runs = [finished('a', 1, 0.5), finished('b', 1, 0.7), finished('c', 2, 0.9), run('d', 'training')]
  const left = { architecture: 'a1', version: 1 }

  it('are the means over the finished runs of each version on the data set', () => {
    const { counts, rows } = runScores(runs, 'd1', left, { architecture: 'a1', version: 2 })
    expect(counts).toEqual({ left: 2, right: 1 })
    expect(rows).toEqual([{ metric: 'accuracy', part: 'test', left: expect.closeTo(0.6), right: 0.9 }])
  })

  it('say nothing of other data sets and other versions', () => {
    expect(runScores(runs, 'other', left, left).counts).toEqual({ left: 0, right: 0 })
    expect(runScores(runs, 'd1', left, { architecture: 'a1', version: 3 }).rows[0]?.right).toBeNull()
  })
})
