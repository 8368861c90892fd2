// Undo and redo over whole documents, without limit.
import { describe, expect, it } from 'vitest'
import { advanced, historyOf, redone, undone } from '../../../renderer/stores/history'

describe('history', () => {
  it('goes back and forth over any number of changes', () => {
    const all = Array.from({ length: 1000 }, (_, index) => index + 1)
    const full = all.reduce((history, number) => advanced(history, number), historyOf(0))
    const back = all.reduce((history) => undone(history), full)
    expect([full.now, back.now]).toEqual([1000, 0])
    expect(all.reduce((history) => redone(history), back).now).toBe(1000)
  })

  it('takes changes about the same thing as one, until something else or an undo comes between', () => {
    let history = historyOf('')
    for (const text of ['a', 'ab', 'abc']) history = advanced(history, text, 'name')
    expect(undone(history).now).toBe('')
    history = advanced(redone(undone(history)), 'abcd', 'name')
    expect(undone(history).now).toBe('abc')
  })

  it('forgets what was undone when something new is done, and is the same object when nothing is', () => {
    const history = undone(advanced(historyOf(1), 2))
    expect(redone(advanced(history, 3)).now).toBe(3)
    expect([undone(historyOf(1)).past, redone(historyOf(1)).future]).toEqual([[], []])
    const same = historyOf(1)
    expect(advanced(same, 1)).toBe(same)
  })
})
