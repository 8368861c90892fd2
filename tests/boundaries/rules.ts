// Who may import whom: the house plan's table, as rules for dependency-cruiser.
import type { IForbiddenRuleType } from 'dependency-cruiser'

/** The stages in the order of the flow: each may use those before it. */
const stages = [
  'datasets',
  'architectures',
  'metrics',
  'training',
  'baselines',
  'runs',
  'comparisons',
  'predictions',
  'exports',
] as const

type Rule = IForbiddenRuleType

function rule(name: string, comment: string, from: object, to: object): Rule {
  return { name, comment, severity: 'error', from, to } as Rule
}

const shells = '^main/(handlers|host|worker|cli|desktop)/|^renderer/'

const stageRules = stages.flatMap((stage, at) => {
  const later = stages.slice(at + 1)
  const others = stages.filter((other) => other !== stage).join('|')
  const order = rule(
    `${stage}-looks-back-only`,
    'A stage knows the stages before it in the flow, never those after it.',
    { path: `^main/engine/${stage}/` },
    { path: `^main/engine/(${later.join('|')})/` },
  )
  const front = rule(
    `${stage}-uses-front-doors`,
    'A stage is used through its index.ts, so that its inside can change.',
    { path: `^main/engine/${stage}/` },
    { path: `^main/engine/(${others})/`, pathNot: '/index\\.ts$' },
  )
  return later.length > 0 ? [order, front] : [front]
})

export const rules: Rule[] = [
  rule('no-cycles', 'Two files that need each other are one file.', {}, { circular: true }),
  rule(
    'shared-is-pure',
    'What both sides use runs anywhere: no Node, DOM, electron, tf, vue.',
    { path: '^shared/' },
    { pathNot: ['^shared/', 'node_modules/zod/'] },
  ),
  ...stageRules,
  rule(
    'engine-is-headless',
    'The engine never asks which shell it is in.',
    { path: '^main/engine/' },
    { path: shells },
  ),
  rule(
    'workspace-stands-aside',
    'Storage knows records, no stage.',
    { path: '^main/engine/workspace/' },
    { path: `^main/engine/(${stages.join('|')})/` },
  ),
  rule(
    'electron-in-desktop-only',
    'The same engine serves the window, the command line and the tests.',
    { pathNot: '^main/desktop/' },
    { path: '(^|node_modules/)electron(/|$)', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'tensor-in-one-file',
    'One importer of the native library at run time; all others are handed it.',
    { pathNot: '^main/engine/tensor\\.ts$' },
    { path: 'node_modules/@tensorflow/', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'tensor-for-workers-only',
    'Only a worker loads the native library: its crash may end a run, never more.',
    { pathNot: '^main/worker/' },
    { path: '^main/engine/tensor\\.ts$' },
  ),
  rule(
    'desktop-never-reaches-tensor',
    'A crash of the native library may never end the window.',
    { path: '^main/(desktop|host|handlers|cli)/' },
    { path: '^main/engine/tensor\\.ts$', reachable: true },
  ),
  rule(
    'files-in-few-rooms',
    'Only these rooms touch the file system; the others are handed what they need.',
    {
      path: '^main/engine/',
      pathNot: ['^main/engine/(workspace|exports)/', '^main/engine/datasets/(read/|samples)'],
    },
    { path: '^(node:)?fs(/promises)?$' },
  ),
  rule(
    'handlers-know-no-shell',
    'Handlers stand on any transport.',
    { path: '^main/handlers/' },
    { path: '^main/(desktop|cli|worker)/' },
  ),
  rule(
    'host-knows-no-shell',
    'The host runs in a utility process and in the command line.',
    { path: '^main/host/' },
    { path: '^main/(desktop|cli|worker)/' },
  ),
  rule(
    'desktop-is-thin',
    'The window process does no work of its own.',
    { path: '^main/desktop/' },
    { path: '^main/(engine|handlers|cli|host|worker)/', pathNot: '^main/engine/runs/transports/lastLines\\.ts$' },
  ),
  rule(
    'renderer-is-a-page',
    'A page has no Node and no engine.',
    { path: '^renderer/' },
    { path: '^main/|^(node:)', dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'echarts-in-charts-only',
    'Charts can be changed in one room.',
    { path: '^renderer/', pathNot: '^renderer/components/charts/' },
    { path: 'node_modules/(vue-)?echarts/' },
  ),
  rule(
    'flow-in-graph-only',
    'The canvas can be changed in one room.',
    { path: '^renderer/', pathNot: '^renderer/components/graph/' },
    { path: 'node_modules/(@vue-flow|@dagrejs)/' },
  ),
  rule(
    'codemirror-in-code-only',
    'The view of code can be changed in one room.',
    { path: '^renderer/', pathNot: '^renderer/components/code/' },
    { path: 'node_modules/(@?codemirror|@lezer)/' },
  ),
  rule(
    'views-are-alone',
    'A view knows no other view.',
    { path: '^renderer/views/([^/]+)/' },
    { path: '^renderer/views/', pathNot: '^renderer/views/$1/' },
  ),
  rule(
    'components-are-record-free',
    'Components can be looked at alone.',
    { path: '^renderer/components/' },
    { path: '^renderer/(stores|api|views)/' },
  ),
  rule(
    'api-is-the-only-door',
    'One user of the bridge.',
    { path: '^renderer/(views|components)/' },
    { path: '^renderer/api/', dependencyTypesNot: ['type-only'] },
  ),
]
