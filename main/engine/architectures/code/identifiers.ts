// Names of a graph as names of a program: whatever a layer is called, it becomes a plain identifier or a quoted string.

/** Words that neither language lets a variable be called, and what the programs call their own. */
const taken = new Set(
  (
    'False None True and as assert async await break case catch class const continue debugger def default del delete do ' +
    'elif else enum except export extends finally for from function global if implements import in instanceof interface ' +
    'is lambda let match new nonlocal not null of or package pass private protected public raise return static super ' +
    'switch this throw true try type typeof undefined var void while with yield keras layers ops tf build_model ' +
    'buildModel model initializers regularizers constraints print list tuple range arguments eval process globalThis'
  ).split(' '),
)

/** A different identifier for each id, of ASCII letters, digits and underscores; ids that are such already stay. */
export function identifiersOf(ids: readonly string[]): Map<string, string> {
  const made = new Map<string, string>()
  const used = new Set<string>(taken)
  for (const id of ids) {
    const plain = plainName(id)
    let name = plain
    for (let count = 2; used.has(name); count += 1) name = `${plain}_${count}`
    used.add(name)
    made.set(id, name)
  }
  return made
}

function plainName(id: string): string {
  const cleaned = id
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60)
  return /^[A-Za-z]/.test(cleaned) ? cleaned : `layer_${cleaned}`.replace(/_+$/, '')
}

/** A string literal of both languages, on one line, without characters that an editor would hide. */
export function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
