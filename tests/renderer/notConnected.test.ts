// Outside the program's own window there is no bridge, and asking says so.
import { expect, it } from 'vitest'
import { client } from '../../renderer/api'

it('says that it is not connected', () => {
  expect(() => client()).toThrow(expect.objectContaining({ code: 'app/not-connected' }))
})
