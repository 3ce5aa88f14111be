import { HeliconError } from '../../core/errors.js'
import type { ByteReader } from '../../io/byte-reader.js'
import { numbersFromBytes, textFromBytes } from './array-bytes.js'
import { rowMajor } from './column-major.js'
import { type ArrayHeader, type NdArray, shapeText } from './nd-array.js'

/** Bytes taken before any of them has arrived; more is taken as data arrive, so that a claim alone costs nothing. */
const FIRST_BYTES = 16 * 1024 * 1024

/** The most elements of zero bytes each; such an array could otherwise claim any number of them for nothing. */
const EMPTY_ELEMENT_LIMIT = 1_000_000

/** What is done with an array's bytes: the reader stands at the first of them and must be left after the last. */
export type ArrayVisitor = (header: ArrayHeader, reader: ByteReader) => Promise<void>

/** Number of elements of an array. */
export function elementsOf(header: ArrayHeader): number {
  return header.shape.reduce((product, size) => product * size, 1)
}

/**
 * Checks an array's size against what the stream can still hold, before memory is taken. Throws `DATA_TRUNCATED` where
 * the size of the file is known, `ARRAY_TOO_LARGE` where an upper bound is (compressed data).
 */
export function requireArrayFits(header: ArrayHeader, reader: ByteReader): void {
  const elements = elementsOf(header)
  const claimed = elements * header.dtype.itemSize
  const present = reader.remainingBound ?? Number.MAX_SAFE_INTEGER
  const file = reader.name
  if (claimed > present && reader.size?.exact === true)
    throw new HeliconError('DATA_TRUNCATED', { file, byte: reader.position, expected: claimed, present })
  if (claimed > present || (header.dtype.itemSize === 0 && elements > EMPTY_ELEMENT_LIMIT))
    throw new HeliconError('ARRAY_TOO_LARGE', { file, shape: shapeText(header.shape), claimed, present })
}

/**
 * Reads the bytes of one array of numbers or text. Throws `DATA_TRUNCATED`, `ARRAY_TOO_LARGE`, and
 * `ARRAY_OBJECT_REFUSED` for objects, which have no bytes.
 */
export async function readArray(header: ArrayHeader, reader: ByteReader): Promise<NdArray> {
  const { dtype, shape } = header
  if (dtype.kind === 'O') throw new HeliconError('ARRAY_OBJECT_REFUSED', { file: reader.name })
  requireArrayFits(header, reader)
  if (dtype.kind === 'U' || dtype.kind === 'S') {
    const texts = await readTexts(header, reader)
    return { kind: 'text', shape, dtype, data: header.fortranOrder ? rowMajor(texts, [], shape) : texts }
  }
  const bytes = await readBytes(reader, elementsOf(header) * dtype.itemSize)
  const data = numbersFromBytes(dtype, bytes)
  return { kind: 'number', shape, dtype, data: header.fortranOrder ? rowMajorNumbers(data, shape) : data }
}

async function readBytes(reader: ByteReader, total: number): Promise<Uint8Array> {
  const start = reader.position
  let bytes = new Uint8Array(Math.min(total, FIRST_BYTES))
  let filled = 0
  while (filled < total) {
    const chunk = await reader.readSome(total - filled)
    if (chunk.length === 0)
      throw new HeliconError('DATA_TRUNCATED', { file: reader.name, byte: start, expected: total, present: filled })
    if (filled + chunk.length > bytes.length) {
      const grown = new Uint8Array(Math.min(total, Math.max(2 * bytes.length, filled + chunk.length)))
      grown.set(bytes.subarray(0, filled))
      bytes = grown
    }
    bytes.set(chunk, filled)
    filled += chunk.length
  }
  return bytes
}

async function readTexts(header: ArrayHeader, reader: ByteReader): Promise<string[]> {
  const { dtype } = header
  const total = elementsOf(header)
  const texts: string[] = []
  if (dtype.itemSize === 0) return new Array<string>(total).fill('')
  while (texts.length < total) {
    await reader.require(dtype.itemSize)
    const bytes = reader.buffered
    const whole = Math.min(Math.floor(bytes.length / dtype.itemSize), total - texts.length)
    for (let i = 0; i < whole; i++)
      texts.push(textFromBytes(dtype, bytes.subarray(i * dtype.itemSize, (i + 1) * dtype.itemSize)))
    reader.advance(whole * dtype.itemSize)
  }
  return texts
}

function rowMajorNumbers(data: ReturnType<typeof numbersFromBytes>, shape: readonly number[]): typeof data {
  // `slice` makes an array of the same kind to fill; big integers and numbers are different kinds to the compiler.
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return rowMajor(data, data.slice(), shape)
  return rowMajor(data, data.slice(), shape)
}
