import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HeliconError, isHeliconError } from '../../src/core/errors.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import { decodeModel, encodeModel, type SavedModel } from '../../src/nn/model-file.js'
import { PRESET_NAMES, presetSpec } from '../../src/nn/presets.js'
import { decodeSafetensors, encodeSafetensors } from '../../src/nn/safetensors.js'
import { HELICON_VERSION } from '../../src/nn/version.js'

const errorOf = (action: () => unknown): HeliconError => {
  try {
    action()
  } catch (error) {
    if (isHeliconError(error)) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

function model(name: string): SavedModel {
  const spec = presetSpec(name)
  const info = {
    seed: 2 ** 53 - 1,
    version: '0.1.0',
    dataHashes: { train: 'sha256:00' },
    split: { kind: 'fraction', validation: 0.1 },
    metrics: { rocAuc: null, curve: [1, 0.5] },
  }
  return { spec, weights: initialWeights(buildGraph(spec), spec, 7), info }
}

/** The guide's file with its metadata or arrays changed. */
function changed(edit: (content: ReturnType<typeof openContent>) => void): Uint8Array {
  const content = openContent()
  edit(content)
  return encodeSafetensors(Object.fromEntries(content.tensors), Object.fromEntries(content.metadata))
}
function openContent() {
  const { tensors, metadata } = decodeSafetensors(encodeModel(model('guide')), 'guide')
  return { tensors: new Map(Object.entries(tensors)), metadata: new Map(Object.entries(metadata)) }
}

describe('model file', () => {
  it.each(PRESET_NAMES)('%s comes back as it was', (name) => {
    expect(decodeModel(encodeModel(model(name)), name)).toEqual(model(name))
  })

  it('equal models give equal bytes', () => {
    expect(encodeModel(model('jund'))).toEqual(encodeModel(model('jund')))
  })

  it('keeps float64 weights exactly', () => {
    const { spec, weights, info } = model('guide')
    const exact = Object.fromEntries(
      Object.entries(weights).map(([name, values]) => [name, Float64Array.from(values, (value) => value + 1e-12)]),
    )
    expect(decodeModel(encodeModel({ spec, weights: exact, info }), 'guide').weights).toEqual(exact)
  })

  it('explains itself to other programs', () => {
    const { metadata } = openContent()
    expect(metadata.get('helicon.letters')).toBe('ACGT')
    expect(metadata.get('helicon.otherLetters')).toBe('zeros')
    expect(JSON.parse(metadata.get('helicon.spec') ?? '')).toEqual(presetSpec('guide'))
  })

  it('names the version of the package', () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    expect(HELICON_VERSION).toBe(manifest.version)
  })

  it.each<[string, Uint8Array, string, string]>([
    ['no spec', changed((c) => c.metadata.delete('helicon.spec')), 'MODEL_FILE_KEY_MISSING', 'no "helicon.spec"'],
    ['a newer format', changed((c) => c.metadata.set('helicon.format', '2')), 'MODEL_FILE_VERSION', 'version "2"'],
    [
      'another letter order',
      changed((c) => c.metadata.set('helicon.letters', 'ATGC')),
      'MODEL_FILE_VALUE_INVALID',
      'is "ATGC"; expected "ACGT"',
    ],
    [
      'a spec that is no JSON',
      changed((c) => c.metadata.set('helicon.spec', '{')),
      'MODEL_FILE_VALUE_INVALID',
      'a text in JSON',
    ],
    [
      'a spec with an unknown key',
      changed((c) => c.metadata.set('helicon.spec', '{"input":[]}')),
      'MODEL_KEY_UNKNOWN',
      "m.safetensors, helicon.spec: unknown key 'input'",
    ],
    [
      'a spec nested without end',
      changed((c) => c.metadata.set('helicon.spec', `{"layers":${'['.repeat(1e5)}${']'.repeat(1e5)}}`)),
      'MODEL_VALUE_INVALID',
      'layers[0]',
    ],
    [
      'a seed that is none',
      changed((c) => c.metadata.set('helicon.seed', '-1')),
      'MODEL_FILE_VALUE_INVALID',
      'helicon.seed',
    ],
    [
      'a missing array',
      changed((c) => c.tensors.delete('dense/bias')),
      'WEIGHT_MISSING',
      '"dense/bias" of shape [2] is missing',
    ],
    [
      'an array too many',
      changed((c) => c.tensors.set('dens/bias', { shape: [1], data: new Float32Array(1) })),
      'WEIGHT_UNKNOWN',
      'Did you mean "dense/bias"?',
    ],
    [
      'an array turned round',
      changed((c) => c.tensors.set('dense/kernel', { shape: [2, 50], data: new Float32Array(100) })),
      'WEIGHT_SIZE',
      'has [2, 50]; the model needs [50, 2]',
    ],
    [
      'a weight that is not finite',
      changed((c) => c.tensors.set('dense/bias', { shape: [2], data: Float32Array.of(0, Number.NaN) })),
      'WEIGHT_NOT_FINITE',
      'value 1 of the array "dense/bias" is NaN',
    ],
  ])('refuses %s', (_, bytes, code, message) => {
    const error = errorOf(() => decodeModel(bytes, 'm.safetensors'))
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(message)])
    expect(error.text('ko')).toMatch(/[가-힣]/)
  })

  it('does not write weights that do not fit', () => {
    const { spec, info } = model('guide')
    expect(errorOf(() => encodeModel({ spec, info, weights: {} })).code).toBe('WEIGHT_MISSING')
  })

  it('damage gives a HeliconError or a valid model', () => {
    const good = encodeModel(model('guide'))
    const change = fc.record({ at: fc.nat(1400), to: fc.nat(255) })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const bytes = good.slice()
        for (const { at, to } of changes) bytes[at] = to
        try {
          decodeModel(bytes, 'm')
        } catch (error) {
          expect(error).toBeInstanceOf(HeliconError)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
