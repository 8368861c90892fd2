// What is to be undone when the user ends set-up half-way: child processes, temporary folders, locks.

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
const undoings = new Set()

function interrupted(signal) {
  // Newest first: a child has to end before the folder it writes into is removed.
  for (const undo of [...undoings].reverse()) undo()
  process.exit(EXIT_CODES[signal])
}

/** Registers what an interruption must undo; the function it returns takes it back. */
export function onInterrupt(undo) {
  if (undoings.size === 0) for (const signal of Object.keys(EXIT_CODES)) process.on(signal, interrupted)
  undoings.add(undo)
  return () => {
    undoings.delete(undo)
    // Without anything to undo, signals belong to whoever runs next (the program that set-up was for).
    if (undoings.size === 0) for (const signal of Object.keys(EXIT_CODES)) process.off(signal, interrupted)
  }
}
