import type { BaseNumbers, Pfm, Ppm } from '../matrix.js'
import { detectMotifFormat } from './detect-format.js'
import { readHocomocoWeights } from './hocomoco-reader.js'
import { readHomer } from './homer-reader.js'
import { readMatrixBlocks } from './matrix-blocks.js'
import { readMeme } from './meme-reader.js'
import type { MotifFormat } from './motif-format.js'
import { type MotifText, motifText } from './motif-text.js'
import { readSites } from './sites-reader.js'
import { readTransfac } from './transfac-reader.js'

export interface ReadMotifsOptions {
  /** Name of the file, for messages. Default `motifs`. */
  readonly file?: string
  /** Default: found by looking. */
  readonly format?: MotifFormat
}

/** What a file of motifs holds. */
export interface MotifFile {
  readonly format: MotifFormat
  /** At least one. */
  readonly motifs: readonly (Pfm | Ppm)[]
  /** Probabilities of A, C, G, T outside the motifs, where the file (MEME) gives them. */
  readonly background?: BaseNumbers
}

/**
 * Reads motifs from the text of a file, or from its bytes (UTF-8, not compressed), in any of `MOTIF_FORMATS`.
 *
 * A motif has counts where the file gives counts, and probabilities where it gives these; those that were rounded in print
 * are made to have the sum 1 at each position. Motifs without an id are called `motif1`, `motif2` and so on.
 *
 * @throws HeliconError MOTIF_FORMAT_UNKNOWN, MOTIF_FORMAT_AMBIGUOUS, MOTIF_FILE_EMPTY, MOTIF_FILE_ALPHABET,
 *   MOTIF_TRUNCATED, MOTIF_ROW_LENGTH, MOTIF_NUMBER_INVALID, MOTIF_VALUE_INVALID, MOTIF_SUM_WRONG, MOTIF_LINE_UNEXPECTED,
 *   MOTIF_TOO_LONG, MOTIF_WEIGHTS_UNKNOWN, those of instances, TEXT_NOT_UTF8, SIZE_LIMIT_EXCEEDED, LINE_TOO_LONG; each
 *   with the file and its line
 */
export function readMotifs(input: string | Uint8Array, options: ReadMotifsOptions = {}): MotifFile {
  const text = motifText(input, options.file ?? 'motifs')
  const format = options.format ?? detectMotifFormat(text)
  return { format, ...contentsOf(text, format) }
}

function contentsOf(text: MotifText, format: MotifFormat): Omit<MotifFile, 'format'> {
  switch (format) {
    case 'meme':
      return readMeme(text)
    case 'transfac':
      return { motifs: readTransfac(text) }
    case 'homer':
      return { motifs: readHomer(text) }
    case 'hocomoco-pwm':
      return { motifs: readHocomocoWeights(text) }
    case 'sites':
      return { motifs: readSites(text) }
    case 'jaspar':
    case 'pfm-four-rows':
      return { motifs: readMatrixBlocks(text, 'bases', 'counts') }
    case 'uniprobe':
      return { motifs: readMatrixBlocks(text, 'bases', 'probabilities') }
    case 'pfm-four-columns':
      return { motifs: readMatrixBlocks(text, 'positions', 'counts') }
    case 'cis-bp':
      return { motifs: readMatrixBlocks(text, 'positions', 'probabilities') }
  }
}
