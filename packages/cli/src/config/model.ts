import {
  buildGraph,
  HeliconError,
  type LayerGraph,
  type ModelSpec,
  type PresetName,
  parseModelSpec,
  presetSpec,
  resolveLayers,
} from '@helicon/core'
import { rejectedError } from './check.js'
import { readPart } from './delegate.js'
import type { ConfigDocument, ConfigPath } from './document.js'
import type { TrainConfig } from './schema.js'

export interface ResolvedModel {
  readonly spec: ModelSpec
  /** The preset that it is, whose usual training holds where nothing else is said. */
  readonly preset: PresetName | undefined
}

/** The model that `jund`, `{ preset: jund, length: 205 }` or `{ inputs, layers, outputs }` stands for. */
export function resolveModel(given: TrainConfig['model'], document: ConfigDocument): ResolvedModel {
  if (typeof given === 'string') return { spec: presetSpec(given), preset: given }
  if (isPreset(given)) {
    const { preset, length } = given
    return { spec: presetSpec(preset, length === undefined ? {} : { length }), preset }
  }
  return { spec: readPart(document, ['model'], ({ place }) => parseModelSpec(given, place)), preset: undefined }
}

type PresetConfig = Extract<TrainConfig['model'], { preset: PresetName }>

function isPreset(given: TrainConfig['model'] & object): given is PresetConfig {
  return 'preset' in given
}

/** The graph of a model; what is wrong with a layer is reported at the line of that layer. */
export function resolveGraph(spec: ModelSpec, document: ConfigDocument): LayerGraph {
  try {
    return buildGraph(spec)
  } catch (error) {
    if (!(error instanceof HeliconError)) throw error
    throw rejectedError(document, ['model', ...placeInModel(spec, error.details)], error)
  }
}

/** Where in the model the layer or output stands that an error names. */
function placeInModel(spec: ModelSpec, details: object): ConfigPath {
  if ('layer' in details) {
    // Only the names matter here, and an input that is not there is what may be wrong.
    const inputs = spec.inputs.slice(0, 1).map(({ name }) => name)
    const layers = spec.layers.map((layer) => ({ ...layer, inputs }))
    const index = resolveLayers({ ...spec, layers }).findIndex(({ name }) => name === details.layer)
    if (index >= 0) return ['layers', index]
  }
  if ('output' in details) {
    const index = (spec.outputs ?? []).findLastIndex(({ name }) => name === details.output)
    if (index >= 0) return ['outputs', index]
  }
  if ('name' in details) {
    const index = spec.layers.findLastIndex(({ name }) => name === details.name)
    if (index >= 0) return ['layers', index]
  }
  return []
}
