import { type BaseNumbers, encodeSequence, type FastaRecord, readFasta } from '@helicon/core'
import { nodeCompression } from '@helicon/core/node'
import { inputSource } from '../data/standard-input.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

/** A sequence with its name. */
export type NamedSequence = Pick<FastaRecord, 'id' | 'codes'>

/** Where the sequences come from: a FASTA file, `-` for standard input, or letters of the command line. */
export interface SequenceOrigin {
  readonly file?: string | undefined
  readonly letters?: string | undefined
}

/** The sequences, one after the other; of letters one called `sequence`. Throws what `readFasta` throws. */
export async function* readSequences(origin: SequenceOrigin, texts: Texts): AsyncGenerator<NamedSequence> {
  if (origin.letters !== undefined) yield { id: 'sequence', codes: codesOfLetters(origin.letters, texts) }
  else if (origin.file !== undefined) yield* readFasta(inputSource(origin.file, texts), nodeCompression)
}

/**
 * How often the sequences have A, C, G and T: both strands counted, so that A is as frequent as T; one is added to each
 * count, so that none is 0.
 */
export async function countBackground(origin: SequenceOrigin, texts: Texts): Promise<BaseNumbers> {
  let [at, cg] = [2, 2]
  for await (const { codes } of readSequences(origin, texts)) {
    for (const code of codes) {
      if (code === 0 || code === 3) at++
      else if (code < 4) cg++
    }
  }
  const [half, other] = [at / 2 / (at + cg), cg / 2 / (at + cg)]
  return [half, other, other, half]
}

function codesOfLetters(letters: string, texts: Texts): Uint8Array {
  for (const [index, letter] of [...letters].entries()) {
    if (encodeSequence(letter).other > 0) throw new UsageError(texts.motifScan.lettersExpected(letter, index + 1))
  }
  return encodeSequence(letters).codes
}
