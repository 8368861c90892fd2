// What a Markdown page says, for the tests of the documentation: its links and pictures, its headings, the npm scripts it names.

const fences = /^```[^\n]*\n[\s\S]*?^```$/gm

export interface Link {
  /** Relative path of a file, '' for the page itself. */
  path: string
  /** Heading in it, or null. */
  anchor: string | null
}

/** Links and pictures to other files of the project; addresses of the web and code are left out. */
export function linksOf(page: string): Link[] {
  const text = page.replace(fences, '').replace(/`[^`\n]*`/g, '')
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [path = '', anchor = null] = target.split('#')
      return { path, anchor }
    })
}

/** Headings as link targets, in the way of GitHub: small letters, hyphens for spaces, no other signs. */
export function anchorsOf(page: string): string[] {
  return [...page.replace(fences, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** Names of npm scripts in `npm start`, `npm test` and `npm run NAME`. */
export function scriptsOf(page: string): string[] {
  const named = [...page.matchAll(/npm (?:run (?:--silent )?([a-z][\w:-]*)|(start|test)\b)/g)]
  return named.map(([, run, other]) => run ?? other ?? '')
}

/** Rows of all tables as trimmed cells, without backquotes. */
export function rowsOf(page: string): string[][] {
  return [...page.matchAll(/^\|(.+)\|$/gm)].map(([, row = '']) =>
    row.split('|').map((cell) => cell.trim().replaceAll('`', '')),
  )
}

/** True when the page has the word by itself: `mae` is not in "maelstrom". */
export function hasWord(page: string, word: string): boolean {
  return new RegExp(`(?<![\\w-])${word.replace(/[^\w-]/g, '\\$&')}(?![\\w-])`).test(page)
}
