import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { selectEngine } from '../../src/engine/select.js'
import { winogradForm } from '../../src/engine/wasm/winograd-form.js'
import { nodeThreads } from '../../src/node/threads.js'
import { requireAllClose } from './compare.js'
import { engineWith, errorOf, TOLERANCES, withModel } from './engines.js'
import { checkGoldenCase, type GoldenCase, readGolden } from './golden-cases.js'
import { Network } from './network.js'
import { seeded } from './random.js'

const { cases } = readGolden<{ readonly cases: readonly GoldenCase[] }>('layers.json')
const ofThreeTaps = cases.filter(({ op, params }) => op === 'conv1d' && params.kernelSize === 3 && params.strides === 1)

describe('tiles of three taps: what PyTorch gives for', () => {
  it.each(ofThreeTaps.map((golden) => ({ golden, title: JSON.stringify(golden.params) })))('$title', ({ golden }) =>
    checkGoldenCase(engineWith('winograd'), golden, TOLERANCES.float32.layer),
  )

  it('more than one layer', () => {
    expect(ofThreeTaps.length).toBeGreaterThan(1)
  })
})

interface Layer {
  readonly length: number
  readonly channels: number
  readonly filters: number
  readonly dilationRate: number
  readonly padding: 'same' | 'valid' | 'causal'
}

describe('tiles of three taps: what the reference engine gives for', () => {
  const lengths = [1, 2, 3, 4, 5, 8, 9, 31, 230]
  const dilations = [1, 2, 3, 5, 8]
  const paddings = ['same', 'valid', 'causal'] as const
  const layers = lengths.flatMap((length) =>
    dilations.flatMap((dilationRate) =>
      paddings
        .filter((padding) => padding !== 'valid' || length > 2 * dilationRate)
        .map((padding) => ({ length, dilationRate, padding, channels: 3 + (length % 7), filters: 1 + (length % 18) })),
    ),
  )
  it.each(layers)('$length rows, dilated by $dilationRate, $padding', async (layer) => {
    const model = twiceRead(layer).model(seeded(layer.length))
    await compare(model, layer, 5)
  })

  it('70 channels, 130 filters, more tiles than are done at a time', async () => {
    const layer = { length: 411, channels: 70, filters: 130, dilationRate: 7, padding: 'same' } as const
    await compare(twiceRead(layer).model(seeded(1)), layer, 2)
  })
})

/** Outputs and all gradients of random records. */
async function compare(model: ExecutableModel, { length, channels }: Layer, records: number): Promise<void> {
  const random = seeded(records)
  const x = random.normals(records * length * channels)
  const results = await Promise.all(
    [await selectEngine('reference'), engineWith('winograd')].map((engine) =>
      withModel(engine, model, { batchSize: records, seed: 0 }, async (compiled) => {
        const y = (await compiled.predictBatch([x], records)).y ?? new Float32Array()
        return compiled.gradients([x], records, { y }, { training: false })
      }),
    ),
  )
  const [expected, found] = results
  if (expected === undefined || found === undefined) throw new Error('no results')
  const tolerance = { absolute: 5e-6, relative: 2e-5, of: 'largest' } as const
  requireAllClose('output', found.outputs, expected.outputs, tolerance)
  requireAllClose('gradient of', found.weights, expected.weights, tolerance)
  requireAllClose(
    'gradient of',
    Object.fromEntries(found.inputs.entries()),
    Object.fromEntries(expected.inputs.entries()),
    tolerance,
  )
}

/** A convolution that another reads beside it, so that one gradient is added to the other. */
function twiceRead({ length, channels, filters, dilationRate, padding }: Layer): Network {
  const network = new Network()
  const x = network.activation(network.input(length, channels), 'tanh')
  const options = { kernelSize: 3, filters, dilationRate, padding }
  const first = network.activation(network.conv1d(x, options), 'relu')
  network.output('y', network.add([first, network.conv1d(x, { ...options, bias: false })]))
  return network
}

describe('the root mean square error of tiles of three taps', () => {
  it('is at most twice that of direct sums', async () => {
    const [length, channels, filters] = [200, 64, 64]
    const network = new Network()
    const input = network.input(length, channels)
    network.output('y', network.conv1d(input, { kernelSize: 3, filters, dilationRate: 2 }))
    const random = seeded(6)
    const model = network.model(random)
    const [x, y] = [random.normals(2 * length * channels), random.normals(2 * length * filters)]
    const numbers = (engine: Engine) =>
      withModel(engine, model, { batchSize: 2, seed: 0 }, async (compiled) => {
        const { outputs, inputs, weights } = await compiled.gradients([x], 2, { y }, { training: false })
        return { output: outputs.y, 'gradient of x': inputs[0], ...weights }
      })
    const exact = await numbers(await selectEngine('reference'))
    const [tiles, direct] = [await numbers(engineWith('winograd')), await numbers(engineWith('direct'))]
    for (const name of Object.keys(exact) as (keyof typeof exact)[]) {
      expect(errorOf(tiles[name], exact[name]), name).toBeLessThan(2 * errorOf(direct[name], exact[name]))
    }
  })
})

describe('tiles of three taps', () => {
  it('give windows of zeros exactly their bias, so that ReLU makes no mask of rounding errors', async () => {
    const network = new Network()
    const x = network.input(40, 8)
    network.output('y', network.conv1d(x, { kernelSize: 3, filters: 9, dilationRate: 2, bias: false }))
    const random = seeded(2)
    const values = random.normals(3 * 40 * 8).map((value, i) => (Math.floor(i / 8) % 40 < 13 ? 0 : value))
    await withModel(engineWith('winograd'), network.model(random), { batchSize: 3, seed: 0 }, async (compiled) => {
      const y = (await compiled.predictBatch([values], 3)).y ?? []
      // Rows 0 to 10 see rows up to 12.
      for (let i = 0; i < 3 * 40 * 9; i++) expect(y[i] === 0, `${i}`).toBe(Math.floor(i / 9) % 40 < 11)
    })
  })

  it('have the same bits on 1, 2, 3, 4 and 8 threads and without shared memory', async () => {
    const model = stack().model(seeded(4))
    const node = model.graph.nodes.find((candidate) => candidate.op === 'conv1d' && candidate.dilationRate === 4)
    if (node?.op !== 'conv1d') throw new Error('no convolution')
    const request = { training: true, targets: [], computed: [], backward: 'parameters' } as const
    expect(winogradForm(model.graph, node, 'auto', request)).toBeDefined()
    const alone = await trained(await selectEngine('wasm'), model, 1)
    const engine = await selectEngine('wasm', { ...nodeThreads, parallelism: 8 })
    for (const threads of [1, 2, 3, 4, 8]) expect(await trained(engine, model, threads)).toEqual(alone)
  })

  it('are made where they pay: of many channels, not of few, not of the first layer', () => {
    expect(rowsOf(64)?.length).toBe(26)
    expect(rowsOf(64, { dilationRate: 2 })?.slice(0, 3)).toEqual([0, 8, 16])
    expect(rowsOf(4)).toBeUndefined()
    for (const other of [{ strides: 2 }, { groups: 2 }, { dilationRate: 102 }])
      expect(rowsOf(64, other)).toBeUndefined()
    expect(rowsOf(64, { kernelSize: 5 })).toBeUndefined()
  })

  it('are not made of numbers that are the input of the model, whatever their scale', () => {
    expect(rowsOf(64, { from: (n, x) => n.activation(x, 'tanh') })).toBeDefined()
    expect(rowsOf(64, { from: (_, x) => x })).toBeUndefined()
    expect(rowsOf(64, { from: (n, x) => n.activation(x, 'linear') })).toBeUndefined()
    expect(rowsOf(64, { from: (n, x) => n.dropout(x, 0.1) })).toBeUndefined()
    expect(rowsOf(64, { from: (n, x) => n.concatenate([n.activation(x, 'relu'), x], 'channels') })).toBeUndefined()
  })

  it('are not made while training where dropout leaves the direct sums little to do', () => {
    const dropped = (rate: number) => (n: Network, x: number) => n.dropout(n.activation(x, 'relu'), rate)
    expect(rowsOf(64, { from: dropped(0.1), training: true })).toBeDefined()
    expect(rowsOf(64, { from: dropped(0.8), training: true })).toBeUndefined()
    expect(rowsOf(64, { from: dropped(0.8) })).toBeDefined()
  })

  it('give a record the same output whatever stands beside it in the batch', async () => {
    const model = stack().model(seeded(2))
    await withModel(await selectEngine('wasm'), model, { batchSize: 40, seed: 0 }, async (compiled) => {
      const codes = randomCodes(40)
      const together = (await compiled.predictBatch([codes], 40)).out ?? []
      for (const record of [0, 7, 39]) {
        const alone = await compiled.predictBatch([codes.slice(record * 90, (record + 1) * 90)], 1)
        expect(alone.out?.[0]).toBe(together[record])
      }
    })
  })

  it.each(['winograd', 'spectral', 'auto'] as const)(
    'lose no NaN in the ReLU that is done with them: %s',
    async (choice) => {
      const network = new Network()
      const x = network.input(24, 16)
      const first = network.activation(network.conv1d(x, { kernelSize: 3, filters: 16, padding: 'valid' }), 'relu')
      const second = network.activation(
        network.batchNormalization(network.conv1d(x, { kernelSize: 3, filters: 16 })),
        'relu',
      )
      network.output('first', first).output('second', second)
      await withModel(engineWith(choice), network.model(seeded(3)), { batchSize: 1, seed: 0 }, async (compiled) => {
        for (let row = 0; row < 24; row++) {
          const values = seeded(row).normals(24 * 16)
          values[row * 16 + 5] = Number.NaN
          const { first: y = [], second: z = [] } = await compiled.predictBatch([values], 1)
          for (let seeing = Math.max(row - 2, 0); seeing <= Math.min(row, 21); seeing++) {
            expect(y[seeing * 16 + 3], `row ${seeing}`).toBeNaN()
            expect(z[(seeing + 1) * 16 + 3], `normalised row ${seeing + 1}`).toBeNaN()
          }
        }
      })
    },
  )

  it('leave it to direct sums which of equal windows a maximum, and its gradient, comes from', async () => {
    const network = new Network()
    const x = network.activation(network.conv1d(network.input(90, 4), { kernelSize: 9, filters: 32 }), 'relu')
    const pooled = network.globalPooling(network.conv1d(x, { kernelSize: 3, filters: 32 }), 'globalMaxPooling1d')
    network.output('y', pooled)
    const model = network.model(seeded(4))
    const codes = Uint8Array.from({ length: 90 }, (_, i) => [0, 2, 1, 3, 3, 0, 1][i % 7] ?? 0)
    const gradients = await Promise.all(
      [await selectEngine('reference'), await selectEngine('wasm')].map((engine) =>
        withModel(engine, model, { batchSize: 1, seed: 0 }, async (compiled) => {
          const { inputs } = await compiled.gradients([codes], 1, { y: new Float32Array(32).fill(1) })
          return inputs[0] ?? new Float32Array()
        }),
      ),
    )
    const [expected, found] = gradients
    requireAllClose('gradient of', { x: found ?? [] }, { x: expected ?? [] }, TOLERANCES.float32.network)
  })
})

interface Place {
  readonly kernelSize?: number
  readonly dilationRate?: number
  readonly strides?: number
  readonly groups?: number
  /** What comes before the convolution; else a ReLU. */
  readonly from?: (network: Network, input: number) => number
  readonly training?: boolean
}

/** The tiles of a convolution as wide as its input, of records of 101 rows. */
function rowsOf(channels: number, { from, training = false, ...options }: Place = {}): readonly number[] | undefined {
  const network = new Network()
  const input = network.input(101, channels)
  const x = from === undefined ? network.activation(input, 'relu') : from(network, input)
  network.output('y', network.conv1d(x, { kernelSize: 3, filters: channels, ...options }))
  const { graph } = network.model(seeded(0))
  const node = graph.nodes.find(({ op }) => op === 'conv1d')
  if (node?.op !== 'conv1d') throw new Error('no convolution')
  return winogradForm(graph, node, 'auto', { training, targets: [], computed: [], backward: 'none' })?.firstRows
}

/** Residual blocks as users have them: wide enough that tiles of three taps pay. */
function stack(): Network {
  const network = new Network()
  let x = network.activation(network.conv1d(network.input(90, 4), { kernelSize: 9, filters: 40 }), 'relu')
  for (const dilationRate of [1, 2, 4]) {
    const next = network.batchNormalization(network.conv1d(x, { kernelSize: 3, filters: 40, dilationRate }))
    x = network.add([x, network.activation(next, 'relu')])
  }
  network.output('out', network.dense(network.globalPooling(x, 'globalAveragePooling1d'), 1))
  return network
}

function randomCodes(records: number): Uint8Array {
  const random = seeded(records)
  return Uint8Array.from({ length: records * 90 }, () => random.below(5))
}

async function trained(engine: Engine, model: ExecutableModel, threads: number) {
  const options = {
    ...{ batchSize: 50, seed: 3, threads, loss: { name: 'sigmoid-cross-entropy', output: 'out' } as const },
    optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const,
  }
  return withModel(engine, model, options, async (compiled) => {
    expect(compiled.threads).toBe(threads)
    for (const count of [50, 33, 50, 50]) {
      const inputs = [randomCodes(count)]
      const labels = Float32Array.from({ length: count }, (_, i) => i % 2)
      await compiled.trainBatch({ inputs, count, labels }, { learningRate: 0.01 })
    }
    return compiled.exportWeights()
  })
}
