import { describe, expect, it } from 'vitest'
import { elementCount } from '../../src/core/arrays.js'
import type { CompileOptions, Engine } from '../../src/engine/engine.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { selectEngine } from '../../src/engine/select.js'
import type { ConvolutionChoice } from '../../src/engine/wasm/convolution-choice.js'
import { cosine, sine } from '../../src/engine/wasm/fourier-tables.js'
import { SIZES, spectralForm } from '../../src/engine/wasm/spectral-form.js'
import { nodeThreads } from '../../src/node/threads.js'
import { requireAllClose } from './compare.js'
import { engineWith, errorOf, TOLERANCES, withModel } from './engines.js'
import { checkGoldenCase, type GoldenCase, readGolden } from './golden-cases.js'
import { Network } from './network.js'
import { seeded } from './random.js'

const { cases } = readGolden<{ readonly cases: readonly GoldenCase[] }>('layers.json')
const convolutions = cases.filter(({ op }) => op === 'conv1d')

/** The error of a spectrum is relative to the whole tile, also where an output is near 0. */
const OF_A_TILE = { absolute: 1e-6, relative: 2e-7, of: 'largest' } as const

describe.each([
  ['spectral', OF_A_TILE],
  ['direct', TOLERANCES.float32.layer],
] as const)('convolutions %s: what PyTorch gives for', (choice, tolerance) => {
  it.each(convolutions.map((golden) => ({ golden, title: JSON.stringify(golden.params) })))('$title', ({ golden }) =>
    checkGoldenCase(engineWith(choice), golden, tolerance),
  )
})

describe('transforms', () => {
  it.each(SIZES)('of %i rows, of all five vectors of a row, give what direct sums give', async (size) => {
    const sizes = { length: size, channels: 20, filters: 18, kernelSize: size - 2 }
    expect(formOf({ ...sizes, padding: 'valid' }, 'spectral')).toEqual({ size, tiles: 1, step: 3 })
    const { exact, found } = await numbersOf({ ...sizes, padding: 'valid' }, [engineWith('spectral')])
    for (const [name, expected] of Object.entries(exact)) {
      expect(
        errorOf(found[0]?.[name], expected) / errorOf(new Float32Array(expected.length), expected),
        name,
      ).toBeLessThan(4e-7)
    }
  })
})

describe('dilated kernels', () => {
  const layers = [1, 5, 12, 40, 150].flatMap((length) =>
    [2, 3, 7, 13].flatMap((dilationRate) =>
      (['same', 'valid', 'causal'] as const).flatMap((padding) =>
        [2, 3, 6].map((kernelSize) => ({ length, dilationRate, padding, kernelSize, channels: 6, filters: 9 })),
      ),
    ),
  )
  const possible = layers.filter(
    ({ length, dilationRate, padding, kernelSize }) => padding !== 'valid' || length > (kernelSize - 1) * dilationRate,
  )
  it.each(possible)(
    '$length rows, $kernelSize taps dilated by $dilationRate, $padding: what direct sums give',
    async (sizes) => {
      expect(formOf(sizes, 'spectral')).toBeDefined()
      const { exact, found } = await numbersOf(sizes, [engineWith('spectral')])
      for (const [name, expected] of Object.entries(exact)) {
        expect(errorOf(found[0]?.[name], expected), name).toBeLessThanOrEqual(1e-6 * sizeOf(expected))
      }
    },
  )

  it('give windows of zeros exactly their start', async () => {
    const network = new Network()
    network.output(
      'y',
      network.conv1d(network.input(60, 8), { kernelSize: 6, filters: 9, dilationRate: 3, bias: false }),
    )
    const random = seeded(2)
    const zero = (row: number) => row < 21 || row > 44
    const values = random.normals(3 * 60 * 8).map((value, i) => (zero(Math.floor(i / 8) % 60) ? 0 : value))
    await withModel(engineWith('spectral'), network.model(random), { batchSize: 3, seed: 0 }, async (compiled) => {
      const y = (await compiled.predictBatch([values], 3)).y ?? []
      for (let i = 0; i < y.length; i++) {
        // Same padding: seven rows of zeros before, eight after; a window sees six rows.
        const seen = [-7, -4, -1, 2, 5, 8].map((distance) => (Math.floor(i / 9) % 60) + distance)
        expect(y[i] === 0, `${i}`).toBe(seen.every((row) => zero(row)))
      }
    })
  })
})

describe('the root mean square error of spectra', () => {
  it.each([
    { length: 101, channels: 15, filters: 15, kernelSize: 10, of: 'JUND' },
    { length: 101, channels: 4, filters: 32, kernelSize: 24, of: 'DeepBind' },
    { length: 150, channels: 40, filters: 40, kernelSize: 11, of: 'Basset' },
  ])('is at most twice that of direct sums: a layer as in $of', async (sizes) => {
    const { exact, found } = await numbersOf(sizes, [engineWith('spectral'), engineWith('direct')])
    for (const [name, expected] of Object.entries(exact)) {
      const [spectral, direct] = found.map((numbers) => errorOf(numbers[name], expected))
      expect(spectral, name).toBeLessThan(2 * (direct ?? 0))
    }
  })
})

/** The root of the sum of squares. */
function sizeOf(values: ArrayLike<number>): number {
  return errorOf(new Float64Array(values.length), values)
}

interface LayerSizes {
  readonly length: number
  readonly channels: number
  readonly filters: number
  readonly kernelSize: number
  readonly dilationRate?: number
  readonly padding?: 'same' | 'valid' | 'causal'
}

/** What the reference gives for a convolution of four records, and what the engines give. */
async function numbersOf({ length, channels, ...layer }: LayerSizes, engines: readonly Engine[]) {
  const random = seeded(layer.filters)
  const network = new Network()
  const y = network.conv1d(network.input(length, channels), layer)
  network.output('y', y)
  const model = network.model(random)
  const x = random.normals(4 * length * channels)
  const dy = random.normals(4 * elementCount(network.shape(y)))
  const numbers = (engine: Engine) =>
    withModel(
      engine,
      model,
      { batchSize: 4, seed: 0 },
      async (compiled): Promise<Record<string, ArrayLike<number>>> => {
        const { outputs, inputs, weights } = await compiled.gradients([x], 4, { y: dy }, { training: false })
        return { output: outputs.y ?? [], 'gradient of x': inputs[0] ?? [], ...weights }
      },
    )
  return { exact: await numbers(await selectEngine('reference')), found: await Promise.all(engines.map(numbers)) }
}

describe('the cosines of the transforms', () => {
  it.each([16, 32, 64, 128, 256, 512])('of %i rows have the digits of float64', (n) => {
    for (let k = -n; k < 2 * n; k++) {
      expect(Math.abs(cosine(k, n) - Math.cos((2 * Math.PI * k) / n))).toBeLessThan(5e-15)
      expect(Math.abs(sine(k, n) - Math.sin((2 * Math.PI * k) / n))).toBeLessThan(5e-15)
    }
    expect([cosine(0, n), cosine(n / 2, n), sine(n / 4, n)]).toEqual([1, -1, 1])
    expect(Math.abs(cosine(n / 4, n))).toBe(0)
  })
})

describe('tiles', () => {
  it('of the JUND network are two of 64 rows', () => {
    expect(formOf({ kernelSize: 10 })).toEqual({ size: 64, tiles: 2, step: 55 })
  })

  it('cover every row, whatever the kernel', () => {
    for (let kernelSize = 1; kernelSize <= 64; kernelSize++) {
      const form = formOf({ kernelSize }, 'spectral')
      if (form === undefined) throw new Error('no tiles')
      expect(form.tiles * form.step).toBeGreaterThanOrEqual(101)
      expect(form.step).toBe(form.size - kernelSize + 1)
    }
  })

  it('are made from four taps on', () => {
    expect(formOf({ kernelSize: 4 })).toEqual({ size: 16, tiles: 8, step: 13 })
    expect(formOf({ kernelSize: 5, filters: 20, channels: 20 })).toEqual({ size: 32, tiles: 4, step: 28 })
  })

  it('are not made where direct sums are better, or where windows do not lie side by side', () => {
    expect(formOf({ kernelSize: 3 })).toBeUndefined()
    expect(formOf({ kernelSize: 10 }, 'direct')).toBeUndefined()
    expect(formOf({ kernelSize: 10, strides: 2 }, 'spectral')).toBeUndefined()
  })
})

describe('a network of many taps', () => {
  it('has the same bits on 1, 2, 3, 4 and 8 threads and without shared memory', async () => {
    const model = twoConvolutions().model(seeded(1))
    const alone = await trained(await selectEngine('wasm'), model, 1)
    const engine = await selectEngine('wasm', { ...nodeThreads, parallelism: 8 })
    for (const threads of [1, 2, 3, 4, 8]) expect(await trained(engine, model, threads)).toEqual(alone)
  })

  it('gives a record the same output whatever stands beside it in the batch', async () => {
    const model = twoConvolutions().model(seeded(2))
    await withModel(await selectEngine('wasm'), model, { batchSize: 40, seed: 0 }, async (compiled) => {
      const codes = randomCodes(40)
      const together = (await compiled.predictBatch([codes], 40)).out ?? []
      for (const record of [0, 7, 39]) {
        const alone = await compiled.predictBatch([codes.slice(record * 70, (record + 1) * 70)], 1)
        expect(alone.out?.[0]).toBe(together[record])
      }
    })
  })
})

describe('runs of N, and biases of 0 as Keras begins with', () => {
  it.each(['spectral', 'auto'] as const)('give what direct sums give, convolutions: %s', async (choice) => {
    const network = new Network()
    let x = network.input(70, 4)
    for (let layer = 0; layer < 3; layer++) {
      x = network.activation(network.conv1d(x, { kernelSize: 10, filters: 15, padding: 'same' }), 'relu')
    }
    network.output('out', network.dense(network.flatten(x), 1))
    const { graph, weights } = network.model(seeded(5))
    const model = {
      graph,
      weights: Object.fromEntries(
        Object.entries(weights).map(([name, array]) => [name, name.endsWith('bias') ? array.map(() => 0) : array]),
      ),
    }
    const codes = randomCodes(20).map((code, i) => (i % 70 < 30 || i % 70 > 60 ? 4 : code))
    const results = await Promise.all(
      [await selectEngine('reference'), engineWith(choice)].map((engine) =>
        withModel(engine, model, { batchSize: 20, seed: 0 }, (compiled) =>
          compiled.gradients([codes], 20, { out: Float32Array.from({ length: 20 }, (_, i) => i - 9) }),
        ),
      ),
    )
    const [expected, found] = results
    if (expected === undefined || found === undefined) throw new Error('no results')
    requireAllClose('gradient of', found.weights, expected.weights, TOLERANCES.float32.network)
  })
})

const OPTIONS: CompileOptions = {
  batchSize: 50,
  seed: 3,
  loss: { name: 'sigmoid-cross-entropy', output: 'out' },
  optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
}

async function trained(engine: Engine, model: ExecutableModel, threads: number) {
  return withModel(engine, model, { ...OPTIONS, threads }, async (compiled) => {
    const labels = Float32Array.from({ length: 50 }, (_, i) => i % 2)
    for (const count of [50, 33]) {
      await compiled.trainBatch({ inputs: [randomCodes(count)], count, labels: labels.slice(0, count) }, RATE)
    }
    return compiled.exportWeights()
  })
}

const RATE = { learningRate: 0.01 }

function randomCodes(records: number): Uint8Array {
  const random = seeded(records)
  return Uint8Array.from({ length: records * 70 }, () => random.below(5))
}

/** Base codes, a convolution, dropout, and one by spectra of two tiles. */
function twoConvolutions() {
  const network = new Network()
  const x = network.input(70, 4)
  const first = network.activation(network.conv1d(x, { kernelSize: 9, filters: 13, padding: 'same' }), 'relu')
  const second = network.conv1d(network.dropout(first, 0.5), { kernelSize: 12, filters: 18, padding: 'same' })
  network.output('out', network.dense(network.flatten(network.activation(second, 'relu')), 1))
  return network
}

function formOf(options: Partial<LayerSizes> & { readonly strides?: number }, choice: ConvolutionChoice = 'auto') {
  const { length = 101, channels = 15, ...layer } = options
  const network = new Network()
  const x = network.activation(network.input(length, channels), 'relu')
  network.output('out', network.conv1d(x, { filters: 15, kernelSize: 10, ...layer }))
  const { graph } = network.model(seeded(0))
  const node = graph.nodes.find((candidate) => candidate.op === 'conv1d')
  if (node?.op !== 'conv1d') throw new Error('no convolution')
  return spectralForm(graph, node, choice, 63)
}
