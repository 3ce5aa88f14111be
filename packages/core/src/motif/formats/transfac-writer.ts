import type { Pfm } from '../matrix.js'
import { oneLine, rowsOf, titleId, titleName } from './written-text.js'

/**
 * Writes TRANSFAC's flat form as JASPAR does: `AC` the id, `ID` the name (`ID` the id where there is no name), `DE` and
 * `CC` where the motif has a description and comments, counts with a point.
 */
export function writeTransfac(motifs: readonly Pfm[]): string {
  return motifs.map((motif) => `${motifLines(motif).join('\n')}\n`).join('')
}

function motifLines(motif: Pfm): string[] {
  const { description, comments = [] } = motif.facts ?? {}
  const name = titleName(motif)
  const head = name === '' ? [`ID ${titleId(motif)}`] : [`AC ${titleId(motif)}`, 'XX', `ID ${name}`]
  return [
    ...head,
    'XX',
    ...(description === undefined ? [] : [`DE ${oneLine(description)}`]),
    'PO\tA\tC\tG\tT',
    ...rowsOf(motif).map((row, i) => [String(i + 1).padStart(2, '0'), ...row.map(withPoint)].join('\t')),
    'XX',
    ...(comments.length === 0 ? [] : [...comments.map((comment) => `CC ${oneLine(comment)}`), 'XX']),
    '//',
  ]
}

/** `4` as `4.0`. */
function withPoint(count: number): string {
  return Number.isInteger(count) && Math.abs(count) < 1e21 ? `${count}.0` : String(count)
}
