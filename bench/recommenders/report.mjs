// The page of the recommenders: each beside the references, with the protocol that its figures are of.
import { REFERENCES } from './models.mjs'

const shown = (value) => (value === undefined ? '' : value.toFixed(4).replace(/^0/, ''))
const scoresOf = ({ full, drawn }) => [full?.hitRate, full?.ndcg, drawn?.hitRate, drawn?.ndcg].map(shown)
const line = (cells) => `| ${cells.join(' | ')} |`

/** @param {{ name: string, full?: object, drawn?: object, epochs?: number, seconds?: number }[]} results */
export function pageOf(results, { machine, on }) {
  const head = ['model', 'HR@10 full', 'NDCG@10 full', 'HR@10 1+99', 'NDCG@10 1+99', 'kept epoch', 'seconds']
  return [
    '# Recommenders on MovieLens 100K',
    '',
    `Measured on ${on}: ${machine.cores} cores, ${machine.processor}, TensorFlow ${machine.tensorflow}. Made by \`npm run bench -- recommenders\`.`,
    '',
    'The last row of each of 943 users is tested, the one before validates, all others train; every row counts, whatever its rating.',
    'Full: the list is made of all items that the user has not come to before, ties against the model. 1+99: of the right item and 99',
    'others, drawn once by chance among items that the user never comes to. Epochs are chosen by NDCG@10 of the validation rows.',
    'References train on the validating rows as well; the standard error of a hit rate of .14 is .011, of .65 .016.',
    '',
    line(head),
    line(head.map(() => '---')),
    ...results.map((one) => line([one.name, ...scoresOf(one), String(one.epochs ?? ''), String(one.seconds ?? '')])),
    ...REFERENCES.map((one) => line([`${one.name} (reference)`, ...scoresOf(one), '', ''])),
    '',
  ].join('\n')
}
