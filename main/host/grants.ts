// Which paths a page may name: those that a person chose in a dialogue or dropped on the window, and what lies below a chosen folder.
import { readlinkSync, realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { AppError } from '../../shared/contract/errors'

export interface Grants {
  /** The path made absolute and real. Throws `path/not-chosen` when no one chose it. */
  check(path: string, access: 'read' | 'write'): string
}

/** For the command line, where the person typed the path. */
export const everything: Grants = { check: (path) => resolve(path) }

/** For a window: closed until `grant` opens a path. */
export class ChosenPaths implements Grants {
  private readonly chosen = { read: new Set<string>(), write: new Set<string>() }

  grant(path: string, access: 'read' | 'write'): void {
    const place = real(path)
    if (place !== null) this.chosen[access].add(place)
  }

  check(path: string, access: 'read' | 'write'): string {
    const wanted = isAbsolute(path) ? real(path) : null
    if (wanted !== null && this.allows(wanted, access)) return wanted
    throw new AppError({
      code: 'path/not-chosen',
      message: { en: `The path "${path}" was not chosen by you.`, zh: `路径“${path}”不是由您选择的。` },
      hint: {
        en: 'Choose it in the dialogue, or drop it on the window.',
        zh: '请在对话框中选择，或将其拖放到窗口上。',
      },
      details: { path },
    })
  }

  private allows(wanted: string, access: 'read' | 'write'): boolean {
    const sets = access === 'read' ? [this.chosen.read, this.chosen.write] : [this.chosen.write]
    return sets.some((set) => [...set].some((root) => isWithin(root, wanted)))
  }
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/**
 * The real path, links resolved as far as the path exists: a link may not lead out of what was chosen.
 * Null for a link to what is not there: whoever writes to it would make that.
 */
function real(path: string): string | null {
  const whole = resolve(path)
  try {
    return realpathSync(whole)
  } catch (error) {
    const parent = dirname(whole)
    if (parent === whole) throw error
    const above = isLink(whole) ? null : real(parent)
    return above === null ? null : join(above, basename(whole))
  }
}

function isLink(path: string): boolean {
  try {
    readlinkSync(path)
    return true
  } catch {
    return false
  }
}
