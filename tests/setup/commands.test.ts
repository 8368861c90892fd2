// The commands' own manners: what goes to which stream, which exit code comes back, which folder the caller is in.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { command, project } from './machine'

const { version } = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8'))

describe('the command line', () => {
  it('leaves standard output to the program', async () => {
    expect(await command(project, ['cli', '--version'], process.env)).toMatchObject({ code: 0, stdout: `${version}\n` })
  })

  it("gives the program's exit code", async () => {
    const { code, stdout, stderr } = await command(project, ['cli', 'no-such-command'], process.env)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('no-such-command')
  })
})

describe('a command', () => {
  it.each([
    [['no-such-command'], 'there is no command "no-such-command"', /Next: use one of setup, doctor, start/],
    [['setup', 'no-such-part'], 'set-up has no part "no-such-part"', /Next: use one of dependencies, tensorflow/],
    [['bench', 'no-such-bench'], 'there is no benchmark "no-such-bench"', /Next: use one of/],
  ])('that does not exist is refused: %j', async (args, message, next) => {
    const { code, stderr } = await command(project, args, process.env)
    expect(code).toBe(1)
    expect(stderr).toContain(message)
    expect(stderr).toMatch(next)
  })
})
