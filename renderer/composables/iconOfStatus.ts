// The icon of a run's status: states are told apart by shape, not by colour alone.
import { CircleCheck, CircleStop, CircleX, Clock, Cpu, LoaderCircle, Pause, Play, Unplug } from '@lucide/vue'
import type { Component } from 'vue'
import type { RunStatus } from '../../shared/records'

const icons: Record<RunStatus, Component> = {
  queued: Clock,
  starting: LoaderCircle,
  compiling: Cpu,
  training: Play,
  paused: Pause,
  stopping: LoaderCircle,
  finished: CircleCheck,
  stopped: CircleStop,
  failed: CircleX,
  interrupted: Unplug,
}

export function iconOfStatus(status: RunStatus): Component {
  return icons[status]
}
