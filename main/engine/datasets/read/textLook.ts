// Is a text UTF-8, and do all of its lines end alike? Told piece by piece, for whoever reads the whole text anyway.
import { isUtf8 } from 'node:buffer'
import { LineEnds } from './lineEnds'

export class TextLook {
  /** The begin of a character that is cut by the end of a piece. */
  private held: Uint8Array = new Uint8Array()
  private readonly lineEnds = new LineEnds()

  /** False once it is not. */
  take(bytes: Uint8Array): boolean {
    const text = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes])
    const end = lastWholeCharacter(text)
    this.held = text.slice(end)
    this.lineEnds.look(bytes)
    return isUtf8(text.subarray(0, end)) && !this.lineEnds.surelyMixed()
  }

  /** After the last piece. */
  ends(): boolean {
    return this.held.length === 0 && !this.lineEnds.mixed()
  }
}

/** Where a UTF-8 character that is cut by the end of the piece begins; the length when none is cut. */
export function lastWholeCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) break
    if (byte >= 0xc0) return bytes.length - back
  }
  return bytes.length
}
