import { tensor } from '../engine/tensor'
export const impure = tensor
