// Writes functions as a SavedModel in TensorFlow's protobuf format: the only way in for a graph through tfjs-node's binding.
// Field numbers are those of tensorflow/core/protobuf/{saved_model,meta_graph}.proto and tensorflow/core/framework/*.proto;
// what a pure function does not need (variables, signatures, devices) is left out.
import protobuf from 'protobufjs'
import { typeAttribute, typesAttribute } from './node'
import type { Attribute, Definition, Node } from './node'

const schema = `syntax = "proto3";
message Dim { int64 size = 1; }
message Shape { repeated Dim dim = 2; bool unknownRank = 3; }
message TensorProto { int32 dtype = 1; Shape tensorShape = 2; bytes tensorContent = 4; }
message FunctionName { string name = 1; }
message ListValue { repeated int64 i = 3 [packed = true]; repeated int32 type = 6 [packed = true]; repeated Shape shape = 7; }
message AttrValue { oneof value {
  ListValue list = 1; bytes s = 2; int64 i = 3; float f = 4; bool b = 5; int32 type = 6; Shape shape = 7;
  TensorProto tensor = 8; FunctionName func = 10; } }
message NodeDef { string name = 1; string op = 2; repeated string input = 3; string device = 4; map<string, AttrValue> attr = 5; }
message ArgDef { string name = 1; int32 type = 3; }
message OpDef { string name = 1; repeated ArgDef inputArg = 2; repeated ArgDef outputArg = 3; }
message FunctionDef { OpDef signature = 1; repeated NodeDef nodeDef = 3; map<string, string> ret = 4; map<string, AttrValue> attr = 5; }
message Library { repeated FunctionDef function = 1; }
message Versions { int32 producer = 1; int32 minConsumer = 2; }
message GraphDef { repeated NodeDef node = 1; Library library = 2; Versions versions = 4; }
message MetaInfo { repeated string tags = 4; string tensorflowVersion = 5; }
message MetaGraph { MetaInfo metaInfoDef = 1; GraphDef graphDef = 2; }
message SavedModel { int64 savedModelSchemaVersion = 1; repeated MetaGraph metaGraphs = 2; }`

const savedModelType = protobuf.parse(schema, { keepCase: true }).root.lookupType('SavedModel')

/** The tag under which the graph is loaded. */
export const tag = 'netloom'

/** Graph version of TensorFlow 2.9: older than every library this runs with, newer than every operation it uses. */
const versions = { producer: 987, minConsumer: 12 }

/** A graph whose placeholders `a0, a1, ...` feed `entry` and whose nodes `r0, r1, ...` are its results; `xla` has it compiled. */
export function savedModelOf(entry: Definition, library: readonly Definition[], xla: boolean): Uint8Array {
  const functions = [...library.map((one) => functionOf(one, false)), functionOf(entry, xla)]
  const graphDef = { node: callNodes(entry, xla), library: { function: functions }, versions }
  const metaInfoDef = { tags: [tag], tensorflowVersion: '2.9.0' }
  const model = { savedModelSchemaVersion: 1, metaGraphs: [{ metaInfoDef, graphDef }] }
  return savedModelType.encode(savedModelType.fromObject(model)).finish()
}

const compileAttribute = (xla: boolean): Record<string, Attribute> => (xla ? { _XlaMustCompile: { b: true } } : {})

function functionOf({ name, inputs, outputs, nodes }: Definition, xla: boolean): object {
  const outputNames = outputs.map((_, index) => `r${index}`)
  return {
    signature: {
      name,
      inputArg: inputs.map(({ from, dtype }) => ({ name: from, type: dtype })),
      outputArg: outputs.map(({ dtype }, index) => ({ name: outputNames[index], type: dtype })),
    },
    nodeDef: nodes,
    ret: Object.fromEntries(outputs.map(({ from }, index) => [outputNames[index], from])),
    attr: compileAttribute(xla),
  }
}

function callNodes(entry: Definition, xla: boolean): Node[] {
  const placeholders = entry.inputs.map(({ dtype }, index) => ({
    name: `a${index}`,
    op: 'Placeholder',
    input: [],
    attr: { dtype: typeAttribute(dtype), shape: { shape: { dim: [], unknownRank: true } } },
  }))
  const empty = { s: new Uint8Array(0) }
  const call: Node = {
    name: 'call',
    op: 'StatefulPartitionedCall',
    input: placeholders.map(({ name }) => name),
    attr: {
      Tin: typesAttribute(entry.inputs),
      Tout: typesAttribute(entry.outputs),
      f: { func: { name: entry.name } },
      config: empty,
      config_proto: empty,
      executor_type: empty,
      ...compileAttribute(xla),
    },
  }
  const results = entry.outputs.map(({ dtype }, index) => ({
    name: `r${index}`,
    op: 'Identity',
    input: [`call:${index}`],
    attr: { T: typeAttribute(dtype) },
  }))
  return [...placeholders, call, ...results]
}
