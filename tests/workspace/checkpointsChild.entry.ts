// Writes one more checkpoint into the folder that it is told: a process for tests in which it is killed on the way.
import { checkpointStore } from '../../main/engine/workspace'
import { laterCheckpoint } from './checkpointsSample'

checkpointStore(process.argv[2] ?? '', [], () => undefined).write(laterCheckpoint)
