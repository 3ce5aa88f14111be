/** Words, in lower case, that name the class 1 of two. */
const POSITIVE = ['positive', 'pos', '+', 'true', 't', 'yes', 'y', 'bound', 'peak', 'active', 'present', '1']
/** Words, in lower case, that name the class 0 of two. */
const NEGATIVE = [
  ...['negative', 'neg', '-', 'false', 'f', 'no', 'n', 'unbound', 'non-bound', 'not bound', 'background', 'inactive'],
  ...['absent', 'control', 'none', 'null-like', 'other', 'random', 'shuffled', '0'],
]
/** Words, in lower case, that are written for the same thing. */
const SAME = [
  ['positive', 'pos', '+'],
  ['negative', 'neg', '-'],
  ['yes', 'y'],
  ['no', 'n'],
  ['true', 't'],
  ['false', 'f'],
]

/** The class that a word names by itself, if it is one that is known. */
export function knownClass(word: string): 0 | 1 | undefined {
  const lower = plainWord(word)
  if (POSITIVE.includes(lower)) return 1
  return NEGATIVE.includes(lower) ? 0 : undefined
}

/**
 * Two words in the order of the numbers of their classes, [0, 1]: by a word that is known for one class; the one that
 * denies the other (`non-enhancer`, `not bound`, `unbound`) is 0; else in the order of the alphabet.
 */
export function orderTwoWords(one: string, other: string): readonly [string, string] {
  const [a, b] = compareTexts(one, other) < 0 ? [one, other] : [other, one]
  const [ofA, ofB] = [knownClass(a), knownClass(b)]
  if (ofA !== ofB && (ofA === 1 || ofB === 0)) return [b, a]
  if (ofA !== ofB) return [a, b]
  return denies(b, a) ? [b, a] : [a, b]
}

function denies(word: string, other: string): boolean {
  const [long, short] = [plainWord(word), plainWord(other)]
  return ['non-', 'non', 'non_', 'non ', 'not ', 'not_', 'not-', 'no ', 'no-', 'no_', 'un', 'in'].some(
    (prefix) => long === prefix + short,
  )
}

/**
 * What makes two words the same to a reader: letters without case, single blanks, and one word for those that mean the
 * same (`pos` is `positive`).
 */
export function meaningOfWord(word: string): string {
  const plain = plainWord(word)
  return SAME.find((words) => words.includes(plain))?.[0] ?? plain
}

function plainWord(word: string): string {
  return word.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** By code units, which does not depend on a language. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
