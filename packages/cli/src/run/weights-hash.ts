import type { LayerGraph, NamedArrays } from '@helicon/core'
import { sha256 } from '@helicon/core/node'

/**
 * SHA-256 of a model's arrays, name after name in the order of its layers, each name on a line before its float32 values
 * (little-endian). Two runs with the same hash have the same weights to the bit.
 */
export function weightsHash(graph: LayerGraph, weights: NamedArrays): string {
  const encoder = new TextEncoder()
  const pieces: Uint8Array[] = []
  for (const { name } of graph.parameters) {
    const values = weights[name] ?? []
    const bytes = new Uint8Array(values.length * 4)
    const view = new DataView(bytes.buffer)
    for (let index = 0; index < values.length; index++) view.setFloat32(index * 4, values[index] ?? 0, true)
    pieces.push(encoder.encode(`${name}\n`), bytes)
  }
  return sha256(Buffer.concat(pieces))
}
