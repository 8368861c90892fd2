// Bundles: runs as one file for colleagues, written whole, verified whole before anything of it is believed.
export { writeBundle } from './write'
export type { WriteBundleInput } from './write'
export { openBundle, readBundle } from './open'
export type { OpenBundleInput } from './open'
export type { Verified, VerifiedRun } from './verify'
