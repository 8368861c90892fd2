import { impure } from '../handlers/handler'
export const desk = impure
