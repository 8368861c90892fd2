// The recommenders that are measured, and what they stand beside: each with its task, its settings and how it is trained.

/** Those of pairs learn yes or no with four negatives a row, drawn anew in each epoch. */
const pairs = {
  protocols: ['full', 'drawn'],
  task: 'topN',
  settings: { negatives: 4, fresh: true },
  training: { epochs: 20, batchSize: 256, learningRate: 0.001, watch: 'ndcg', patience: 4 },
}
/** Those of histories learn the next item of the latest fifty. */
const histories = {
  protocols: ['full'],
  task: 'nextItem',
  settings: { length: 50 },
  training: { epochs: 100, batchSize: 64, learningRate: 0.001, watch: 'ndcg', patience: 15 },
}

export const MODELS = [
  { name: 'GMF', template: 'gmf', network: { width: 32 }, ...pairs },
  { name: 'NeuMF', template: 'neuMf', network: { width: 32, hidden: [64, 32, 16] }, ...pairs },
  {
    ...histories,
    name: 'BPR-MF',
    template: 'bprMf',
    network: { width: 32 },
    training: { ...histories.training, loss: 'bpr', epochs: 30, batchSize: 256, patience: 4 },
  },
  { name: 'GRU4Rec', template: 'gru4Rec', network: {}, ...histories },
  { name: 'SASRec', template: 'sasRec', network: { dropout: 0.3 }, ...histories, protocols: ['full', 'drawn'] },
  { name: 'BERT4Rec', template: 'bert4Rec', network: { dropout: 0.3 }, ...histories },
  { name: 'Mult-VAE', template: 'multVae', network: {}, ...histories },
]

/**
 * Made elsewhere with plain statistics and the packages implicit and EASE, on the same rows: the last row of each of 943 users is
 * tested, all others train. Full: among all items that the user has not come to; sampled: among 99 drawn ones beside the right one.
 */
export const REFERENCES = [
  { name: 'popularity', full: { hitRate: 0.0859, ndcg: 0.0439 }, drawn: { hitRate: 0.4083, ndcg: 0.2296 } },
  { name: 'item neighbours', full: { hitRate: 0.1124, ndcg: 0.0608 }, drawn: { hitRate: 0.6129, ndcg: 0.3532 } },
  { name: 'EASE', full: { hitRate: 0.1389, ndcg: 0.0718 }, drawn: { hitRate: 0.6437, ndcg: 0.3877 } },
  { name: 'ALS, 32 factors', full: { hitRate: 0.1485, ndcg: 0.0749 }, drawn: { hitRate: 0.6341, ndcg: 0.3817 } },
  { name: 'Markov chain of 3 items', full: { hitRate: 0.1697, ndcg: 0.0928 }, drawn: { hitRate: 0.579, ndcg: 0.3718 } },
]

/** Where the hit rates at ten of trained networks belong, by model and protocol. */
export const RANGES = {
  GMF: { drawn: [0.6, 0.75] },
  NeuMF: { drawn: [0.6, 0.75] },
  // A network that reads the order has to find more than a Markov chain does.
  SASRec: { full: [0.1697, 1] },
}
