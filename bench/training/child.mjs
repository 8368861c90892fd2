// A system under measurement in its own process: asked one question a line, answering with one line of JSON.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

/** Nothing that is asked takes as long: a system that does not answer hangs. */
const PATIENCE_MINUTES = 15

/**
 * Starts it and waits until it has read the job; `ask` gives its answer, or throws with the last line that it complained with, or
 * when its patience ends.
 */
export async function startChild([program, args], env) {
  const child = spawn(program, args, { env, stdio: ['pipe', 'pipe', 'pipe'] })
  const complaints = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    complaints.push(line)
    complaints.splice(0, complaints.length - 20)
  })
  const closed = new Promise((resolve) => {
    child.once('error', (error) => complaints.push(error.message))
    child.once('close', resolve)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async () => {
    for (;;) {
      const { value, done } = await lines.next()
      if (done) throw new Error(await lastWord(closed, complaints))
      if (value.startsWith('{')) return JSON.parse(value)
    }
  }
  const ask = async (question) => {
    if (!child.stdin.destroyed) child.stdin.write(`${JSON.stringify(question)}\n`)
    return inTime(answer())
  }
  const end = async () => {
    child.kill('SIGKILL')
    await closed
  }
  child.stdin.on('error', (error) => complaints.push(error.message))
  try {
    return { hello: await inTime(answer()), ask, end }
  } catch (error) {
    await end()
    throw error
  }
}

/** Fails with no answer within the patience; the caller then ends the child. */
async function inTime(answer) {
  let timer
  const late = new Promise((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer in ${PATIENCE_MINUTES} minutes`)), PATIENCE_MINUTES * 60_000)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

async function lastWord(closed, complaints) {
  await closed
  return (
    complaints.findLast((line) => /error|missing|cannot/i.test(line)) ?? complaints.at(-1) ?? 'ended without a word'
  )
}
