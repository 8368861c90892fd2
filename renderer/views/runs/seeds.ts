// The seeds as the launch asks for them: whole numbers that the contract allows, each once.
const largest = 2 ** 31 - 1

/** Null when what was typed is not a list of 1 to 100 whole numbers from 0 to 2^31 - 1. */
export function soundSeeds(typed: number[] | string): number[] | null {
  if (!Array.isArray(typed)) return null
  const seeds = [...new Set(typed)]
  const sound = seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed <= largest)
  return sound && seeds.length >= 1 && seeds.length <= 100 ? seeds : null
}
