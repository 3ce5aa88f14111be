import { describe, expect, it } from 'vitest'
import { elementCount } from '../../src/core/arrays.js'
import type { Batch, CompiledModel, CompileOptions } from '../../src/engine/engine.js'
import { referenceEngine } from '../../src/engine/reference/index.js'
import { CompiledWasmModel } from '../../src/engine/wasm/compiled-wasm-model.js'
import { loadKernels } from '../../src/engine/wasm/kernels.js'
import { MemoryArena } from '../../src/engine/wasm/memory.js'
import { requireAllClose, requireClose, type Tolerance } from './compare.js'
import type { Network } from './network.js'
import { type Random, seeded } from './random.js'
import { LOSSES, randomInputs, randomNetwork } from './random-networks.js'

const NETWORKS = 400
/** Deep networks of random weights: errors add up from layer to layer, and largest values are compared. */
const TOLERANCE: Tolerance = { absolute: 1e-5, relative: 5e-4, of: 'largest' }

describe('the wasm engine does what the reference engine does', () => {
  it(`with ${NETWORKS} random networks, and writes only where it may`, async () => {
    for (let seed = 0; seed < NETWORKS; seed++) {
      try {
        await compareEngines(seed)
      } catch (error) {
        throw new Error(`network ${seed}: ${String(error)}`, { cause: error })
      }
    }
  }, 120_000)
})

async function compareEngines(seed: number): Promise<void> {
  const random = seeded(seed)
  const network = randomNetwork(random)
  const model = network.model(random)
  const options: CompileOptions = {
    batchSize: random.pick([1, 2, 7, 20]),
    seed: seed * 7 + (seed % 3 === 0 ? 2 ** 40 : 0),
    loss: { name: random.pick(LOSSES), output: 'out' },
    optimizer: { name: 'sgd', momentum: 0.5, nesterov: random.below(2) === 0 },
  }
  const kernels = await loadKernels(false)
  const arena = new MemoryArena(kernels.memory, kernels.heapBase, 256)
  // Every convolution that can be done by spectra, or by Winograd's products, none, or those where it pays.
  const convolutions = (['spectral', 'winograd', 'direct', 'auto'] as const)[seed % 4] ?? 'auto'
  const wasm = new CompiledWasmModel(model, options, { kernels, arena, threads: 1, host: undefined, convolutions })
  const reference = await referenceEngine.compile(model, options)
  for (let round = 0; round < 2; round++) await compareRound(network, wasm, reference, options, random)
  expect(arena.brokenGuards()).toEqual([])
}

async function compareRound(
  network: Network,
  wasm: CompiledModel,
  reference: CompiledModel,
  options: CompileOptions,
  random: Random,
): Promise<void> {
  const count = 1 + random.below(options.batchSize)
  const inputs = randomInputs(network, count, random)
  const predicted = await reference.predictBatch(inputs, count)
  requireAllClose('predicted', await wasm.predictBatch(inputs, count), predicted, TOLERANCE)
  const size = (node: number) => elementCount(network.shape(node))
  const seeds = Object.fromEntries(network.outputs.map(({ name, node }) => [name, random.normals(count * size(node))]))
  for (const training of [false, true]) {
    const found = await wasm.gradients(inputs, count, seeds, { training })
    const expected = await reference.gradients(inputs, count, seeds, { training })
    requireAllClose('gradient of', found.weights, expected.weights, TOLERANCE)
    for (const [i, gradient] of expected.inputs.entries()) {
      requireClose(`gradient of input ${i}`, found.inputs[i], gradient, TOLERANCE)
    }
  }
  const outputs = size(network.outputs[0]?.node ?? 0)
  const labels = Float32Array.from({ length: count * outputs }, () => random.below(2))
  const batch: Batch = {
    inputs,
    count,
    labels,
    ...(random.below(2) === 0 && { weights: random.normals(count).map(Math.abs) }),
  }
  const [found, expected] = [await wasm.trainBatch(batch, RATE), await reference.trainBatch(batch, RATE)]
  requireClose('loss', [found.loss, found.lossSum], [expected.loss, expected.lossSum], TOLERANCE)
  requireAllClose('trained', wasm.exportWeights(), reference.exportWeights(), TOLERANCE)
}

const RATE = { learningRate: 0.001 }
