// Comparisons, after runs in the flow: chosen runs side by side, as plain data for a table and its charts.
export { compare } from './compare'
export type { MeasuredBaselines } from './comparedBaselines'
