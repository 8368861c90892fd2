// The tools that the TensorFlow addon is made with: Python's pip fetches the library, a C++ compiler builds the addon.
import { ask } from './children.mjs'

const firstOf = (candidates, test) => {
  for (const candidate of candidates) {
    const found = candidate && test(candidate)
    if (found) return { command: candidate, version: found.split('\n')[0] }
  }
  return undefined
}

/** The first Python on the PATH that has pip, or `{ missing }` saying what there is not. */
export function findPip() {
  const python = firstOf(['python3', 'python'], (name) => ask(name, ['--version']))
  if (!python) return { missing: 'Python (no python3 and no python on the PATH)', debian: 'python3-pip' }
  const pip = firstOf(['python3', 'python'], (name) => ask(name, ['-m', 'pip', '--version']))
  return pip ?? { missing: `pip (${python.version} has none)`, debian: 'python3-pip' }
}

/** The compiler that $CXX names, else the usual ones, or `{ missing }`. */
export function findCompiler() {
  const found = firstOf([process.env.CXX, 'g++', 'c++', 'clang++'], (name) => ask(name, ['--version']))
  return found ?? { missing: 'a C++ compiler (no g++, c++ or clang++ on the PATH)', debian: 'g++' }
}

/** `strip` only makes the library smaller, so it may be missing. */
export const findStrip = () => firstOf(['strip', 'llvm-strip'], (name) => ask(name, ['--version']))
