#!/usr/bin/env node
// The entry of every npm command: looks at Node's version before it loads anything that an old Node cannot read.
import { nodeProblem } from './setup/nodeVersion.mjs'

const problem = nodeProblem(process.versions.node)
if (problem) {
  console.error(problem)
  process.exitCode = 1
} else {
  import('./commands/index.mjs')
    .then(({ runCommand }) => runCommand(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code
    })
}
