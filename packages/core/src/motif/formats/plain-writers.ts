import { degenerateConsensus } from '../consensus.js'
import { MOTIF_BASES, type Pfm, type Ppm } from '../matrix.js'
import { maxScore, pwmFromPpm } from '../pwm.js'
import { basesOf, oneLine, rowsOf, titleId, titleName } from './written-text.js'

/** Of the best score; as a threshold where the motif brings none of its own. */
const SHARE_OF_BEST = 0.8

/** JASPAR: `>ID NAME`, then a row in brackets for each base. */
export function writeJaspar(motifs: readonly Pfm[]): string {
  return motifs
    .map((motif) => {
      const rows = basesOf(motif).map((row) => row.map(String))
      const width = Math.max(...rows.flat().map((number) => number.length))
      const lines = rows.map((row, base) => `${MOTIF_BASES[base]} [ ${row.map((n) => n.padStart(width)).join(' ')} ]`)
      return `${[heading(motif), ...lines].join('\n')}\n`
    })
    .join('\n')
}

/** A row for each base below a heading, the plain form of JASPAR. */
export function writeFourRows(motifs: readonly (Pfm | Ppm)[]): string {
  return motifs
    .map((motif) => `${[heading(motif), ...basesOf(motif).map((row) => row.join('\t'))].join('\n')}\n`)
    .join('\n')
}

/** A row for each position below a heading. */
export function writeFourColumns(motifs: readonly (Pfm | Ppm)[]): string {
  return motifs
    .map((motif) => `${[heading(motif), ...rowsOf(motif).map((row) => row.join('\t'))].join('\n')}\n`)
    .join('')
}

/** UniPROBE: a line with the id and the name, then a row for each base. */
export function writeUniprobe(motifs: readonly Ppm[]): string {
  return motifs
    .map((motif) => {
      const lines = basesOf(motif).map((row, base) => `${MOTIF_BASES[base]}:\t${row.join('\t')}`)
      return `${[`${titleId(motif)} ${titleName(motif)}`.trimEnd(), ...lines].join('\n')}\n`
    })
    .join('\n')
}

/** CIS-BP: a line for each thing known, then a row for each position below `Pos A C G T`. */
export function writeCisBp(motifs: readonly Ppm[]): string {
  return motifs
    .map((motif) => {
      const { family, species } = motif.facts ?? {}
      const lines = [
        ...(motif.name === '' ? [] : [`TF Name\t${titleName(motif)}`]),
        `Motif\t${titleId(motif)}`,
        ...(family === undefined ? [] : [`Family\t${oneLine(family)}`]),
        ...(species === undefined ? [] : [`Species\t${oneLine(species.join('; '))}`]),
        'Pos\tA\tC\tG\tT',
        ...rowsOf(motif).map((row, i) => [i + 1, ...row].join('\t')),
      ]
      return `${lines.join('\n')}\n`
    })
    .join('\n')
}

/**
 * HOMER's `.motif`: `>CONSENSUS NAME THRESHOLD [LN(P-VALUE)]` between tabs, then a row for each position. The threshold
 * is that of the motif, and 0.8 of the best score (natural log-odds against 0.25 for each base) where it has none.
 */
export function writeHomer(motifs: readonly Ppm[]): string {
  return motifs
    .map((motif) => {
      const { threshold, logPValue } = motif.facts ?? {}
      const best = maxScore(pwmFromPpm(motif)) * Math.LN2
      const fields = [
        `>${degenerateConsensus(motif)}`,
        `${titleId(motif)} ${titleName(motif)}`.trimEnd(),
        threshold ?? SHARE_OF_BEST * best,
        ...(logPValue === undefined ? [] : [logPValue]),
      ]
      return `${[fields.join('\t'), ...rowsOf(motif).map((row) => row.join('\t'))].join('\n')}\n`
    })
    .join('')
}

function heading(motif: Pfm | Ppm): string {
  return `>${titleId(motif)} ${titleName(motif)}`.trimEnd()
}
