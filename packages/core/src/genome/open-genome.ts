import type { ByteSource, Compression, RandomAccessSource } from '../io/byte-source.js'
import { openFastaGenome } from './fasta-genome.js'
import { streamOfFile } from './file-stream.js'
import type { Genome } from './genome.js'
import { readFastaGenome } from './memory-genome.js'
import { openTwoBitGenome } from './two-bit-genome.js'
import { isTwoBit } from './two-bit-header.js'

/**
 * Opens a genome of whichever format the file is, by its first bytes: 2bit; FASTA, with an index or without; FASTA in
 * gzip or bgzip, which is read whole into memory (an index of it is not used). Closing the genome closes the file; a
 * file that cannot be opened as a genome is closed too.
 *
 * @param index the `.fai` beside a FASTA file, where there is one
 * @throws HeliconError those of `openTwoBitGenome`, `openFastaGenome` and `readFastaGenome`
 */
export async function openGenome(
  file: RandomAccessSource,
  index: ByteSource | undefined,
  compression: Compression,
): Promise<Genome> {
  try {
    const start = await file.read(0, Math.min(4, file.size))
    if (isTwoBit(start)) return await openTwoBitGenome(file)
    if (start[0] !== 0x1f || start[1] !== 0x8b) return await openFastaGenome(file, index)
    const genome = await readFastaGenome(streamOfFile(file), compression)
    await file.close()
    return genome
  } catch (error) {
    await file.close()
    throw error
  }
}
