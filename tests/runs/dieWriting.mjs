// Loaded before a process (`--import`): ends it by force at a chosen moment of writing a checkpoint, as a crash or the system would.
// NETLOOM_TEST_DIES says when: `CHECKPOINT OPERATION`, the operation by its number or its name, both counted from 1. A write has two
// moments: before it, and after half of it.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import path from 'node:path'

const [wantedCheckpoint, wantedOperation] = (process.env.NETLOOM_TEST_DIES ?? '').split(' ')
const { openSync, writeSync, fsyncSync, closeSync, renameSync } = fs
/** Open files and folders of checkpoints. */
const handles = new Set()
let folder = null
let checkpoint = 0
let operation = 0

function moment(name) {
  if (checkpoint !== Number(wantedCheckpoint)) return
  operation += 1
  if (name === wantedOperation || operation === Number(wantedOperation)) process.kill(process.pid, 'SIGKILL')
}

fs.openSync = (name, ...rest) => {
  const begins = /\d\.nla\.\d+\.part$/.test(String(name))
  if (begins) {
    ;[checkpoint, operation, folder] = [checkpoint + 1, 0, path.dirname(name)]
  }
  const concerns = begins || name === folder
  if (concerns) moment('open')
  const handle = openSync(name, ...rest)
  if (concerns) handles.add(handle)
  return handle
}
fs.writeSync = (handle, bytes, from, length, ...rest) => {
  if (!handles.has(handle)) return writeSync(handle, bytes, from, length, ...rest)
  moment('write')
  const half = writeSync(handle, bytes, from, length >> 1)
  moment('half')
  return half + writeSync(handle, bytes, from + half, length - half)
}
fs.fsyncSync = (handle) => {
  if (handles.has(handle)) moment('sync')
  fsyncSync(handle)
}
fs.closeSync = (handle) => {
  if (handles.delete(handle)) moment('close')
  closeSync(handle)
}
fs.renameSync = (from, to) => {
  const concerns = folder !== null && path.dirname(String(to)) === folder
  if (concerns) moment('rename')
  renameSync(from, to)
  if (concerns) moment('renamed')
}
syncBuiltinESMExports()
