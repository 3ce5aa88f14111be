import type { NamedArrays } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Expectation } from '../core/messages/expectation.js'
import { buildGraph } from './build-graph.js'
import { checkWeights } from './check-weights.js'
import { shown } from './checks.js'
import type { ModelSpec } from './model-spec.js'
import { parseModelSpec } from './parse-model-spec.js'
import { decodeSafetensors, encodeSafetensors, type Tensor } from './safetensors.js'
import { HELICON_VERSION } from './version.js'

/** Anything that JSON can hold. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue | undefined }

/** A trained model with the story of its training: what a model file holds. */
export interface SavedModel {
  readonly spec: ModelSpec
  /** One array for every parameter of `buildGraph(spec)`. */
  readonly weights: NamedArrays
  readonly info: ModelInfo
}

/** Where a model comes from. All of it is for people and programs to read; prediction needs none. */
export interface ModelInfo {
  readonly seed?: number
  /** Hash of each part of the data, for example `{ train: 'sha256:...' }`. */
  readonly dataHashes?: JsonValue
  /** What new data must be like: names of the classes, the length of the sequences and how others are brought to it. */
  readonly data?: JsonValue
  /** How the data were divided. */
  readonly split?: JsonValue
  /** Loss, optimizer and so on, as resolved. */
  readonly training?: JsonValue
  readonly metrics?: JsonValue
  /** The Helicon that wrote the file. Default when writing: this one. */
  readonly version?: string
}

const FORMAT = '1'
/** Channel order of the one-hot code. */
const LETTERS = 'ACGT'
/** Any other letter is a row of zeros. */
const OTHER_LETTERS = 'zeros'

/** The parts of `ModelInfo` that are free JSON, and their metadata keys. */
const JSON_PARTS = [
  ['dataHashes', 'helicon.dataHashes'],
  ['data', 'helicon.data'],
  ['split', 'helicon.split'],
  ['training', 'helicon.training'],
  ['metrics', 'helicon.metrics'],
] as const

/**
 * A model as one safetensors file, which programs in other languages open too: the arrays under their names
 * (`conv1d/kernel`), and in the metadata everything needed to use them. Equal models give equal bytes.
 * @throws HeliconError WEIGHT_... where the arrays do not fit the spec
 */
export function encodeModel(model: SavedModel): Uint8Array<ArrayBuffer> {
  const graph = buildGraph(model.spec)
  checkWeights(graph, model.weights, model.spec.name ?? 'model')
  const { info } = model
  const metadata: Record<string, string> = {
    'helicon.format': FORMAT,
    'helicon.version': info.version ?? HELICON_VERSION,
    'helicon.spec': JSON.stringify(model.spec),
    'helicon.letters': LETTERS,
    'helicon.otherLetters': OTHER_LETTERS,
  }
  if (info.seed !== undefined) metadata['helicon.seed'] = String(info.seed)
  for (const [part, key] of JSON_PARTS) {
    const value = info[part]
    if (value !== undefined) metadata[key] = JSON.stringify(value)
  }
  const arrays = new Map(Object.entries(model.weights))
  const tensors = graph.parameters.map(({ name, shape }): [string, Tensor] => [
    name,
    { shape, data: arrays.get(name) ?? new Float32Array(0) },
  ])
  return encodeSafetensors(Object.fromEntries(tensors), metadata)
}

/**
 * Reads a model file. Arrays in F16, BF16 come as float32.
 * @param file name for messages
 * @throws HeliconError SAFETENSORS_..., MODEL_FILE_..., MODEL_..., WEIGHT_...: what is wrong, where, and what is expected
 */
export function decodeModel(bytes: Uint8Array, file: string): SavedModel {
  const { tensors, arrays: weights, metadata } = decodeSafetensors(bytes, file)
  const entries = new Map(Object.entries(metadata))
  const format = required(entries, 'helicon.format', file)
  if (format !== FORMAT) throw new HeliconError('MODEL_FILE_VERSION', { file, found: shown(format), expected: FORMAT })
  requireExactly(entries, 'helicon.letters', LETTERS, file)
  requireExactly(entries, 'helicon.otherLetters', OTHER_LETTERS, file)
  const version = required(entries, 'helicon.version', file)
  const specJson = parseJson(required(entries, 'helicon.spec', file), 'helicon.spec', file)
  const spec = parseModelSpec(specJson, `${file}, helicon.spec`)
  const graph = buildGraph(spec)
  for (const { name, shape } of graph.parameters) {
    const found = Object.hasOwn(tensors, name) ? tensors[name]?.shape : undefined
    if (found !== undefined && found.join() !== shape.join()) {
      throw new HeliconError('WEIGHT_SIZE', { place: file, name, found: `[${found.join(', ')}]`, shape })
    }
  }
  checkWeights(graph, weights, file)
  return { spec, weights, info: readInfo(entries, version, file) }
}

function readInfo(entries: ReadonlyMap<string, string>, version: string, file: string): ModelInfo {
  const seedText = entries.get('helicon.seed')
  const seed = seedText === undefined ? undefined : readSeed(seedText, file)
  const parts = JSON_PARTS.flatMap(([part, key]) => {
    const text = entries.get(key)
    return text === undefined ? [] : [[part, parseJson(text, key, file)] as const]
  })
  return { version, ...(seed !== undefined && { seed }), ...Object.fromEntries(parts) }
}

function readSeed(text: string, file: string): number {
  const seed = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN
  if (Number.isSafeInteger(seed)) return seed
  throw wrongValue(file, 'helicon.seed', text, { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER })
}

function required(entries: ReadonlyMap<string, string>, key: string, file: string): string {
  const value = entries.get(key)
  if (value === undefined) throw new HeliconError('MODEL_FILE_KEY_MISSING', { file, key })
  return value
}

function requireExactly(entries: ReadonlyMap<string, string>, key: string, value: string, file: string): void {
  const found = required(entries, key, file)
  if (found !== value) throw wrongValue(file, key, found, { kind: 'oneOf', values: [value] })
}

function parseJson(text: string, key: string, file: string): JsonValue {
  try {
    const value: JsonValue = JSON.parse(text)
    return value
  } catch (cause) {
    const found = shown(text)
    throw new HeliconError('MODEL_FILE_VALUE_INVALID', { file, key, found, expected: { kind: 'json' } }, { cause })
  }
}

function wrongValue(file: string, key: string, found: string, expected: Expectation): HeliconError {
  return new HeliconError('MODEL_FILE_VALUE_INVALID', { file, key, found: shown(found), expected })
}
