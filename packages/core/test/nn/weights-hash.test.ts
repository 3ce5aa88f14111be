import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import { presetSpec } from '../../src/nn/presets.js'
import { weightsHash } from '../../src/nn/weights-hash.js'

const spec = presetSpec('guide')
const graph = buildGraph(spec)
const weights = initialWeights(graph, spec, 1)

afterEach(() => vi.unstubAllGlobals())

describe('the hash of weights', () => {
  it('is the SHA-256 of names and little-endian float32 values, in the order of the layers', async () => {
    const hash = createHash('sha256')
    for (const name of ['conv1d/kernel', 'conv1d/bias', 'dense/kernel', 'dense/bias']) {
      hash.update(`${name}\n`)
      for (const value of weights[name] ?? []) {
        const bytes = Buffer.alloc(4)
        bytes.writeFloatLE(value)
        hash.update(bytes)
      }
    }
    const inAnotherOrder = Object.fromEntries(Object.entries(weights).reverse())
    expect(await weightsHash(graph, inAnotherOrder)).toBe(hash.digest('hex'))
  })

  it('changes with the last bit of one weight', async () => {
    const bits = new Int32Array(Float32Array.from(weights['dense/kernel'] ?? []).buffer)
    bits[0] = (bits[0] ?? 0) ^ 1
    const changed = { ...weights, 'dense/kernel': new Float32Array(bits.buffer) }
    expect(await weightsHash(graph, changed)).not.toBe(await weightsHash(graph, weights))
  })

  it('says where it may not be computed', async () => {
    vi.stubGlobal('crypto', {})
    await expect(weightsHash(graph, weights)).rejects.toMatchObject({ code: 'HASH_UNAVAILABLE' })
  })
})
