// Tables that a loop's turn changes row by row are changed where they lie: TensorFlow's scatter would copy the whole table at
// every turn, its in-place update does not. XLA sees to this by itself.
import { nativeTypes } from './binding'
import { constant, typeAttribute } from './node'
import type { Definition, Node } from './node'

export interface InPlace {
  body: Definition
  /** Places among the state of what is changed where it lies: the loop must begin with copies of their own. */
  tables: number[]
}

/** First argument of a turn that is state; before it are the turn and the number of turns. */
const before = 2

/**
 * `body`, whose arguments and results are turn, turns and then `count` values of state, with in-place updates where nothing
 * else can see the difference: of the old table rows are read and nothing more, and all of them before the update.
 */
export function updatedInPlace(body: Definition, count: number): InPlace {
  const tables: number[] = []
  let changed = body
  for (let place = 0; place < count; place += 1) {
    const scatter = scatterOf(changed, place)
    if (scatter === null) continue
    tables.push(place)
    changed = replaced(changed, scatter)
  }
  return { body: changed, tables }
}

/** The node that makes the new value of that state out of the old by changing rows; null where it is not as simple as that. */
function scatterOf({ inputs, outputs, nodes }: Definition, place: number): Node | null {
  const old = inputs[before + place]?.from
  const made = outputs[before + place]?.from
  const scatter = nodes.find(({ name, op }) => op === 'TensorScatterUpdate' && made === `${name}:output:0`)
  if (old === undefined || scatter?.input[0] !== old) return null
  const others = readersOf(nodes, old).filter((node) => node !== scatter)
  const readRowsOnly = others.every(({ op, input }) => op === 'GatherV2' && input.indexOf(old) === 0)
  const isKept = outputs.some(({ from }) => from === old)
  return readRowsOnly && !isKept ? scatter : null
}

function readersOf(nodes: readonly Node[], value: string): Node[] {
  return nodes.filter(({ input }) => input.includes(value))
}

function replaced(body: Definition, { name, input, attr }: Node): Definition {
  const [old, indices, rows] = input as [string, string, string]
  const first = readersOf(body.nodes, old).flatMap((node) => (node.name === name ? [] : [`^${node.name}`]))
  const shape = constant(`${name}shape`, {
    shape: [1],
    dtype: nativeTypes.int32,
    bytes: new Uint8Array(Int32Array.of(-1).buffer),
  })
  const flat: Node = {
    name: `${name}flat`,
    op: 'Reshape',
    input: [indices, `${shape.name}:output:0`],
    attr: { T: typeAttribute(nativeTypes.int32), Tshape: typeAttribute(nativeTypes.int32) },
  }
  const update: Node = {
    name,
    op: 'InplaceUpdate',
    input: [old, `${flat.name}:output:0`, rows, ...first],
    attr: { T: attr.T ?? typeAttribute(nativeTypes.float32) },
  }
  const renamed = (from: string) => (from === `${name}:output:0` ? `${name}:y:0` : from)
  const nodes = body.nodes.flatMap((node) => (node.name === name ? [shape, flat, update] : [node]))
  return {
    ...body,
    nodes: nodes.map((node) => ({ ...node, input: node.input.map(renamed) })),
    outputs: body.outputs.map((output) => ({ ...output, from: renamed(output.from) })),
  }
}
