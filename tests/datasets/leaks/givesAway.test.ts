// Features that tell the target by themselves. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes } from '../../../main/engine/datasets'
import type { ColumnValues, LeakInput } from '../../../main/engine/datasets'
import { inputOf, look, numbers, words } from './input'

const { train, validation, test } = partCodes

describe('givesAway', () => {
  const count = 200
  const part = Array.from(
    { length: count },
    (_, place) => [train, train, train, validation, test][Math.floor(place / 2) % 5] as number,
  )
  /** Numbers that say nothing of the alternating classes. */
  const noise = (place: number) => (Math.floor(place / 2) * 37) % 101
  const column = (name: string, value: (place: number) => number) =>
    numbers(
      name,
      part.map((_, place) => value(place)),
    )
  const found = (feature: ColumnValues, some: Partial<LeakInput> = {}) =>
    look('givesAway', inputOf(part, { features: [feature], ...some }))

  it('finds a number that orders the classes, in either direction, and offers to ignore it', () => {
    for (const sign of [1, -1])
      expect(found(column('x', (place) => sign * ((place % 2) * 1000 + noise(place))))).toMatchObject([
        {
          code: 'leak/gives-target-away',
          severity: 'warning',
          count,
          remedy: { change: { roles: [{ column: 'x', role: 'ignore' }] } },
        },
      ])
    expect(found(column('x', noise))).toEqual([])
  })

  it('finds a number that is missing for one class alone', () => {
    expect(found(column('x', (place) => (place % 2 === 0 ? NaN : noise(place))))).toHaveLength(1)
  })

  it('takes a name like duration as a supporting reason, not as a reason', () => {
    // 10 of each 50 pairs of rows are the wrong way round: by hand an area between .8 and .98.
    const good = (place: number) => ((place % 2 === 1) !== (Math.floor(place / 2) % 10 === 0) ? 1 : 0)
    expect(found(column('x', good))).toEqual([])
    const [named] = found(column('callDuration', good))
    expect(named).toMatchObject({ code: 'leak/gives-target-away', severity: 'note' })
    expect(named?.message.en).toContain('"0.900"')
    expect(found(column('callDuration', noise))).toEqual([])
  })

  it('finds a word that stands for a class, but not an id that is new in every row', () => {
    expect(
      found(
        words(
          'w',
          part.map((_, place) => (place % 2 === 0 ? 'a' : `b${noise(place) % 3}`)),
        ),
      ),
    ).toHaveLength(1)
    expect(
      found(
        words(
          'id',
          part.map((_, place) => `id ${place}`),
        ),
      ),
    ).toEqual([])
  })

  it('finds what tells several classes, as words and as numbers', () => {
    const target = {
      column: 'y',
      goal: 'multiclass',
      classes: ['a', 'b', 'c'],
      values: Float64Array.from(part, (_, place) => place % 3),
    } as const
    expect(
      found(
        words(
          'w',
          part.map((_, place) => `c${place % 3}`),
        ),
        { target },
      ),
    ).toMatchObject([{ severity: 'warning' }])
    // The middle class has both neighbours: no single threshold tells it.
    expect(
      found(
        column('x', (place) => (place % 3) * 10),
        { target },
      ),
    ).toHaveLength(1)
    expect(found(column('x', noise), { target })).toEqual([])
    expect(
      found(
        words(
          'id',
          part.map((_, place) => `id ${place}`),
        ),
        { target },
      ),
    ).toEqual([])
  })

  it('finds a number nearly proportional to a number to predict, and a word that stands for one', () => {
    const target = {
      column: 'y',
      goal: 'regression',
      classes: [],
      values: Float64Array.from(part, (_, place) => place % 7),
    } as const
    expect(
      found(
        column('x', (place) => 3 - 2 * (place % 7)),
        { target },
      ),
    ).toMatchObject([{ severity: 'warning' }])
    expect(
      found(
        words(
          'w',
          part.map((_, place) => `w${place % 7}`),
        ),
        { target },
      ),
    ).toHaveLength(1)
    expect(found(column('x', noise), { target })).toEqual([])
  })

  it('does not judge by a handful of rows', () => {
    const few = [train, train, test, test]
    expect(look('givesAway', inputOf(few, { features: [numbers('x', [0, 1, 0, 1])] }))).toEqual([])
  })
})
