import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import type { Progress } from '../../src/core/progress.js'
import { randomStream } from '../../src/core/random.js'
import type { ExecutableModel } from '../../src/engine/graph.js'
import { foldInputGradients, framedCodes, framedLength } from '../../src/engine/strand-frame.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import { decodeModel, encodeModel } from '../../src/nn/model-file.js'
import { type LayerSpec, type ModelSpec, STRAND_SETTINGS, type StrandSetting } from '../../src/nn/model-spec.js'
import { strandNotes } from '../../src/nn/strand-notes.js'
import { summary } from '../../src/nn/summary.js'
import { decodeSequence, encodeSequence, reverseComplement } from '../../src/sequence/alphabet.js'
import { oneHotEncode } from '../../src/sequence/one-hot.js'
import { batchLayout } from '../../src/training/batch-layout.js'
import { predictBatch } from '../../src/training/score-batch.js'
import { ENGINES, withModel } from '../engine/engines.js'
import { checkGradients } from '../engine/finite-differences.js'

const LENGTH = 41
const HEAD: LayerSpec[] = [{ type: 'dense', units: 3 }]

function specOf(layers: readonly LayerSpec[], strands: StrandSetting = 'shared', length = LENGTH): ModelSpec {
  return { inputs: [{ name: 'sequence', shape: [length, 4], strands }], layers }
}

/** With every parameter drawn anew, biases and moving statistics too. */
function modelOf(spec: ModelSpec): ExecutableModel {
  const graph = buildGraph(spec)
  const weights = Object.fromEntries(
    Object.entries(initialWeights(graph, spec, 5)).map(([name, values], i) => {
      const drawn = Float32Array.from(randomStream(7, 'weights', i).normals(values.length), (x) => x / 3)
      return [name, name.endsWith('Variance') ? drawn.map((x) => 0.5 + x * x) : drawn]
    }),
  )
  return { graph, weights }
}

function frameOf(spec: ModelSpec) {
  const { nodes, inputs } = buildGraph(spec)
  const node = nodes[inputs[0] ?? -1]
  if (node?.op !== 'input' || node.strands?.kind !== 'shared') throw new Error('no frame')
  return node.strands
}

const codesOf = (record: number, length = LENGTH) =>
  Uint8Array.from(randomStream(3, 'codes', record).integers(length, 5))

const conv = { type: 'conv1d', filters: 5, kernelSize: 6, activation: 'relu' } as const
const MAX: LayerSpec = { type: 'globalMaxPooling1d' }
const MEAN: LayerSpec = { type: 'globalAveragePooling1d' }

/** What lies between the input and pooling over all positions. */
const STACKS: [string, LayerSpec[]][] = [
  ['same padding', [{ ...conv, padding: 'same' }, MAX]],
  ['valid padding', [conv, MEAN]],
  ['causal padding', [{ ...conv, padding: 'causal' }, MEAN]],
  ['two layers', [{ ...conv, padding: 'same' }, { ...conv, padding: 'same', kernelSize: 5 }, MEAN]],
  ['dilation', [{ ...conv, padding: 'same' }, { ...conv, padding: 'same', dilationRate: 4 }, MEAN]],
  ['strides', [{ ...conv, padding: 'same', strides: 3 }, { ...conv, padding: 'same', strides: 2 }, MEAN]],
  ['pooling', [{ ...conv, padding: 'same' }, { type: 'maxPooling1d', poolSize: 4 }, { ...conv, padding: 'same' }, MAX]],
  [
    'overlapping pools with padding',
    [conv, { type: 'averagePooling1d', poolSize: 5, strides: 3, padding: 'same' }, { ...conv, padding: 'same' }, MEAN],
  ],
  [
    'batch normalization, dropout and a dense layer at every position',
    [
      { ...conv, padding: 'same' },
      { type: 'batchNormalization' },
      { type: 'dropout', rate: 0.4 },
      { type: 'dense', units: 4 },
      MEAN,
    ],
  ],
  [
    'branches that are added',
    [
      { ...conv, padding: 'same', name: 'a' },
      { ...conv, padding: 'causal', name: 'b', inputs: ['a'], dilationRate: 2 },
      { type: 'add', inputs: ['a', 'b'], name: 'sum' },
      { ...conv, padding: 'same' },
      MEAN,
    ],
  ],
  [
    'both kinds of pooling',
    [
      { ...conv, padding: 'same', name: 'a' },
      { ...MAX, inputs: ['a'], name: 'most' },
      { ...MEAN, inputs: ['a'], name: 'mean' },
      { type: 'concatenate', inputs: ['most', 'mean'] },
    ],
  ],
]

describe('a model with strands: shared', () => {
  describe.each(ENGINES)('in $name', ({ load }) => {
    it.each(STACKS)('gives a record and its reverse complement the same: %s', async (_, layers) => {
      const spec = specOf([...layers, ...HEAD])
      const model = modelOf(spec)
      const frame = frameOf(spec)
      const records = Array.from({ length: 6 }, (_, i) => codesOf(i))
      const batch = (of: (codes: Uint8Array) => Uint8Array) =>
        Uint8Array.from(records.flatMap((codes) => [...framedCodes(of(codes), frame)]))
      const options = { batchSize: records.length, seed: 1 }
      await withModel(await load(), model, options, async (compiled) => {
        const predict = async (codes: Uint8Array) =>
          (await compiled.predictBatch([codes], records.length)).prediction ?? new Float32Array()
        const forward = await predict(batch((codes) => codes))
        const backward = await predict(batch(reverseComplement))
        expect(new Set([...forward].map((value) => value.toFixed(3))).size).toBeGreaterThan(6)
        forward.forEach((value, i) => {
          expect(Math.abs((backward[i] ?? Number.NaN) - value)).toBeLessThan(1e-6 * (1 + Math.abs(value)))
        })
      })
      expect(strandNotes(model.graph)[1]?.en).toContain('the same for a record and its reverse complement')
    })
  })

  it('holds both strands with N around them, as many as one filter sees beyond a base', () => {
    const frame = frameOf(specOf([{ ...conv, padding: 'same' }, MAX, ...HEAD]))
    expect(frame).toMatchObject({ length: LENGTH, flank: 5, gap: 5 })
    expect(framedLength(frame)).toBe(2 * LENGTH + 15)
    const { codes } = encodeSequence('AACGN')
    const small = { length: 5, flank: 2, gap: 3 }
    expect(decodeSequence(framedCodes(codes, small))).toBe('NNAACGNNNNNCGTTNN')
  })

  it('reads the second strand in the same steps as the first', () => {
    const { length, gap } = frameOf(
      specOf([{ ...conv, strides: 3 }, { type: 'maxPooling1d', poolSize: 2 }, MAX, ...HEAD]),
    )
    expect((length + gap) % 6).toBe(0)
  })

  it('has the same filters, and after global pooling the same parameters, as one of one strand', () => {
    const layers = [{ ...conv, padding: 'same' } as const, MAX, ...HEAD]
    expect(buildGraph(specOf(layers)).parameters).toEqual(buildGraph(specOf(layers, 'one')).parameters)
  })

  it('shares filters alone where it flattens, and says so', async () => {
    const spec = specOf([{ ...conv, padding: 'same' }, { type: 'flatten' }, ...HEAD])
    const notes = strandNotes(buildGraph(spec))
    expect(notes[0]?.en).toContain(`its ${LENGTH} bases and, after 5 N, their reverse complement, 97 positions`)
    expect(notes[1]?.en).toContain('different outputs')
    for (const { ko } of notes) expect(ko).toMatch(/[가-힣]{2}/)
  })

  it('finds what tells the strands apart in a branch', () => {
    const layers: LayerSpec[] = [
      { ...conv, padding: 'same', name: 'a' },
      { ...MAX, name: 'most' },
      { type: 'flatten', inputs: ['a'], name: 'flat' },
      { type: 'concatenate', inputs: ['most', 'flat'] },
      ...HEAD,
    ]
    expect(strandNotes(buildGraph(specOf(layers)))[1]?.en).toContain('different outputs')
  })

  it('has the gradients of a function of both strands', async () => {
    const spec = specOf(
      [{ ...conv, activation: 'tanh', padding: 'same' }, { ...conv, activation: 'tanh' }, MEAN, ...HEAD],
      'shared',
      13,
    )
    const model = modelOf(spec)
    const frame = frameOf(spec)
    const rows = Float32Array.from([0, 1].flatMap((i) => [...oneHotEncode(framedCodes(codesOf(i, 13), frame))]))
    const [reference] = ENGINES
    if (reference === undefined) throw new Error('no engine')
    await checkGradients(await reference.load(), model, [rows], 2, true)
  })

  it('folds the gradients of both strands onto the bases', async () => {
    const spec = specOf(
      [{ ...conv, activation: 'tanh', padding: 'same' }, MEAN, { type: 'dense', units: 1 }],
      'shared',
      9,
    )
    const model = modelOf(spec)
    const frame = frameOf(spec)
    const [reference] = ENGINES
    if (reference === undefined) throw new Error('no engine')
    await withModel(await reference.load(), model, { batchSize: 1, seed: 1 }, async (compiled) => {
      const codes = codesOf(1, 9).map((code) => code % 4)
      const result = await compiled.gradients([framedCodes(codes, frame)], 1, { prediction: Float64Array.of(1) })
      const folded = foldInputGradients(result.inputs[0] ?? new Float64Array(), 1, frame)
      expect(folded).toHaveLength(9 * 4)
      // The slope along each channel of each base: a little of it on one strand is a little of its complement on the other.
      for (let i = 0; i < folded.length; i++) {
        const at = async (step: number) => {
          const rows = Float64Array.from(oneHotEncode(codes))
          rows[i] = (rows[i] ?? 0) + step
          const framed = new Float64Array(framedLength(frame) * 4)
          framed.set(rows, frame.flank * 4)
          framed.set(rows.toReversed(), (frame.flank + frame.length + frame.gap) * 4)
          return (await compiled.predictBatch([framed], 1)).prediction?.[0] ?? Number.NaN
        }
        expect(folded[i]).toBeCloseTo(((await at(1e-5)) - (await at(-1e-5))) / 2e-5, 7)
      }
    })
  })

  it('shows its long input in the summary', () => {
    const spec = specOf([{ ...conv, padding: 'same' }, MAX, ...HEAD])
    expect(summary(spec)).toContain('sequence (InputLayer)        (None, 97, 4)')
    expect(summary({ ...spec, inputs: [{ name: 'sequence', shape: [LENGTH, 4] }] })).not.toContain('InputLayer')
  })

  it('is too short on one strand where a filter is longer than the record', () => {
    expect(() => buildGraph(specOf([{ ...conv, kernelSize: 50 }, MAX, ...HEAD]))).toThrow(/window of 50 positions/)
  })
})

describe.each(ENGINES)('a scan in $name of a model with strands', ({ load, name }) => {
  const layers: LayerSpec[] = [{ ...conv, padding: 'same' }, MAX, ...HEAD]
  const flat: LayerSpec[] = [{ ...conv, padding: 'same' }, { type: 'flatten' }, ...HEAD]
  const threads = name === 'wasm' ? [1, 2] : [1]
  const cases = threads.flatMap((count) =>
    STRAND_SETTINGS.flatMap((strands) => [layers, flat].map((stack) => ({ strands, count, stack }))),
  )

  it.each(cases)('$strands gives each window what it gives the record, threads: $count', async (given) => {
    const model = modelOf(specOf(given.stack, given.strands))
    const layout = batchLayout(model.graph)
    const codes = codesOf(1, 120)
    await withModel(await load(), model, { batchSize: 32, seed: 1, threads: given.count }, async (compiled) => {
      expect(compiled.threads).toBe(given.count)
      const { prediction = [] } = await compiled.scanSequence(codes)
      const expected: number[] = []
      for (let start = 0; start + LENGTH <= codes.length; start++) {
        const bases = codes.slice(start, start + LENGTH)
        const record = given.strands === 'shared' ? framedCodes(bases, frameOf(specOf(given.stack))) : bases
        expected.push(...((await predictBatch(compiled, layout, [record], 1)).prediction ?? []))
      }
      expect(prediction).toHaveLength(expected.length)
      if (name === 'reference' || given.strands === 'shared') expect([...prediction]).toEqual(expected)
      expected.forEach((value, i) => {
        expect(Math.abs((prediction[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(value)))
      })
    })
  })

  it('shared takes a batch at a time, reports it, and stops when aborted', async () => {
    const codes = codesOf(2, 200)
    const total = codes.length - LENGTH + 1
    await withModel(await load(), modelOf(specOf(layers)), { batchSize: 50, seed: 1 }, async (compiled) => {
      const reports: Progress[] = []
      const chunks: number[][] = []
      for await (const { first, count } of compiled.scanWindows(codes, { onProgress: (p) => reports.push(p) })) {
        chunks.push([first, count])
      }
      expect(chunks).toEqual([0, 50, 100, 150].map((first) => [first, Math.min(50, total - first)]))
      expect(reports.at(-1)).toEqual({ task: 'scan', done: total, total })
      const stop = new AbortController()
      const reason = new Error('enough')
      const scan = compiled.scanWindows(codes, { signal: stop.signal })[Symbol.asyncIterator]()
      expect((await scan.next()).value.first).toBe(0)
      stop.abort(reason)
      await expect(scan.next()).rejects.toBe(reason)
    })
  })

  it('shared takes no fewer bases than a record has', async () => {
    await withModel(await load(), modelOf(specOf(layers)), { batchSize: 4, seed: 1 }, async (compiled) => {
      await expect(compiled.scanSequence(codesOf(1, LENGTH - 1))).rejects.toThrow(/at least 41/)
    })
  })
})

describe('strands in a model', () => {
  it('survive the model file', () => {
    const { graph: _, ...model } = modelOf(specOf([conv, MAX, ...HEAD]))
    const spec = specOf([conv, MAX, ...HEAD])
    const { spec: read, weights } = decodeModel(
      encodeModel({ spec, weights: model.weights, info: {} }),
      'm.safetensors',
    )
    expect(read).toEqual(spec)
    expect(weights).toEqual(model.weights)
  })

  it('one is what there is without them', () => {
    const layers = [conv, MAX, ...HEAD]
    const plain: ModelSpec = { inputs: [{ name: 'sequence', shape: [LENGTH, 4] }], layers }
    expect(buildGraph(specOf(layers, 'one'))).toEqual(buildGraph(plain))
  })

  it('average leaves the network as it is', () => {
    const layers = [conv, MAX, ...HEAD]
    const { nodes, ...rest } = buildGraph(specOf(layers, 'average'))
    const { nodes: plain, ...others } = buildGraph(specOf(layers, 'one'))
    expect(rest).toEqual(others)
    expect(nodes.slice(1)).toEqual(plain.slice(1))
    expect(nodes[0]).toEqual({ ...plain[0], strands: { kind: 'average' } })
    expect(strandNotes({ nodes, ...rest })[0]?.en).toContain('the mean over both strands')
  })

  it.each([
    [
      'an input that is no sequence',
      { ...specOf([{ type: 'dense', units: 1 }]), inputs: [{ name: 'x', shape: [5], strands: 'average' }] },
      'MODEL_STRANDS_INPUT',
    ],
    ['an output for each position', specOf([conv]), 'MODEL_STRANDS_OUTPUT'],
    ['an output for each position of an average', specOf([conv], 'average'), 'MODEL_STRANDS_OUTPUT'],
    [
      'a word that is no setting',
      { ...specOf([conv, MAX]), inputs: [{ name: 'x', shape: [41, 4], strands: 'share' }] },
      'MODEL_VALUE_INVALID',
    ],
  ])('are refused for %s', (_, spec, code) => {
    let thrown: unknown
    try {
      // As a caller in plain JavaScript might.
      buildGraph(JSON.parse(JSON.stringify(spec)))
    } catch (error) {
      thrown = error
    }
    expect(isHeliconError(thrown) && thrown.code).toBe(code)
    if (code === 'MODEL_VALUE_INVALID') expect(String(thrown)).toContain('"shared"?')
  })
})
