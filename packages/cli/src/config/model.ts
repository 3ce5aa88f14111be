import {
  buildGraph,
  HeliconError,
  isDataPreset,
  type LayerGraph,
  type ModelSpec,
  type PresetName,
  type PresetOptions,
  parseModelSpec,
  presetSpec,
  resolveLayers,
} from '@helicon/core'
import type { FoundData } from '../data/look-at-source.js'
import { rejectedError } from './check.js'
import { readPart } from './delegate.js'
import type { ConfigDocument, ConfigPath } from './document.js'
import type { TrainConfig } from './schema.js'

export interface ResolvedModel {
  readonly spec: ModelSpec
  /** The preset that it is, whose usual training holds where nothing else is said. */
  readonly preset: PresetName | undefined
}

/**
 * The model that `jund`, `{ preset: deepbind, length: 205 }` or `{ inputs, layers, outputs }` stands for.
 *
 * @param found what the training data hold: presets that are made for any data take their length and outputs from it
 */
export function resolveModel(given: TrainConfig['model'], document: ConfigDocument, found?: FoundData): ResolvedModel {
  if (typeof given !== 'string' && !isPreset(given))
    return {
      spec: readPart(document, ['model'], ({ place, path }) => parseModelSpec(given, place, path)),
      preset: undefined,
    }
  const { preset, length, strands } = typeof given === 'string' ? { preset: given } : given
  const ofData = isDataPreset(preset) && found ? found : undefined
  const bases = length ?? ofData?.length
  const options: PresetOptions = {
    ...taskOf(ofData),
    ...(bases !== undefined && { length: bases }),
    ...(strands !== undefined && { strands }),
  }
  return { spec: presetOf(preset, options, document), preset }
}

/** The labels that a network for the data is made for. */
export function taskOf(found: FoundData | undefined): Pick<PresetOptions, 'task' | 'outputs'> {
  if (found === undefined || found.kind === 'none') return {}
  return { task: found.kind, outputs: found.outputs }
}

function presetOf(preset: PresetName, options: PresetOptions, document: ConfigDocument): ModelSpec {
  try {
    return presetSpec(preset, options)
  } catch (error) {
    throw rejectedError(document, ['model'], error)
  }
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
