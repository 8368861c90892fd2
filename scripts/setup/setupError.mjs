// The one error that set-up throws on purpose: something the user can mend, with the next step.

export class SetupError extends Error {
  /**
   * @param {string} happened what happened and what was expected
   * @param {string} next what to do about it
   * @param {unknown} [cause] the error below, for its code
   */
  constructor(happened, next, cause) {
    super(happened, { cause })
    this.name = 'SetupError'
    this.next = next
  }

  toString() {
    return `Netloom: ${this.message}\nNext: ${this.next}`
  }
}

const FULL = /ENOSPC|No space left on device|not enough space/i

/** Turns what the system says about a full disk or a forbidden folder into a message; other errors come back as they are. */
export function explain(error, folder) {
  if (error instanceof SetupError) return error
  const text = `${error?.code ?? ''} ${error?.message ?? error}`
  if (FULL.test(text)) {
    return new SetupError(
      `the disk of ${folder} is full; set-up needs about 3 GB there.`,
      'free some space, or name a folder on another disk in NETLOOM_CACHE, and run the command again.',
      error,
    )
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(error?.code)) {
    return new SetupError(
      `${error.path ?? folder} cannot be written (${error.code}).`,
      'mend its permissions (for the cache, NETLOOM_CACHE may name a folder of your own), and run the command again.',
      error,
    )
  }
  return error
}
