// Live progress on a terminal: one bar a run, redrawn in place; without a terminal a line now and then.
import type { RunProgress } from '../../shared/records'
import { clean, cutTo, widthOf } from './output'
import { shown, shownTime } from './number'

const width = 24

interface Shown {
  name: string
  share: number
  text: string
}

export class Bars {
  private readonly bars = new Map<string, Shown>()
  private drawn = 0
  /** When each bar was last printed as a line, where nothing can be redrawn. */
  private readonly printed = new Map<string, number>()
  private readonly live = process.stderr.isTTY === true

  constructor(private readonly names: Map<string, string>) {}

  progress(progress: RunProgress): void {
    const { run, epoch, epochs, step, steps, remainingMs, points } = progress
    const loss =
      points.findLast(({ name }) => name === 'loss/validation') ?? points.findLast(({ name }) => name === 'loss/train')
    const left = remainingMs === null ? '' : `, ${shownTime(remainingMs)} left`
    const said =
      loss === undefined ? (this.bars.get(run)?.text.split('  ')[1] ?? '') : `${loss.name} ${shown(loss.value)}`
    this.set(run, steps === 0 ? 0 : step / steps, `epoch ${epoch}/${epochs}${left}  ${said}`)
  }

  /** The last word on a bar. */
  end(run: string, text: string): void {
    if (!this.live) this.printed.delete(run)
    this.set(run, 1, text)
  }

  /** A step that is no run, such as an import. */
  step(name: string, done: number, total: number | null): void {
    this.names.set(name, name)
    this.set(name, total === null || total === 0 ? 0 : done / total, '')
  }

  /** Leaves the bars where they are. */
  close(): void {
    this.drawn = 0
  }

  private set(run: string, share: number, text: string): void {
    this.bars.set(run, { name: this.names.get(run) ?? run, share: Math.min(1, share), text })
    if (this.live) this.draw()
    else this.printNowAndThen(run)
  }

  private printNowAndThen(run: string): void {
    const now = Date.now()
    if (now - (this.printed.get(run) ?? 0) < 1000) return
    this.printed.set(run, now)
    process.stderr.write(`${this.line(run)}\n`)
  }

  private draw(): void {
    const columns = process.stderr.columns || 80
    const lines = [...this.bars.keys()].map((run) => cutTo(this.line(run), columns - 1))
    const up = this.drawn === 0 ? '' : `\u001b[${this.drawn}A`
    process.stderr.write(up + lines.map((line) => `\u001b[2K${line}\n`).join(''))
    this.drawn = lines.length
  }

  private line(run: string): string {
    const { name, share, text } = this.bars.get(run) ?? { name: run, share: 0, text: '' }
    const short = cutTo(clean(name), 32)
    const named = short + ' '.repeat(Math.max(0, 32 - widthOf(short)))
    const full = Math.round(share * width)
    const bar = '█'.repeat(full) + '░'.repeat(width - full)
    return `${named} ${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${text}`
  }
}
