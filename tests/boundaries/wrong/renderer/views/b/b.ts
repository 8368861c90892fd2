import * as echarts from 'echarts'
import { a } from '../a/a'
export const b = [a, echarts]
export type { Node } from '@vue-flow/core'
export { basicSetup } from 'codemirror'
