import { HeliconError } from '../core/errors.js'
import type { RandomAccessSource } from '../io/byte-source.js'

const SIGNATURE = 0x1a41_2743
const HEADER_BYTES = 16

/** Bytes of an index entry without its name. */
const NAME_SIZE_BYTES = 1
const LONGEST_NAME = 255

/** What is wrong with a .2bit file, for the message. */
export type TwoBitProblem = 'signature' | 'version' | 'reserved' | 'count' | 'offset' | 'blocks' | 'size'

/** Where a sequence lies in a .2bit file. */
export interface TwoBitEntry {
  readonly name: string
  /** Bases. */
  readonly length: number
  /** The byte of the table of the blocks of N: first bases, then sizes, 4 bytes each. */
  readonly unknownBlocks: number
  readonly unknownCount: number
  /** The byte of the packed bases, four each. */
  readonly bases: number
}

/** Reads unsigned numbers of a .2bit file in its byte order. */
export interface TwoBitNumbers {
  readonly file: RandomAccessSource
  readonly littleEndian: boolean
}

/** Whether these first bytes are those of a .2bit file, in either byte order. */
export function isTwoBit(start: Uint8Array): boolean {
  return byteOrder(start) !== undefined
}

function byteOrder(start: Uint8Array): 'little' | 'big' | undefined {
  if (start.length < 4) return undefined
  const view = viewOf(start)
  if (view.getUint32(0, true) === SIGNATURE) return 'little'
  return view.getUint32(0, false) === SIGNATURE ? 'big' : undefined
}

/**
 * Reads what a .2bit file says about its sequences (UCSC's format; version 1 has 64-bit offsets, `faToTwoBit -long`),
 * each place checked against the size of the file.
 *
 * @throws HeliconError TWO_BIT_INVALID naming the byte
 */
export async function readTwoBitHeader(
  file: RandomAccessSource,
): Promise<{ readonly numbers: TwoBitNumbers; readonly entries: TwoBitEntry[] }> {
  const start = await file.read(0, Math.min(HEADER_BYTES, file.size))
  const order = byteOrder(start)
  if (order === undefined || start.length < HEADER_BYTES) throw invalid(file, 0, 'signature')
  const numbers = { file, littleEndian: order === 'little' }
  const view = viewOf(start)
  const version = view.getUint32(4, numbers.littleEndian)
  if (version > 1) throw invalid(file, 4, 'version')
  if (view.getUint32(12, numbers.littleEndian) !== 0) throw invalid(file, 12, 'reserved')
  const count = view.getUint32(8, numbers.littleEndian)
  const offsetBytes = version === 0 ? 4 : 8
  if (count * (NAME_SIZE_BYTES + offsetBytes) > file.size - HEADER_BYTES) throw invalid(file, 8, 'count')
  const entries: TwoBitEntry[] = []
  for (const { name, offset, byte } of await readIndex(numbers, count, offsetBytes))
    entries.push(await readEntry(numbers, name, offset, byte))
  return { numbers, entries }
}

interface IndexEntry {
  readonly name: string
  readonly offset: number
  /** Where it stands, for messages. */
  readonly byte: number
}

async function readIndex(numbers: TwoBitNumbers, count: number, offsetBytes: 4 | 8): Promise<IndexEntry[]> {
  const { file, littleEndian } = numbers
  const entries: IndexEntry[] = []
  let byte = HEADER_BYTES
  for (let i = 0; i < count; i++) {
    const end = Math.min(byte + NAME_SIZE_BYTES + LONGEST_NAME + offsetBytes, file.size)
    const bytes = await file.read(byte, end)
    const nameEnd = NAME_SIZE_BYTES + (bytes[0] ?? 0)
    if (nameEnd + offsetBytes > bytes.length) throw invalid(file, byte, 'count')
    const view = viewOf(bytes)
    const name = new TextDecoder().decode(bytes.subarray(NAME_SIZE_BYTES, nameEnd))
    const offset =
      offsetBytes === 4 ? view.getUint32(nameEnd, littleEndian) : Number(view.getBigUint64(nameEnd, littleEndian))
    entries.push({ name, offset, byte })
    byte += nameEnd + offsetBytes
  }
  return entries
}

async function readEntry(numbers: TwoBitNumbers, name: string, offset: number, byte: number): Promise<TwoBitEntry> {
  const { file } = numbers
  if (offset < HEADER_BYTES || offset > file.size - 16) throw invalid(file, byte, 'offset')
  const [length = 0, unknownCount = 0] = await readNumbers(numbers, offset, 2)
  const unknownBlocks = offset + 8
  const masked = unknownBlocks + 8 * unknownCount
  if (masked + 4 > file.size) throw invalid(file, offset + 4, 'blocks')
  const [maskedCount = 0] = await readNumbers(numbers, masked, 1)
  // The blocks of lower case are passed over: they are bases as the others. Four reserved bytes follow them.
  const bases = masked + 4 + 8 * maskedCount + 4
  if (bases > file.size) throw invalid(file, masked, 'blocks')
  if (bases + Math.ceil(length / 4) > file.size) throw invalid(file, offset, 'size')
  return { name, length, unknownBlocks, unknownCount, bases }
}

/**
 * The blocks of N of a sequence: their first bases and the bases after their last ones.
 *
 * @throws HeliconError TWO_BIT_INVALID where they overlap, are out of order or reach beyond the sequence
 */
export async function readUnknownBlocks(
  numbers: TwoBitNumbers,
  entry: TwoBitEntry,
): Promise<{ readonly starts: Uint32Array; readonly ends: Uint32Array }> {
  const count = entry.unknownCount
  const values = await readNumbers(numbers, entry.unknownBlocks, 2 * count)
  const starts = values.slice(0, count)
  const ends = new Uint32Array(count)
  let before = 0
  for (let i = 0; i < count; i++) {
    const start = starts[i] ?? 0
    const end = start + (values[count + i] ?? 0)
    if (start < before || end > entry.length) throw invalid(numbers.file, entry.unknownBlocks + 4 * i, 'blocks')
    ends[i] = end
    before = end
  }
  return { starts, ends }
}

async function readNumbers({ file, littleEndian }: TwoBitNumbers, byte: number, count: number): Promise<Uint32Array> {
  const view = viewOf(await file.read(byte, byte + 4 * count))
  return Uint32Array.from({ length: count }, (_, i) => view.getUint32(4 * i, littleEndian))
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function invalid(file: RandomAccessSource, byte: number, problem: TwoBitProblem): HeliconError {
  return new HeliconError('TWO_BIT_INVALID', { file: file.name, byte, problem })
}
