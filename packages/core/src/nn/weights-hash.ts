import type { NamedArrays } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { LayerGraph } from '../engine/graph.js'

/**
 * SHA-256 of a model's arrays, name after name in the order of its layers, each name on a line before its float32 values
 * (little-endian), in hexadecimal. Two runs with the same hash have the same weights to the bit; it is what `train` prints.
 * Throws `HASH_UNAVAILABLE` on a page that is neither of https nor of localhost.
 */
export async function weightsHash(graph: LayerGraph, weights: NamedArrays): Promise<string> {
  const { subtle } = crypto
  if (subtle === undefined) throw new HeliconError('HASH_UNAVAILABLE', {})
  const encoder = new TextEncoder()
  const pieces = graph.parameters.flatMap(({ name }) => [
    encoder.encode(`${name}\n`),
    littleEndianFloats(weights[name] ?? []),
  ])
  const hash = await subtle.digest('SHA-256', await new Blob(pieces).arrayBuffer())
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function littleEndianFloats(values: ArrayLike<number>): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * 4)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < values.length; index++) view.setFloat32(index * 4, values[index] ?? 0, true)
  return bytes
}
