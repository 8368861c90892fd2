// Only what a person chose may be named, and nothing reaches further by dots or links.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ChosenPaths } from '../../main/host/grants'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'netloom-grants-'))
  mkdirSync(join(folder, 'chosen'))
  mkdirSync(join(folder, 'other'))
  writeFileSync(join(folder, 'chosen/a.csv'), 'x')
  writeFileSync(join(folder, 'other/secret.csv'), 'x')
})
afterEach(() => rmSync(folder, { recursive: true }))

const refused = expect.objectContaining({ code: 'path/not-chosen' })

describe('chosen paths', () => {
  it('refuses everything at first', () => {
    expect(() => new ChosenPaths().check(join(folder, 'chosen/a.csv'), 'read')).toThrow(refused)
  })

  it('opens a file for reading, and that file alone', () => {
    const grants = new ChosenPaths()
    grants.grant(join(folder, 'chosen/a.csv'), 'read')
    expect(grants.check(join(folder, 'chosen/a.csv'), 'read')).toBe(join(folder, 'chosen/a.csv'))
    expect(() => grants.check(join(folder, 'chosen/a.csv'), 'write')).toThrow(refused)
    expect(() => grants.check(join(folder, 'chosen/b.csv'), 'read')).toThrow(refused)
    expect(() => grants.check(join(folder, 'chosen/a.csv2'), 'read')).toThrow(refused)
  })

  it('opens a folder for writing below it, also what is not there yet', () => {
    const grants = new ChosenPaths()
    grants.grant(join(folder, 'chosen'), 'write')
    expect(grants.check(join(folder, 'chosen/new/model'), 'write')).toBe(join(folder, 'chosen/new/model'))
    expect(grants.check(join(folder, 'chosen/a.csv'), 'read')).toBe(join(folder, 'chosen/a.csv'))
    expect(() => grants.check(join(folder, 'chosen/../other/secret.csv'), 'read')).toThrow(refused)
    expect(() => grants.check('chosen/a.csv', 'read')).toThrow(refused)
  })

  it('does not follow a link out of what was chosen', () => {
    const grants = new ChosenPaths()
    grants.grant(join(folder, 'chosen'), 'write')
    symlinkSync(join(folder, 'other'), join(folder, 'chosen/link'))
    expect(() => grants.check(join(folder, 'chosen/link/secret.csv'), 'read')).toThrow(refused)
    expect(() => grants.check(join(folder, 'chosen/link/new'), 'write')).toThrow(refused)
  })

  it('follows no link to what is not there, which writing would make outside', () => {
    const grants = new ChosenPaths()
    grants.grant(join(folder, 'chosen'), 'write')
    symlinkSync(join(folder, 'other/new.txt'), join(folder, 'chosen/dangling'))
    symlinkSync(join(folder, 'chosen/loop'), join(folder, 'chosen/loop'))
    for (const path of ['dangling', 'dangling/below', 'loop', 'loop/below'])
      expect(() => grants.check(join(folder, 'chosen', path), 'write')).toThrow(refused)
    grants.grant(join(folder, 'chosen/dangling'), 'read')
    expect(() => grants.check(join(folder, 'other/new.txt'), 'read')).toThrow(refused)
  })

  it('opens what is below a chosen folder whatever its name begins with', () => {
    const grants = new ChosenPaths()
    grants.grant(join(folder, 'chosen'), 'write')
    expect(grants.check(join(folder, 'chosen/..model'), 'write')).toBe(join(folder, 'chosen/..model'))
    expect(() => grants.check(join(folder, 'chosen/..'), 'write')).toThrow(refused)
  })
})
