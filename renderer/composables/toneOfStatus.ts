// The tone in which a run's status is shown.
import type { RunStatus } from '../../shared/records'
import { isLive } from '../../shared/records/run'
import type { Tone } from '../components/lists/thing'

export function toneOfStatus(status: RunStatus): Tone {
  if (isLive(status)) return 'live'
  const tones: Partial<Record<RunStatus, Tone>> = { finished: 'good', failed: 'bad', interrupted: 'warn' }
  return tones[status] ?? 'plain'
}
