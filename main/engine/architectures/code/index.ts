// A graph as a program that can be run, with the library of another language.
import type { ArchitectureCode, CodeLanguage, Graph } from '../../../../shared/records'
import type { Text } from '../../../../shared/fields'
import { outlineOf } from './outline'
import { pythonProgram } from './python'
import { typescriptProgram } from './typescript'

const programs = {
  python: { library: 'Keras', write: pythonProgram },
  typescript: { library: 'TensorFlow.js', write: typescriptProgram },
} as const satisfies Record<CodeLanguage, unknown>

/**
 * The program of a graph. Throws `architecture/not-buildable` where `check` finds an error in it, and `architecture/no-code`
 * with the layers that the language's library cannot be made to compute.
 */
export function codeOf(graph: Graph, language: CodeLanguage): ArchitectureCode {
  const { library, write } = programs[language]
  const { own, ...program } = write(outlineOf(graph))
  return { language, ...program, remarks: own.length === 0 ? [] : [lacking(library, own)] }
}

function lacking(library: string, own: string[]): Text {
  const named = own.join(', ')
  return {
    en: `${library} lacks what is written into the program as "${named}".`,
    zh: `${library} 没有以下内容，已写入程序中：“${named}”。`,
  }
}
