import { HeliconError } from '../../core/errors.js'
import type { ByteReader } from '../../io/byte-reader.js'
import { BASE } from '../../sequence/sequence-set.js'
import { numbersFromBytes } from './array-bytes.js'
import { elementsOf, requireArrayFits } from './array-reader.js'
import type { DType } from './dtype.js'
import { type ArrayHeader, shapeText } from './nd-array.js'

const CHANNELS = 4
/** Codes taken before any has arrived; the rest is taken as data arrive, so that a claim alone costs nothing. */
const FIRST_CODES = 16 * 1024 * 1024
/** A SequenceSet counts its codes in 32 bits. */
const CODE_LIMIT = 2 ** 32 - 1

/** Code of a position by the bits of its channels, A in the lowest; 255: not one-hot. */
const CODE_OF_BITS = new Uint8Array(16).fill(255)
CODE_OF_BITS[0b0000] = BASE.N
CODE_OF_BITS[0b0001] = BASE.A
CODE_OF_BITS[0b0010] = BASE.C
CODE_OF_BITS[0b0100] = BASE.G
CODE_OF_BITS[0b1000] = BASE.T

/** Sequences of one length, decoded from one-hot. */
export interface OneHotCodes {
  /** [records, length], row-major. */
  readonly codes: Uint8Array
  readonly records: number
  readonly length: number
  /** Positions that were all zero, which are N. */
  readonly unknownBases: number
}

interface OneHotArray {
  readonly header: ArrayHeader
  readonly reader: ByteReader
  readonly shard: number | undefined
  readonly length: number
  readonly signal: AbortSignal | undefined
}

/**
 * Decodes a one-hot array [records, length, 4] (channels A, C, G, T; any type of number) as it is read, so that it is
 * never in memory. All zero is N. `shard` is undefined where the array is of no DiskDataset. Throws `SEQUENCE_NOT_ONE_HOT` naming shard, row and position, and
 * `DISK_DATASET_SEQUENCE_SHAPE_WRONG`, `DISK_DATASET_TYPE_WRONG` for other arrays.
 */
export async function readOneHotCodes(
  header: ArrayHeader,
  reader: ByteReader,
  shard: number | undefined,
  signal?: AbortSignal,
): Promise<OneHotCodes> {
  const [records = 0, length = 0, channels] = header.shape
  const file = reader.name
  if (header.shape.length !== 3 || channels !== CHANNELS || length === 0)
    throw new HeliconError('DISK_DATASET_SEQUENCE_SHAPE_WRONG', {
      file,
      shard: shard ?? 0,
      found: shapeText(header.shape),
    })
  if (!'biuf'.includes(header.dtype.kind))
    throw new HeliconError('DISK_DATASET_TYPE_WRONG', {
      file,
      shard: shard ?? 0,
      found: header.dtype.text,
      expected: 'numbers',
    })
  requireArrayFits(header, reader)
  if (records * length > CODE_LIMIT) {
    const details = {
      file,
      shape: shapeText(header.shape),
      claimed: elementsOf(header),
      present: CODE_LIMIT * CHANNELS,
    }
    throw new HeliconError('ARRAY_TOO_LARGE', details)
  }
  const array = { header, reader, shard, length, signal }
  const codes = header.fortranOrder ? await readColumnMajor(array) : await readRowMajor(array)
  let unknownBases = 0
  for (const code of codes) if (code === BASE.N) unknownBases += 1
  return { codes, records, length, unknownBases }
}

async function readRowMajor(array: OneHotArray): Promise<Uint8Array> {
  const { header, reader } = array
  const total = elementsOf(header) / CHANNELS
  const width = CHANNELS * header.dtype.itemSize
  let codes = new Uint8Array(Math.min(total, FIRST_CODES))
  let done = 0
  while (done < total) {
    array.signal?.throwIfAborted()
    await reader.require(width)
    const count = Math.min(Math.floor(reader.buffered.length / width), total - done)
    const numbers = numbersIn(header.dtype, reader.buffered.subarray(0, count * width))
    if (done + count > codes.length) codes = grown(codes, Math.min(total, Math.max(2 * codes.length, done + count)))
    const wrong = encodePositions(numbers, codes, done)
    if (wrong >= 0) throw notOneHot(array, done + wrong, `[${numbers.slice(4 * wrong, 4 * wrong + 4).join(', ')}]`)
    reader.advance(count * width)
    done += count
  }
  return codes
}

/** Numbers that do not need to be big integers, so that all types go through the same loop. */
function numbersIn(dtype: DType, bytes: Uint8Array): Uint8Array | Float32Array | Float64Array {
  if (dtype.itemSize === 1) return bytes
  const numbers = numbersFromBytes(dtype, bytes.slice())
  if (numbers instanceof Float32Array || numbers instanceof Float64Array) return numbers
  return numbers instanceof BigInt64Array || numbers instanceof BigUint64Array
    ? Float64Array.from(numbers, Number)
    : Float64Array.from(numbers)
}

/** Encodes all positions of `numbers` into `codes` from `start`. Gives the first that is not one-hot, or -1. */
function encodePositions(numbers: Uint8Array | Float32Array | Float64Array, codes: Uint8Array, start: number): number {
  const count = numbers.length / CHANNELS
  for (let i = 0; i < count; i++) {
    const a = numbers[4 * i] ?? 0
    const c = numbers[4 * i + 1] ?? 0
    const g = numbers[4 * i + 2] ?? 0
    const t = numbers[4 * i + 3] ?? 0
    // x (x - 1) is 0 for 0 and 1 only, and NaN for NaN.
    if (a * (a - 1) !== 0 || c * (c - 1) !== 0 || g * (g - 1) !== 0 || t * (t - 1) !== 0) return i
    const code = CODE_OF_BITS[a | (c << 1) | (g << 2) | (t << 3)] ?? 255
    if (code === 255) return i
    codes[start + i] = code
  }
  return -1
}

/** Column-major bytes come channel by channel, position by position: each element sets or leaves one code. */
async function readColumnMajor(array: OneHotArray): Promise<Uint8Array> {
  const { header, reader, length } = array
  const [records = 0] = header.shape
  const { itemSize } = header.dtype
  const total = elementsOf(header)
  // 0 until a channel is 1, then its number from 1: fresh memory costs nothing until it is written.
  const channelOf = new Uint8Array(records * length)
  let done = 0
  while (done < total) {
    array.signal?.throwIfAborted()
    await reader.require(itemSize)
    const count = Math.min(Math.floor(reader.buffered.length / itemSize), total - done)
    const numbers = numbersIn(header.dtype, reader.buffered.subarray(0, count * itemSize))
    for (let i = 0; i < count; i++) {
      const value = numbers[i] ?? 0
      if (value === 0) continue
      const element = done + i
      const column = Math.floor(element / records)
      const at = (element % records) * length + (column % length)
      if (value !== 1) throw notOneHot(array, at, String(value))
      if (channelOf[at] !== 0) throw notOneHot(array, at, '1, 1')
      channelOf[at] = 1 + Math.floor(column / length)
    }
    reader.advance(count * itemSize)
    done += count
  }
  return channelOf.map((channel) => (channel === 0 ? BASE.N : channel - 1))
}

function notOneHot(array: OneHotArray, at: number, found: string): HeliconError {
  const row = Math.floor(at / array.length)
  const details = { file: array.reader.name, shard: array.shard, row, position: at % array.length, found }
  return new HeliconError('SEQUENCE_NOT_ONE_HOT', details)
}

function grown(codes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size)
  larger.set(codes)
  return larger
}
