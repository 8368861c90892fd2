// The registry of regularisers: one line each.
import { l1 } from './l1'
import { l1l2 } from './l1l2'
import { l2 } from './l2'
import type { Regulariser } from './regulariser'

export const regularisers = { l1, l2, l1l2 } as const satisfies Record<string, Regulariser>
