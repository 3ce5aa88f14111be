import { HeliconError } from '../../core/errors.js'
import type { BaseNumbers, Pfm, Ppm } from '../matrix.js'
import { pfmFromPpm } from '../pfm.js'
import { type PseudocountOptions, ppmOf } from '../ppm.js'
import { writeMeme } from './meme-writer.js'
import { writeCisBp, writeFourColumns, writeFourRows, writeHomer, writeJaspar, writeUniprobe } from './plain-writers.js'
import { writeTransfac } from './transfac-writer.js'

/** Formats of motifs that are written; `MOTIF_FORMATS` are those that are read. */
export const WRITTEN_MOTIF_FORMATS = [
  'meme',
  'jaspar',
  'transfac',
  'homer',
  'pfm-four-rows',
  'pfm-four-columns',
  'uniprobe',
  'cis-bp',
] as const

export type WrittenMotifFormat = (typeof WRITTEN_MOTIF_FORMATS)[number]

export interface WriteMotifsOptions extends PseudocountOptions {
  /** MEME's background frequencies. Default: 0.25 each. */
  readonly background?: BaseNumbers
  /** Number of sites of motifs that do not tell their own, for formats of counts. Default: such motifs are refused. */
  readonly sites?: number
}

/**
 * Writes motifs as text. JASPAR and TRANSFAC take counts, those of probabilities being probability x sites; HOMER,
 * UniPROBE and CIS-BP take probabilities; MEME takes probabilities and keeps counts; `pfm-four-rows` and
 * `pfm-four-columns` take what there is. A pseudocount is added where counts become probabilities, and nowhere else; with
 * one, MEME does not keep counts.
 *
 * Numbers have all their digits, so that they are the same when they are read again. Blanks in an id become `_`.
 *
 * @throws HeliconError ARGUMENT_INVALID where there are no motifs; MOTIF_COLUMN_ZERO,
 *   MOTIF_SITES_UNKNOWN
 */
export function writeMotifs(
  motifs: readonly (Pfm | Ppm)[],
  format: WrittenMotifFormat,
  { background, sites, pseudocount = 0 }: WriteMotifsOptions = {},
): string {
  if (motifs.length === 0)
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'number of motifs', ko: '모티프 수' },
      found: 0,
      expected: { kind: 'integer', min: 1 },
    })
  const counts = () =>
    motifs.map((motif) => (motif.kind === 'counts' ? motif : pfmFromPpm(motif, motif.sites ?? sites)))
  const probabilities = () => motifs.map((motif) => ppmOf(motif, { pseudocount }))
  switch (format) {
    case 'meme':
      return writeMeme(isNothing(pseudocount) ? motifs : probabilities(), background)
    case 'jaspar':
      return writeJaspar(counts())
    case 'transfac':
      return writeTransfac(counts())
    case 'homer':
      return writeHomer(probabilities())
    case 'pfm-four-rows':
      return writeFourRows(motifs)
    case 'pfm-four-columns':
      return writeFourColumns(motifs)
    case 'uniprobe':
      return writeUniprobe(probabilities())
    case 'cis-bp':
      return writeCisBp(probabilities())
  }
}

function isNothing(pseudocount: number | BaseNumbers): boolean {
  return typeof pseudocount === 'number' ? pseudocount === 0 : pseudocount.every((value) => value === 0)
}
