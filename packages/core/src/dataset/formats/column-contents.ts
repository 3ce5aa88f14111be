/** What the values of a column in the first rows of a table look like. n is their number. */
export interface ColumnContents {
  /** Share of the values that look like DNA, of those that are not empty. */
  readonly dna: number
  /** Share of the values that are long and of letters of amino acids alone, of those that are not empty. */
  readonly protein: number
  /** Mean length of the values that are not empty. */
  readonly length: number
  readonly distinct: number
  /** All values that are not missing are numbers, and one is. */
  readonly numeric: boolean
  /** All values are 0, 1 or missing, and one is not missing. */
  readonly zeroOne: boolean
  /** Whole numbers that grow by 1 from row to row. */
  readonly counting: boolean
}

/** A number as data files write it; neither hexadecimal nor infinite. */
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/
const BASES = /[ACGTUNacgtun]/g
const PROTEIN = /^[A-IK-NP-Ya-ik-np-y*]{15,}$/
const MISSING = new Set(['', '.', '?', '-', 'NA', 'N/A', 'NAN', 'NULL'])

/** Whether a text is a decimal number. */
export function isNumberText(text: string): boolean {
  return NUMBER.test(text)
}

/** Whether a label is not there: nothing, `.`, `?`, `-`, or NA, N/A, NaN, null in any case. */
export function isMissingText(text: string): boolean {
  return MISSING.has(text.toUpperCase())
}

/** Whether at least four fifths of the letters are A, C, G, T, U or N: a wrong letter does not hide a sequence. */
export function looksLikeDna(text: string): boolean {
  return text !== '' && 5 * (text.match(BASES)?.length ?? 0) >= 4 * text.length
}

/** Looks at the values of one column. */
export function columnContents(values: readonly string[]): ColumnContents {
  const written = values.filter((value) => value !== '')
  const n = Math.max(1, written.length)
  const share = (matches: (value: string) => boolean): number => written.filter(matches).length / n
  const present = values.filter((value) => !isMissingText(value))
  const numbers = present.map((value) => (isNumberText(value) ? Number(value) : Number.NaN))
  const numeric = present.length > 0 && numbers.every((number) => !Number.isNaN(number))
  return {
    dna: share(looksLikeDna),
    protein: share((value) => PROTEIN.test(value)),
    length: values.reduce((sum, value) => sum + value.length, 0) / n,
    distinct: new Set(values).size,
    numeric,
    zeroOne: numeric && numbers.every((number) => number === 0 || number === 1),
    counting: numeric && values.length > 1 && numbers.every((number, i) => number === (numbers[0] ?? 0) + i),
  }
}
