import type { ByteSource } from '../../io/byte-source.js'
import { bytesOfArray, type WritableArray } from './array-writer.js'
import { type ArrayHeader, shapeText } from './nd-array.js'

/** The header's end, so that the array is aligned to 64 bytes as numpy aligns it. */
const ALIGNMENT = 64

/** The bytes of a .npy file, version 1.0, row-major, in chunks. Source: numpy.lib.format. */
export async function* npyChunks(array: WritableArray): AsyncGenerator<Uint8Array> {
  yield npyHeader(array.header)
  yield* bytesOfArray(array)
}

/** The bytes of a .npy file before those of the array. */
export function npyHeader(header: ArrayHeader): Uint8Array {
  const order = header.fortranOrder ? 'True' : 'False'
  const dict = `{'descr': '${header.dtype.text}', 'fortran_order': ${order}, 'shape': ${shapeText(header.shape)}, }`
  const unpadded = 10 + dict.length + 1
  const length = Math.ceil(unpadded / ALIGNMENT) * ALIGNMENT
  const text = `${dict.padEnd(length - 11)}\n`
  const bytes = new Uint8Array(length)
  bytes.set([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length & 0xff, text.length >> 8])
  bytes.set(new TextEncoder().encode(text), 10)
  return bytes
}

/** A .npy file as a source of bytes, made as it is read. */
export function npySource(name: string, array: WritableArray): ByteSource {
  return { name, stream: () => npyChunks(array) }
}
