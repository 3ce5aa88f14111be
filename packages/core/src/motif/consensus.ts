import { at } from '../core/arrays.js'
import { MOTIF_BASES, type Pfm, type Ppm, type Pwm } from './matrix.js'

/** IUPAC letters by the bases that they stand for: bit 0 is A, bit 1 C, bit 2 G, bit 3 T. */
const LETTER_OF_BASES = '.ACMGRSVTWYHKDBN'

/** The most frequent base of each position; the first in the order A, C, G, T where several are. */
export function consensus(matrix: Pfm | Ppm | Pwm): string {
  return letters(matrix, (row) => MOTIF_BASES[row.indexOf(Math.max(...row))] ?? 'N')
}

/**
 * IUPAC letters that stand for the frequent bases of each position, by the rules of Cavener (1987) as Biopython takes
 * them: one base where it is more than half and more than twice the next; two where they are more than three quarters
 * together; three where the fourth never occurs; else N, also where nothing was counted at all.
 */
export function degenerateConsensus(matrix: Pfm | Ppm): string {
  return letters(matrix, (row) => {
    const order = [0, 1, 2, 3].sort((a, b) => at(row, b) - at(row, a) || a - b)
    const [first = 0, second = 0, third = 0, fourth = 0] = order.map((base) => at(row, base))
    const bits = order.map((base) => 1 << base)
    const [one = 0, two = 0, three = 0] = bits
    if (first > second + third + fourth && first > 2 * second) return at(LETTER_OF_BASES, one)
    if (4 * (first + second) > 3 * (first + second + third + fourth)) return at(LETTER_OF_BASES, one | two)
    if (fourth === 0 && third > 0) return at(LETTER_OF_BASES, one | two | three)
    return 'N'
  })
}

function letters(matrix: Pfm | Ppm | Pwm, letterOf: (row: Float64Array) => string): string {
  let text = ''
  for (let i = 0; i < matrix.values.length; i += 4) text += letterOf(matrix.values.subarray(i, i + 4))
  return text
}
