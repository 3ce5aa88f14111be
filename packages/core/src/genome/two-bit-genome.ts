import { HeliconError } from '../core/errors.js'
import type { RandomAccessSource } from '../io/byte-source.js'
import { BASE } from '../sequence/index.js'
import { cachedFile } from './cached-file.js'
import type { Genome } from './genome.js'
import { chromosomeTable, chromosomeToRead } from './genome-table.js'
import { readTwoBitHeader, readUnknownBlocks, type TwoBitEntry, type TwoBitNumbers } from './two-bit-header.js'

/** Bases as .2bit numbers them: T, C, A, G. */
const CODE_OF_NUMBER = [BASE.T, BASE.C, BASE.A, BASE.G] as const

/** Packed bytes that are turned into bases at a time. */
const PIECE_BYTES = 4 * 1024 * 1024

interface UnknownBlocks {
  readonly starts: Uint32Array
  readonly ends: Uint32Array
}

interface TwoBitSequence extends TwoBitEntry {
  /** Read when the sequence is first asked for. */
  unknown?: Promise<UnknownBlocks>
}

/**
 * A .2bit file as a genome (UCSC's format, versions 0 and 1, either byte order). Nothing but the places of its sequences
 * is read until they are asked for. Lower case is not told apart. Closing it closes the file.
 *
 * @throws HeliconError TWO_BIT_INVALID naming the byte, GENOME_EMPTY, GENOME_NAME_REPEATED
 */
export async function openTwoBitGenome(file: RandomAccessSource): Promise<Genome> {
  const cached = cachedFile(file)
  const { numbers, entries } = await readTwoBitHeader(cached)
  const sequences: TwoBitSequence[] = entries.map((entry) => ({ ...entry }))
  const table = chromosomeTable(file.name, sequences)
  return {
    name: file.name,
    chromosomes: entries.map(({ name, length }) => ({ name, length })),
    read: (name, start, end) => readBases(numbers, table, { name, start, end }),
    close: () => cached.close(),
  }
}

async function readBases(
  numbers: TwoBitNumbers,
  table: ReadonlyMap<string, TwoBitSequence>,
  { name, start, end }: { readonly name: string; readonly start: number; readonly end: number },
): Promise<Uint8Array> {
  const { file } = numbers
  const sequence = chromosomeToRead(file.name, table, name, start, end)
  sequence.unknown ??= readUnknownBlocks(numbers, sequence)
  const unknown = await sequence.unknown
  const codes = new Uint8Array(end - start)
  if (end === start) return codes
  const last = Math.floor((end - 1) / 4) + 1
  for (let byte = Math.floor(start / 4); byte < last; byte += PIECE_BYTES) {
    const upTo = Math.min(byte + PIECE_BYTES, last)
    const packed = await file.read(sequence.bases + byte, sequence.bases + upTo)
    if (packed.length < upTo - byte) {
      const details = { file: file.name, byte: sequence.bases + byte, expected: upTo - byte, present: packed.length }
      throw new HeliconError('DATA_TRUNCATED', details)
    }
    unpack(packed, 4 * byte, codes, start)
  }
  markUnknown(codes, start, unknown)
  return codes
}

/** @param first the base that the first byte begins with. @param start the base that `codes` begin with. */
function unpack(packed: Uint8Array, first: number, codes: Uint8Array, start: number): void {
  const from = Math.max(first, start)
  const to = Math.min(first + 4 * packed.length, start + codes.length)
  for (let position = from; position < to; position++) {
    const place = position - first
    const number = ((packed[place >>> 2] ?? 0) >>> (6 - 2 * (place & 3))) & 3
    codes[position - start] = CODE_OF_NUMBER[number] ?? BASE.N
  }
}

function markUnknown(codes: Uint8Array, start: number, { starts, ends }: UnknownBlocks): void {
  const end = start + codes.length
  for (let i = firstAfter(ends, start); i < starts.length; i++) {
    const from = starts[i] ?? end
    if (from >= end) return
    codes.fill(BASE.N, Math.max(from - start, 0), (ends[i] ?? end) - start)
  }
}

/** The first place in a rising list whose value is above `value`. */
function firstAfter(list: Uint32Array, value: number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
