import { checkedBackground, UNIFORM_BACKGROUND } from '../background.js'
import { rowSum } from '../check-matrix.js'
import { type BaseNumbers, MOTIF_BASES, type Pfm, type Ppm } from '../matrix.js'
import { ppmFromPfm } from '../ppm.js'
import { oneLine, rowsOf, titleId, titleName } from './written-text.js'

/** What stands before the sums of the counts of each position, in a line that other programs pass over. */
export const COUNTS_COMMENT = '# counts at each position:'
/** What stands before a description, and before each line of comment, for which MEME has no place either. */
export const DESCRIPTION_COMMENT = '# description:'
export const OTHER_COMMENT = '# comment:'

/**
 * Writes MEME's minimal text, version 4. Probabilities have all their digits. MEME knows one number of sites for a motif;
 * where the motif is one of counts, a comment keeps the sum of each position, by which `readMeme` gives the counts back.
 * Comments keep its description and its own comments too.
 *
 * @throws HeliconError MOTIF_COLUMN_ZERO where a position has no counts; ARGUMENT_INVALID where the background is none
 */
export function writeMeme(motifs: readonly (Pfm | Ppm)[], background: BaseNumbers = UNIFORM_BACKGROUND): string {
  const frequencies = checkedBackground(background).map((frequency, base) => `${MOTIF_BASES[base]} ${frequency}`)
  const head = ['MEME version 4', '', 'ALPHABET= ACGT', '', 'strands: + -', '', 'Background letter frequencies']
  return `${[...head, frequencies.join(' '), ...motifs.flatMap(motifLines)].join('\n')}\n`
}

function motifLines(motif: Pfm | Ppm): string[] {
  const ppm = motif.kind === 'counts' ? ppmFromPfm(motif) : motif
  const { sites } = ppm
  const { eValue, url, description, comments = [] } = motif.facts ?? {}
  const fields = [
    'alength= 4',
    `w= ${motif.length}`,
    ...(sites === undefined ? [] : [`nsites= ${Math.max(1, Math.round(sites))}`]),
    ...(eValue === undefined ? [] : [`E= ${eValue}`]),
  ]
  const sums = Array.from({ length: motif.length }, (_, position) => rowSum(motif.values, position))
  return [
    '',
    `MOTIF ${titleId(motif)} ${titleName(motif)}`.trimEnd(),
    ...(description === undefined ? [] : [`${DESCRIPTION_COMMENT} ${oneLine(description)}`]),
    ...comments.map((comment) => `${OTHER_COMMENT} ${oneLine(comment)}`),
    ...(motif.kind === 'counts' ? [`${COUNTS_COMMENT} ${sums.join(' ')}`] : []),
    `letter-probability matrix: ${fields.join(' ')}`,
    ...rowsOf(ppm).map((row) => row.join('\t')),
    ...(url === undefined ? [] : [`URL ${url}`]),
  ]
}
