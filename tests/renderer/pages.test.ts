// Pages of a big table: each fetched once when first needed, few kept, fetched again after a failure.
import { describe, expect, it } from 'vitest'
import { createPages } from '../../renderer/components/tables/pages'

function table(total: number) {
  const asked: [number, number][] = []
  const pages = createPages(total, async (offset, limit) => {
    asked.push([offset, limit])
    return Array.from({ length: limit }, (_, index) => [String(offset + index)])
  })
  return { asked, pages }
}

describe('createPages', () => {
  it('fetches only the pages that are needed, the last one short', async () => {
    const { asked, pages } = table(1_000_050)
    await pages.need(1_000_000, 60)
    await pages.need(1_000_010, 40)
    expect(asked).toEqual([[1_000_000, 50]])
    expect([pages.row(1_000_049), pages.row(0)]).toEqual([['1000049'], undefined])
  })

  it('fetches both pages at a border, once even when asked twice at the same time', async () => {
    const { asked, pages } = table(1000)
    await Promise.all([pages.need(190, 20), pages.need(195, 20)])
    expect(asked).toEqual([
      [0, 200],
      [200, 200],
    ])
  })

  it('forgets pages that were not seen for long', async () => {
    const { asked, pages } = table(100_000)
    for (let first = 0; first < 100_000; first += 200) await pages.need(first, 10)
    expect(pages.row(0)).toBeUndefined()
    expect(pages.row(99_999)).toEqual(['99999'])
    await pages.need(0, 10)
    expect(asked.filter(([offset]) => offset === 0)).toHaveLength(2)
  })

  it('says that a page could not be read, and tries again', async () => {
    let fails = true
    const pages = createPages(10, async () => {
      if (fails) throw new Error('gone')
      return [['a']]
    })
    await expect(pages.need(0, 10)).rejects.toThrow('gone')
    fails = false
    await pages.need(0, 10)
    expect(pages.row(0)).toEqual(['a'])
  })
})
