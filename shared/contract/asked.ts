// What every door does with a request before anybody acts on it: its name looked up, its input parsed.
import type { z } from 'zod'
import { AppError } from './errors'

type Table = Readonly<Record<string, { input: z.ZodType }>>

/** The name of an entry of `table`, own names only: `constructor` and `__proto__` are on every object. Throws `request/unknown-name`. */
export function knownName<T extends Table>(table: T, name: unknown): keyof T & string {
  if (typeof name === 'string' && Object.hasOwn(table, name)) return name
  throw new AppError({
    code: 'request/unknown-name',
    message: { en: `There is no request called "${String(name)}".`, zh: `没有名为“${String(name)}”的请求。` },
    hint: { en: 'Update Netloom so that its parts are of one version.', zh: '请更新 Netloom，使其各部分版本一致。' },
  })
}

/** The input as the entry's schema wants it. Throws `request/bad-input` that names the fields. */
export function parsedInput<T extends Table, N extends keyof T & string>(
  table: T,
  name: N,
  input: unknown,
): z.output<T[N]['input']> {
  const result = (table[name] as T[N]).input.safeParse(input)
  if (result.success) return result.data as z.output<T[N]['input']>
  const issues = result.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  const said = issues.map((issue) => `${issue.path || 'input'}: ${issue.message}`).join('; ')
  throw new AppError({
    code: 'request/bad-input',
    message: { en: `The request "${name}" has a bad input: ${said}.`, zh: `请求“${name}”的输入有误：${said}。` },
    hint: { en: 'Correct the named values and try again.', zh: '请更正上述值后重试。' },
    details: { request: name, issues },
  })
}
