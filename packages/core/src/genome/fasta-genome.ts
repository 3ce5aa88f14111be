import { HeliconError } from '../core/errors.js'
import type { ByteSource, RandomAccessSource } from '../io/byte-source.js'
import { BASE } from '../sequence/index.js'
import { CODE_OF_BYTE, NO_LETTER } from './base-bytes.js'
import { cachedFile } from './cached-file.js'
import { checkFastaIndex } from './check-fasta-index.js'
import { byteOfBase, type FastaIndexEntry, readFai } from './fasta-index.js'
import { scanFasta } from './fasta-scan.js'
import { streamOfFile } from './file-stream.js'
import type { Genome } from './genome.js'
import { chromosomeTable, chromosomeToRead } from './genome-table.js'

/** Bytes that are turned into bases at a time. */
const PIECE_BYTES = 4 * 1024 * 1024

/** A genome whose places in its file are known. */
export interface FastaGenome extends Genome {
  /** One a sequence, in the order of the index; `faiText` writes them. */
  readonly index: readonly FastaIndexEntry[]
}

/**
 * A FASTA file as a genome. With an index (`.fai`, as `samtools faidx` writes it) nothing but what is asked for is read;
 * without one the file is read once from start to end, and the index made in memory. Closing it closes the file.
 *
 * @throws HeliconError GENOME_INDEX_LINE_INVALID and GENOME_INDEX_MISMATCH for an index that is none or of another file;
 *   those of `scanFasta` without an index; GENOME_COMPRESSED, GENOME_EMPTY, GENOME_NAME_REPEATED
 */
export async function openFastaGenome(file: RandomAccessSource, index: ByteSource | undefined): Promise<FastaGenome> {
  const cached = cachedFile(file)
  const start = await cached.read(0, Math.min(2, file.size))
  if (start[0] === 0x1f && start[1] === 0x8b) throw new HeliconError('GENOME_COMPRESSED', { file: file.name })
  const entries = index === undefined ? await scanFasta(streamOfFile(file).stream(), file.name) : await readFai(index)
  const table = chromosomeTable(index === undefined ? file.name : index.name, entries)
  if (index !== undefined) await checkFastaIndex(cached, index.name, entries)
  return {
    name: file.name,
    chromosomes: entries.map(({ name, length }) => ({ name, length })),
    index: entries,
    read: async (name, start, end) => {
      const entry = chromosomeToRead(file.name, table, name, start, end)
      return readBases(cached, entry, start, end)
    },
    close: () => cached.close(),
  }
}

async function readBases(
  file: RandomAccessSource,
  entry: FastaIndexEntry,
  start: number,
  end: number,
): Promise<Uint8Array> {
  const codes = new Uint8Array(end - start)
  if (end === start) return codes
  const last = byteOfBase(entry, end - 1) + 1
  let position = start
  for (let byte = byteOfBase(entry, start); byte < last; byte += PIECE_BYTES) {
    const bytes = await file.read(byte, Math.min(byte + PIECE_BYTES, last))
    position = takeBases({ file: file.name, entry, bytes, byte, codes, start }, position)
  }
  return codes
}

interface Piece {
  readonly file: string
  readonly entry: FastaIndexEntry
  readonly bytes: Uint8Array
  /** Its first byte in the file. */
  readonly byte: number
  readonly codes: Uint8Array
  /** The base that `codes` begin with. */
  readonly start: number
}

/** Writes the bases of a piece, line by line. @returns the base that comes next */
function takeBases({ file, entry, bytes, byte, codes, start }: Piece, first: number): number {
  let position = first
  // Where a piece begins within the end of a line, this is before its first byte's base.
  let at = byteOfBase(entry, position) - byte
  while (at < bytes.length) {
    const inLine = position % entry.lineBases
    const count = Math.min(entry.lineBases - inLine, bytes.length - at, start + codes.length - position)
    if (count === 0) break
    const wrong = copyBases(bytes, at, codes, position - start, count)
    if (wrong < count) throw wrongByte(file, entry, position + wrong, bytes[at + wrong] ?? 0)
    position += count
    at = byteOfBase(entry, position) - byte
  }
  return position
}

/** Bytes as codes, `count` of them. @returns the place of the first that is no letter; `count` where all are */
function copyBases(bytes: Uint8Array, from: number, codes: Uint8Array, to: number, count: number): number {
  for (let i = 0; i < count; i++) {
    const code = CODE_OF_BYTE[bytes[from + i] ?? 0] ?? NO_LETTER
    if (code > BASE.N) return i
    codes[to + i] = code
  }
  return count
}

function wrongByte(file: string, entry: FastaIndexEntry, position: number, byte: number): HeliconError {
  const found = String.fromCharCode(byte)
  return new HeliconError('GENOME_LETTER_INVALID', { file, chromosome: entry.name, position, found })
}
