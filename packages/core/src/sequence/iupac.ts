/**
 * The bases that each IUPAC letter of nucleic acids stands for (Cornish-Bowden 1985, Nucleic Acids Research 13:3021), by
 * upper-case letter. U is T.
 */
const BASES_OF_LETTER: Readonly<Record<string, string>> = {
  A: 'A',
  C: 'C',
  G: 'G',
  T: 'T',
  U: 'T',
  R: 'AG',
  Y: 'CT',
  S: 'CG',
  W: 'AT',
  K: 'GT',
  M: 'AC',
  B: 'CGT',
  D: 'AGT',
  H: 'ACT',
  V: 'ACG',
  N: 'ACGT',
}

/** The letters that stand for bases, upper case, in the order of a message: single bases first. */
export const IUPAC_LETTERS = 'ACGTURYSWKMBDHVN'

/**
 * The bases that a letter stands for, in the order A, C, G, T: `R` gives `AG`. Lower case counts as upper case, U is T.
 * @returns undefined for what is no letter of a nucleic acid
 */
export function basesOfLetter(letter: string): string | undefined {
  const upper = letter.toUpperCase()
  return Object.hasOwn(BASES_OF_LETTER, upper) ? BASES_OF_LETTER[upper] : undefined
}
