import { a } from '../../views/a/a'
export const form = a
