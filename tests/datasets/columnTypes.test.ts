// Columns of lists: told from texts and categories by what stands in them, and prepared word by word. Expected by eye.
import { describe, expect, it } from 'vitest'
import { guessType } from '../../main/engine/datasets'
import { listSeparator } from '../../main/engine/datasets/columnTypes'
import { recipeSteps, stepsOf } from '../../main/engine/datasets/recipe'
import { withDefaults } from '../../shared/fields'

describe('lists', () => {
  it.each<[string, string[], ReturnType<typeof listSeparator>]>([
    ['genres', ['Action|Comedy', 'Comedy', 'Action|Drama', 'Drama|Comedy'], '|'],
    ['languages', ['Python;R', 'R; SQL', 'SQL;Python', 'R'], ';'],
    ['brackets', ['["a", "b"]', "['b']", '[]', '["a"]', '["a","b"]'], ','],
    ['sentences', ['It was late; nobody came to see what had become of the garden.', 'Yes; no', 'Yes; no'], null],
    ['addresses', ['Paris, France', 'Lyon, France', 'Rome, Italy', 'Nice, France'], null],
    ['names that do not come again', ['Ann|Lee', 'Bob|Ray', 'Cid|Poe'], null],
    ['one list among words', ['red|green', 'red', 'green', 'blue', 'blue', 'red', 'green'], null],
    ['plain words', ['red', 'green', 'blue'], null],
    ['nothing', [], null],
  ])('%s', (_, values, separator) => {
    expect(listSeparator(values)).toBe(separator)
    const top = values.map((value) => ({ value, count: 2 }))
    const facts = { name: 'x', storage: 'VARCHAR', datelike: false, present: 2 * top.length, distinct: top.length }
    expect(guessType({ ...facts, top }) === 'list').toBe(separator !== null)
  })

  it('are prepared by their words, parted as the training rows show', () => {
    const [step] = stepsOf({ type: 'list' })
    const settings = withDefaults(recipeSteps.multiHot.fields, step?.settings ?? {})
    const fit = (values: string[]) =>
      recipeSteps.multiHot.fit({ kind: 'words', name: 'x', values }, settings, {
        goal: 'regression',
        classes: [],
        values: new Float64Array(values.length),
      })
    expect(step?.step).toBe('multiHot')
    expect(fit(['R;SQL', 'SQL', 'R;C', 'C;SQL'])).toMatchObject({ separator: ';', words: ['C', 'R', 'SQL'] })
    expect(fit(['a|b', 'b', 'b|a'])).toMatchObject({ separator: '|', words: ['a', 'b'] })
  })
})
