// Words of the import of models in English.
export const modelImports = {
  modelImports: {
    title: 'Import of a model',
    add: 'Import a model of Keras or TensorFlow.js',
    importing: 'Importing {name}',
    reading: 'Reading the model. Nothing in the file is run.',
    weights: 'Weights',
    weightsOf: '{numbers} numbers of {n} layer | {numbers} numbers of {layers} layers',
    weightsHelp: 'Runs can begin with them: choose them as first weights when you launch.',
    noWeights: 'None were taken; runs begin with drawn ones.',
    withoutWeights: 'None that fit for {names}',
    unknown: 'Layers that are not known here',
    unknownHelp: 'They are kept as placeholders, and no code of them was run. Replace or remove them before training.',
    className: 'Class',
    counted: 'Shape and parameters known',
    changed: 'What else was changed',
    show: 'Show the network',
    startFrom: 'Imported weights: {name}',
  },
} as const
