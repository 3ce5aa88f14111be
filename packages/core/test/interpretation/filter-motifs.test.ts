import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/core/random.js'
import type { ActivationName, ExecutableModel } from '../../src/engine/graph.js'
import { referenceEngine } from '../../src/engine/reference/index.js'
import { filterMotifs } from '../../src/interpretation/filter-motifs.js'
import { firstLayers } from '../../src/interpretation/first-layer.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import type { LayerSpec, ModelSpec, StrandSetting } from '../../src/nn/model-spec.js'
import { presetSpec } from '../../src/nn/presets.js'
import { encodeSequence } from '../../src/sequence/alphabet.js'
import { sequenceSetFromCodes, sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'

const LENGTH = 23

/** A model with all its parameters drawn anew, moving statistics and biases too. */
function modelOf(spec: ModelSpec): ExecutableModel {
  const graph = buildGraph(spec)
  const weights = Object.fromEntries(
    Object.entries(initialWeights(graph, spec, 5)).map(([name, values], i) => {
      const drawn = randomStream(7, 'weights', i).normals(values.length)
      return [name, name.endsWith('Variance') ? drawn.map((x) => 0.5 + x * x) : drawn]
    }),
  )
  return { graph, weights }
}

const spec = (...layers: LayerSpec[]): ModelSpec => ({ inputs: [{ name: 'sequence', shape: [LENGTH, 4] }], layers })
const codesOf = (records: number) =>
  Array.from({ length: records }, (_, i) => Uint8Array.from(randomStream(3, 'codes', i).integers(LENGTH, 5)))

const conv = { type: 'conv1d', filters: 6, kernelSize: 4 } as const

describe('firstLayers', () => {
  const cases: [string, LayerSpec[]][] = [
    ['same padding, an even kernel', [{ ...conv, padding: 'same', activation: 'relu' }]],
    ['valid padding', [{ ...conv, activation: 'sigmoid' }]],
    ['causal padding, dilated', [{ ...conv, padding: 'causal', dilationRate: 3, activation: 'tanh' }]],
    ['strides', [{ ...conv, padding: 'same', strides: 3, activation: 'relu' }]],
    ['groups and no bias', [{ ...conv, groups: 2, useBias: false, activation: 'elu' }]],
    ['softmax over the filters', [{ ...conv, activation: 'softmax' }]],
    [
      'batch normalization, dropout, then the activation',
      [
        conv,
        { type: 'batchNormalization' },
        { type: 'dropout', rate: 0.5 },
        { type: 'activation', activation: 'relu' },
      ],
    ],
    ['no activation', [conv]],
    ...(['gelu', 'selu', 'hardSigmoid', 'leakyRelu', 'softplus'] as const).map(
      (activation: ActivationName): [string, LayerSpec[]] => [activation, [{ ...conv, activation }]],
    ),
  ]

  it.each(cases)('compute what the engine does: %s', async (_, layers) => {
    const model = modelOf(spec(...layers))
    const records = codesOf(5)
    const [layer, ...others] = firstLayers(model)
    expect(others).toEqual([])
    const compiled = await referenceEngine.compile(model, { batchSize: 5, seed: 1 })
    const codes = Uint8Array.from(records.flatMap((record) => Array.from(record)))
    const { prediction } = await compiled.predictBatch([codes], 5)
    const size = (layer?.outputLength ?? 0) * 6
    const out = new Float64Array(size)
    for (const [row, record] of records.entries()) {
      layer?.activate(record, out)
      out.forEach((value, i) => {
        expect(value).toBeCloseTo(prediction?.[row * size + i] ?? Number.NaN, 10)
      })
    }
  })

  it('say where a window begins: with same padding (k - 1) / 2 to the left, rounded down', () => {
    const startOf = (kernelSize: number, more: object = {}) =>
      firstLayers(modelOf(spec({ ...conv, kernelSize, padding: 'same', ...more })))[0]?.windowStart(0)
    expect([4, 5, 6, 10].map((k) => startOf(k))).toEqual([-1, -2, -2, -4])
    expect(startOf(3, { dilationRate: 4 })).toBe(-4)
    expect(firstLayers(modelOf(spec({ ...conv, strides: 2 })))[0]?.windowStart(3)).toBe(6)
  })

  it('are refused where none takes the sequence', () => {
    const dense = modelOf(spec({ type: 'flatten' }, { type: 'dense', units: 1 }))
    expect(() => firstLayers(dense)).toThrow('flatten (flatten)')
    expect(() => firstLayers(dense)).toThrow(expect.objectContaining({ code: 'FILTERS_NOT_READABLE' }))
  })

  it('are all those that read the sequence side by side', () => {
    const inputs = ['sequence']
    const model = modelOf(
      spec(
        { ...conv, name: 'short', padding: 'same', inputs },
        { ...conv, name: 'long', kernelSize: 9, padding: 'same', inputs },
        { type: 'concatenate', inputs: ['short', 'long'] },
        { type: 'globalMaxPooling1d' },
      ),
    )
    expect(firstLayers(model).map(({ layer, extent }) => [layer, extent])).toEqual([
      ['short', 4],
      ['long', 9],
    ])
  })
})

describe('filterMotifs', () => {
  /** One filter that adds up how much of `text` is there: 1 a base, less `bias`. */
  function detector(
    text: string,
    bias: number,
    padding: 'same' | 'valid',
    strands: StrandSetting = 'one',
  ): ExecutableModel {
    const layer = { type: 'conv1d', filters: 1, kernelSize: text.length, padding, activation: 'relu' } as const
    const pooled: LayerSpec[] = strands === 'one' ? [layer] : [layer, { type: 'globalMaxPooling1d' }]
    const graph = buildGraph({ ...spec(...pooled), inputs: [{ name: 'sequence', shape: [LENGTH, 4], strands }] })
    const kernel = Float64Array.from({ length: 4 * text.length }, (_, i) =>
      'ACGT'[i % 4] === text[Math.floor(i / 4)] ? 1 : 0,
    )
    return { graph, weights: { 'conv1d/kernel': kernel, 'conv1d/bias': Float64Array.of(-bias) } }
  }
  const background = 'TTTTTTTTTTTTTTTTTTTTTTT'
  const withSite = (site: string, at: number) => background.slice(0, at) + site + background.slice(at + site.length)
  const setOf = (texts: readonly string[]) => sequenceSetFromStrings(texts.map(String), texts)

  it.each(['same', 'valid'] as const)('counts the bases under the window, %s padding', async (padding) => {
    const texts = Array.from({ length: 12 }, (_, i) => withSite('GGAA', 3 + i))
    const [motif] = await filterMotifs(detector('GGAA', 2, padding), setOf(texts))
    expect(motif).toMatchObject({ layer: 'conv1d', filter: 0, max: 2, sites: 12, overEdge: 0, withUnknown: 0 })
    expect(Array.from(motif?.pfm?.values ?? [])).toEqual([0, 0, 12, 0, 0, 0, 12, 0, 12, 0, 0, 0, 12, 0, 0, 0])
  })

  it.each(['same', 'valid'] as const)(
    'reads filters that slide over both strands on both, %s padding',
    async (padding) => {
      const forward = Array.from({ length: 7 }, (_, i) => withSite('GGAA', 3 + i))
      const backward = Array.from({ length: 5 }, (_, i) => withSite('TTCC', 3 + i))
      const options = { share: 0.9, leastSites: 1 }
      const shared = detector('GGAA', 2, padding, 'shared')
      const [motif] = await filterMotifs(shared, setOf([...forward, ...backward]), options)
      expect(motif).toMatchObject({ sites: 12, overEdge: 0, withUnknown: 0 })
      expect(Array.from(motif?.pfm?.values ?? [])).toEqual([0, 0, 12, 0, 0, 0, 12, 0, 12, 0, 0, 0, 12, 0, 0, 0])
      const [averaged] = await filterMotifs(
        detector('GGAA', 2, padding, 'average'),
        setOf([...forward, ...backward]),
        options,
      )
      expect(averaged).toMatchObject({ sites: 7 })
      // At the end of one strand, and at the start of the other: the site hangs over into the N between them.
      const edges = [`${background.slice(3)}GGA`, `${background.slice(3)}TTC`, withSite('GGNA', 9)]
      const [cut] = await filterMotifs(shared, setOf([...forward, ...edges]), { share: 0.4 })
      expect(cut).toMatchObject({ overEdge: 2, withUnknown: 1 })
      await expect(filterMotifs(shared, setOf(['ACGT']))).rejects.toThrow(`the model takes ${LENGTH}`)
    },
  )

  it('takes mean + 0.5 (max - mean) over all outputs, strictly', async () => {
    const texts = Array.from({ length: 10 }, (_, i) => withSite('GGAA', 5 + i))
    const [motif] = await filterMotifs(detector('GGAA', 0, 'valid'), setOf(texts))
    // Activations by hand: overlaps of the site with itself; outputs of a sequence sum to 4 * 4.
    const outputs = 10 * (LENGTH - 3)
    expect(motif?.max).toBe(4)
    expect(motif?.mean).toBeCloseTo((10 * 16 - 10 * 4) / outputs, 0)
    expect(motif?.threshold).toBeCloseTo((motif?.mean ?? 0) + 0.5 * (4 - (motif?.mean ?? 0)), 12)
    const silent = detector('GGAA', 9, 'valid')
    // All outputs are equal: none exceeds the threshold.
    expect((await filterMotifs(silent, setOf(texts)))[0]).toMatchObject({ mean: 0, max: 0, threshold: 0, sites: 0 })
  })

  it('leaves out windows that hang over an edge or hold an N, and filters of few sites', async () => {
    const texts = ['GGA', 'GGAA', 'GGAN'].map((site) => withSite(site, 8))
    const edge = `GAA${background.slice(3)}`
    const [motif] = await filterMotifs(detector('GGAA', 1, 'same'), setOf([...texts, edge]), { share: 0.1 })
    expect(motif).toMatchObject({ overEdge: 1, withUnknown: 1 })
    expect(motif?.sites).toBeLessThan(10)
    expect(motif).not.toHaveProperty('pfm')
    const lower = await filterMotifs(detector('GGAA', 1, 'same'), setOf(texts), { share: 0.1, leastSites: 1 })
    expect(lower[0]?.pfm?.length).toBe(4)
  })

  it('equals a direct count over all activations of the engine', async () => {
    const model = modelOf(spec({ ...conv, kernelSize: 6, padding: 'same', activation: 'relu' }))
    const records = codesOf(60)
    const compiled = await referenceEngine.compile(model, { batchSize: 60, seed: 1 })
    const { prediction = [] } = await compiled.predictBatch([Uint8Array.from(records.flatMap((r) => [...r]))], 60)
    const motifs = await filterMotifs(model, sequenceSetFromCodes(records.map(String), records), { leastSites: 1 })
    for (const motif of motifs) {
      const own = Array.from(prediction).filter((_, i) => i % 6 === motif.filter)
      const mean = own.reduce((sum, value) => sum + value, 0) / own.length
      const threshold = mean + 0.5 * (Math.max(...own) - mean)
      const counts = new Array<number>(24).fill(0)
      let sites = 0
      own.forEach((value, i) => {
        const start = (i % LENGTH) - 2
        const window = Array.from(records[Math.floor(i / LENGTH)]?.slice(Math.max(0, start), start + 6) ?? [])
        if (!(value > threshold) || start < 0 || window.length < 6 || window.includes(4)) return
        sites++
        window.forEach((code, k) => {
          counts[4 * k + code] = (counts[4 * k + code] ?? 0) + 1
        })
      })
      expect(motif.sites).toBe(sites)
      if (sites > 0) expect(Array.from(motif.pfm?.values ?? [])).toEqual(counts)
    }
  })

  it('refuses sequences of another length, and stops when asked', async () => {
    const model = detector('GGAA', 0, 'same')
    await expect(filterMotifs(model, setOf([background, 'ACGT']))).rejects.toMatchObject({
      code: 'FILTER_SEQUENCE_LENGTH',
      details: { row: 1, found: 4, expected: LENGTH },
    })
    const stopped = filterMotifs(model, setOf([background]), { signal: AbortSignal.abort() })
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' })
    expect(encodeSequence(background).codes).toHaveLength(LENGTH)
    expect(presetSpec('guide').layers[0]).toMatchObject({ type: 'conv1d', padding: 'same', kernelSize: 5 })
  })
})
