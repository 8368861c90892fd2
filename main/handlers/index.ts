// Every request's handler: a request without one is a type error here.
import type { ParsedInput, RequestName, RequestOutput } from '../../shared/contract/requests'
import { app } from './app'
import { architectures } from './architectures'
import { baselines } from './baselines'
import { bundles } from './bundles'
import { comparisons } from './comparisons'
import type { Context, Handler } from './context'
import { datasets } from './datasets'
import { exports } from './exports'
import { playground } from './playground'
import { recipes } from './recipes'
import { runs } from './runs'
import { tasks } from './tasks'
import { workspace } from './workspace'

export type { Context, OpenRoom, Step } from './context'

const handlers: { [N in RequestName]: Handler<N> } = {
  ...app,
  ...workspace,
  ...tasks,
  ...datasets,
  ...recipes,
  ...architectures,
  ...runs,
  ...playground,
  ...baselines,
  ...comparisons,
  ...exports,
  ...bundles,
}

/** Carries out a parsed request. */
export async function handle<N extends RequestName>(
  name: N,
  input: ParsedInput<N>,
  context: Context,
): Promise<RequestOutput<N>> {
  return handlers[name](input, context)
}
