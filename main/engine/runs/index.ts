// Runs: the queue, the supervisor of worker processes, and the transports that reach them.
export * from './link'
export * from './workerClient'
export { inProcess } from './transports/inProcess'
export { forked } from './transports/forked'
export { UtilityWorkers } from './transports/utility'
export { ResidentWorker } from './residentWorker'
export { Supervisor } from './supervisor'
export type { RunDraft, SupervisorInput } from './supervisor'
