import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { ByteSource, Compression } from '../io/byte-source.js'
import { plainBytes } from '../io/plain-bytes.js'
import { type SequenceSet, sequenceCodes, sequenceCount } from '../sequence/index.js'
import { scanFasta } from './fasta-scan.js'
import type { Chromosome, Genome } from './genome.js'
import { chromosomeTable, chromosomeToRead } from './genome-table.js'

/** Bases of the largest genome that is held in memory, one byte each. */
const MOST_BASES = 0xffff_ffff

interface HeldChromosome extends Chromosome {
  readonly codes: Uint8Array
}

/**
 * Sequences in memory as a genome; their ids are the names of its chromosomes.
 *
 * @param name for messages
 * @throws HeliconError GENOME_EMPTY, GENOME_NAME_REPEATED
 */
export function genomeFromSequences(name: string, sequences: SequenceSet): Genome {
  const chromosomes = Array.from({ length: sequenceCount(sequences) }, (_, i) => {
    const codes = sequenceCodes(sequences, i)
    return { name: at(sequences.ids, i), length: codes.length, codes }
  })
  return heldGenome(name, chromosomes)
}

/**
 * Reads a whole FASTA file into memory, one byte a base: what is left to do with one in gzip or bgzip, of which no
 * stretch can be had without what comes before it.
 *
 * @throws HeliconError those of `scanFasta` and of damaged gzip; SIZE_LIMIT_EXCEEDED above 4,294,967,295 bases
 */
export async function readFastaGenome(source: ByteSource, compression: Compression): Promise<Genome> {
  const held: GrowingCodes[] = []
  let total = 0
  const entries = await scanFasta(plainBytes(source, compression), source.name, (sequence, codes) => {
    total += codes.length
    if (total > MOST_BASES) throw new HeliconError('SIZE_LIMIT_EXCEEDED', { file: source.name, limit: MOST_BASES })
    if (held.length === sequence) {
      held.at(-1)?.trim()
      held.push(new GrowingCodes())
    }
    held[sequence]?.add(codes)
  })
  const chromosomes = entries.map(({ name, length }, i) => ({ name, length, codes: codesOf(held[i]) }))
  return heldGenome(source.name, chromosomes)
}

function codesOf(held: GrowingCodes | undefined): Uint8Array {
  held?.trim()
  return held?.codes ?? new Uint8Array(0)
}

function heldGenome(file: string, chromosomes: readonly HeldChromosome[]): Genome {
  const table = chromosomeTable(file, chromosomes)
  return {
    name: file,
    chromosomes: chromosomes.map(({ name, length }) => ({ name, length })),
    read: async (name, start, end) => chromosomeToRead(file, table, name, start, end).codes.slice(start, end),
    close: async () => undefined,
  }
}

/** Codes that are added to, at a cost in proportion to what is added. */
class GrowingCodes {
  codes = new Uint8Array(0)
  #length = 0

  add(more: Uint8Array): void {
    const length = this.#length + more.length
    if (length > this.codes.length) {
      const larger = new Uint8Array(Math.max(length, Math.min(2 * this.codes.length, MOST_BASES)))
      larger.set(this.codes.subarray(0, this.#length))
      this.codes = larger
    }
    this.codes.set(more, this.#length)
    this.#length = length
  }

  /** Lets go of the room that was kept for more. */
  trim(): void {
    if (this.codes.length > this.#length) this.codes = this.codes.slice(0, this.#length)
  }
}
