import { encodeModel, type JsonValue, type NamedArrays } from '@helicon/core'
import type { ResolvedConfig } from '../config/resolve.js'
import type { RunData } from './load-data.js'
import { splitWords } from './split-data.js'

/** A model file that explains itself: what it was trained on, how, and for how many epochs. */
export function savedModel(config: ResolvedConfig, data: RunData, weights: NamedArrays, epochs: number): Uint8Array {
  const { training } = config
  const { facts } = data
  const features = facts.train?.features?.sha256
  const hashes = Object.entries(facts).map(([part, { sha256 }]) => [part, `sha256:${sha256}`] as const)
  const { length, fit } = config.data.train
  const { classes, taskNames = [] } = facts.train ?? {}
  const taken = {
    ...(classes && { classes }),
    ...(classes === undefined && taskNames.length > 1 && { tasks: taskNames }),
    ...(length !== undefined && { length }),
    ...(fit !== undefined && { fit }),
  }
  const story: JsonValue = JSON.parse(JSON.stringify({ ...training, epochs }))
  return encodeModel({
    spec: config.model,
    weights,
    info: {
      seed: training.seed,
      dataHashes: { ...Object.fromEntries(hashes), ...(features !== undefined && { features: `sha256:${features}` }) },
      ...(Object.keys(taken).length > 0 && { data: taken }),
      split: data.split ?? splitWords(training),
      training: story,
    },
  })
}
