// Every way in which a training ends that has words of its own.
export const endings = [
  'epochs-done',
  'steps-done',
  'early-stopping',
  'loss-below',
  'gradient-norm-below',
  'stopped-by-user',
  'diverged',
] as const
