import * as echarts from 'echarts'
import { a } from '../a/a'
export const b = [a, echarts]
