import { train } from '../training/index'
export const early = train
