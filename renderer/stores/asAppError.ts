// Anything that was thrown, as an AppError that can be shown: what is not one is a fault of the program and says so.
import { AppError, fromWire, toWire } from '../../shared/contract/errors'

export function asAppError(thrown: unknown): AppError {
  return thrown instanceof AppError ? thrown : fromWire(toWire(thrown))
}
