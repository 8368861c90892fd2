// The datasets stage for the stages after it: everything but reading files, which is the tables worker's (`read/`).
export { afterRecipe } from './afterRecipe'
export { applyPreparation } from './applyPreparation'
export type { TextRows } from './applyPreparation'
export { assignedColumns, checkAssignments } from './assignments'
export type { AssignedColumn } from './assignments'
export { guessType, orderClasses } from './columnTypes'
export { checkColumnSteps } from './columnSteps'
export { driftChecks, findDrift, findModelDrift } from './drift'
export type { DriftCheck } from './drift'
export { examples } from './examples'
export { goalOf } from './goal'
export {
  applyArrangement,
  arrayTask,
  arrayTasks,
  codesIn,
  completeTask,
  floatsIn,
  preparingOf,
  rankingCases,
  redrawOf,
  taskInfos,
  taskReadiness,
  splitFor,
} from './interactions'
export type { ArrayTask, Preparing, RankingCase, RankingCases } from './interactions'
export { columnsForLeaks, findLeaks, leakChecks, leaksInPieces } from './leaks'
export type { LeakCheck, LeakInput } from './leaks'
export { finished, inPieces } from './pieces'
export type { Pieces } from './pieces'
export { checkSpec, columnsToRead, prepare } from './prepare'
export type { PrepareResult } from './prepare'
export { readinessOf } from './readiness'
export { catalogue } from './recipe/catalogue'
export { completions } from './recipe/expression'
export { ratios as normalRatios } from './recipe/normalQuantile'
export { recipeStep, recipeSteps, spread, stepsByType } from './recipe'
export type { ColumnValues, RecipeStep, StepTarget } from './recipe'
export { changeRoles, proposeRoles } from './roles'
export type { Assignments } from './roles'
export { propose, sampleFiles, sampleList, sampleNamed, samples } from './samples'
export type { SampleEntry } from './samples'
export { assignParts, completeSplit, defaultSplit, partCodes, splitFacts, splitKind, splitKinds } from './splits'
export type { SplitColumn, SplitInput, SplitKind } from './splits'
export { checkRoles, needsNoTarget, tasksOf, taskKinds } from './tasks'
export type { TaskKind } from './tasks'
export { playSteps, toyColumns, toyCsv, toyNamed, toys, toySplit, toyTable } from './toys'
export type { Toy } from './toys'
export { preparedToy } from './toys/prepared'
