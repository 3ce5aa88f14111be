import { decodeSequence, type Pwm, pValue, reverseComplement, type ScoreDistribution } from '@helicon/core'
import { printable } from '../console/printable.js'

/** A motif that is looked for. */
export interface ScannedMotif {
  readonly pwm: Pwm
  readonly distribution: ScoreDistribution
  /** Id and name as they may stand in a line. */
  readonly id: string
  readonly name: string
}

/** A window to write a line of. */
export interface Window {
  readonly start: number
  readonly reverse: boolean
  readonly score: number
}

/** How hits become lines. */
export interface HitFormat {
  /** The first line with its end, or nothing. */
  readonly heading: string
  /** @param id of the sequence, as it may stand in a line */
  readonly line: (motif: ScannedMotif, id: string, codes: Uint8Array, window: Window) => string
}

/** The columns of the table and the keys of the JSON. Positions are 0-based and half-open, on both strands. */
const COLUMNS = ['sequence', 'start', 'end', 'strand', 'motif', 'name', 'score', 'pvalue', 'match'] as const

/** Tab-separated values with a heading. The match reads as the motif does: on `-` it is the reverse complement. */
export const tableFormat: HitFormat = {
  heading: `${COLUMNS.join('\t')}\n`,
  line: (motif, id, codes, { start, reverse, score }) => {
    const end = start + motif.pwm.length
    const probability = pValue(motif.distribution, score).toExponential(3)
    const fields = [start, end, reverse ? '-' : '+', motif.id, motif.name, shortScore(score), probability]
    return `${id}\t${fields.join('\t')}\t${matchOf(codes, start, end, reverse)}\n`
  },
}

/** One JSON object a line; scores and p-values with all their digits. A score of -Infinity is null. */
export const jsonFormat: HitFormat = {
  heading: '',
  line: (motif, id, codes, { start, reverse, score }) => {
    const end = start + motif.pwm.length
    const [strand, match] = [reverse ? '-' : '+', matchOf(codes, start, end, reverse)]
    const values = [id, start, end, strand, motif.id, motif.name, score, pValue(motif.distribution, score), match]
    return `${JSON.stringify(Object.fromEntries(COLUMNS.map((column, i) => [column, values[i]])))}\n`
  },
}

/** BED with six columns, its score -100 log10(p) and at most 1000, as in the JASPAR tracks of the UCSC browser. */
export const bedFormat: HitFormat = {
  heading: '',
  line: (motif, id, _codes, { start, reverse, score }) => {
    const strength = -100 * Math.log10(pValue(motif.distribution, score))
    const bedScore = Math.max(0, Math.min(1000, Math.round(strength)))
    return `${[id, start, start + motif.pwm.length, motif.id, bedScore, reverse ? '-' : '+'].join('\t')}\n`
  },
}

/** A motif with its id and name made fit for a line. */
export function scannedMotif(pwm: Pwm, distribution: ScoreDistribution): ScannedMotif {
  return { pwm, distribution, id: printable(pwm.id), name: printable(pwm.name) }
}

function matchOf(codes: Uint8Array, start: number, end: number, reverse: boolean): string {
  const window = codes.subarray(start, end)
  return decodeSequence(reverse ? reverseComplement(window) : window)
}

/** Nine digits: a float32 in full, without the noise of a sum's last digits. */
function shortScore(score: number): string {
  return String(Number(score.toPrecision(9)))
}
