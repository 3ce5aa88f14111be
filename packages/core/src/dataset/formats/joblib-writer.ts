import type { Compression } from '../../io/byte-source.js'
import { bytesOfArray, type WritableArray } from './array-writer.js'
import type { DType } from './dtype.js'
import type { ArrayHeader } from './nd-array.js'

/** joblib aligns an array's bytes to this, counted from the start of the uncompressed file. */
const ALIGNMENT = 16
/** joblib's own level where none is given. */
const LEVEL = 3

export interface JoblibOptions {
  /** Default `zlib`, at joblib's level 3. */
  readonly compress?: 'none' | 'zlib'
}

/**
 * The bytes of a joblib file with one array, which `joblib.load` of today opens: pickle protocol 3, then the array's
 * bytes. Source: joblib.numpy_pickle.NumpyArrayWrapper.
 */
export function joblibChunks(
  array: WritableArray,
  compression: Compression,
  options: JoblibOptions = {},
): AsyncIterable<Uint8Array> {
  const chunks = uncompressed(array)
  return options.compress === 'none' ? chunks : compression.compress(chunks, 'zlib', LEVEL)
}

async function* uncompressed(array: WritableArray): AsyncGenerator<Uint8Array> {
  const wrapper = wrapperPickle(array.header)
  // One byte counts the padding, 1 to 16 bytes of it, after which the array starts at a multiple of 16.
  const padding = ALIGNMENT - ((wrapper.length + 1) % ALIGNMENT)
  yield wrapper
  yield new Uint8Array([padding, ...new Array<number>(padding).fill(0xff)])
  yield* bytesOfArray(array)
  yield new Uint8Array([0x2e])
}

/** The pickle of a NumpyArrayWrapper with its fields, up to BUILD; STOP follows the array's bytes. */
function wrapperPickle(header: ArrayHeader): Uint8Array {
  const fields = [
    [text('subclass'), name('numpy', 'ndarray')],
    [text('shape'), tuple(header.shape.map(wholeNumber))],
    [text('order'), text(header.fortranOrder ? 'F' : 'C')],
    [text('dtype'), dtypePickle(header.dtype)],
    [text('allow_mmap'), [0x89]],
    [text('numpy_array_alignment_bytes'), wholeNumber(ALIGNMENT)],
  ].flat(2)
  const start = [0x80, 3, ...name('joblib.numpy_pickle', 'NumpyArrayWrapper'), 0x29, 0x81]
  return new Uint8Array([...start, 0x7d, 0x28, ...fields, 0x75, 0x62])
}

/** numpy.dtype(name, False, True) and its state: version 3, byte order, no parts, size and alignment, flags. */
function dtypePickle(dtype: DType): number[] {
  const [order = '|', ...rest] = dtype.text
  const isText = dtype.kind === 'U'
  const none = 0x4e
  const size = isText ? wholeNumber(dtype.itemSize) : signedNumber(-1)
  const alignment = isText ? wholeNumber(4) : signedNumber(-1)
  const flags = wholeNumber(isText ? 8 : 0)
  const state = [wholeNumber(3), text(order), [none], [none], [none], size, alignment, flags]
  const made = [...name('numpy', 'dtype'), ...tuple([text(rest.join('')), [0x89], [0x88]]), 0x52]
  return [...made, ...tuple(state), 0x62]
}

function name(module: string, item: string): number[] {
  return [0x63, ...new TextEncoder().encode(`${module}\n${item}\n`)]
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value)
  return [0x58, ...littleEndian(bytes.length, 4), ...bytes]
}

function tuple(items: readonly (readonly number[])[]): number[] {
  return [0x28, ...items.flat(), 0x74]
}

/** LONG1: a whole number of at least 0; its top byte is kept below 128, the sign. */
function wholeNumber(value: number): number[] {
  return [0x8a, 8, ...littleEndian(value, 8)]
}

function signedNumber(value: number): number[] {
  return [0x4a, ...littleEndian(value >>> 0, 4)]
}

function littleEndian(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, i) => Math.floor(value / 256 ** i) % 256)
}
