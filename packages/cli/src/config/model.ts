import { type ModelSpec, type PresetName, parseModelSpec, presetSpec } from '@helicon/core'
import { readPart } from './delegate.js'
import type { ConfigDocument } from './document.js'
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
