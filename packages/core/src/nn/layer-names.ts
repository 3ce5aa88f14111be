import { HeliconError } from '../core/errors.js'
import type { LayerSpec, ModelSpec, OutputSpec } from './model-spec.js'
import { nearestSpelling } from './nearest-spelling.js'

/** A layer with its name and the names of what it takes, defaults filled in. */
export interface ResolvedLayer {
  readonly name: string
  readonly inputs: readonly string[]
  readonly spec: LayerSpec
}

/**
 * Gives every layer its name (default: the type, then `type_1`, `type_2`, ...) and its inputs (default: the layer
 * before, for the first layer the first input). Throws where a name is used twice or an input does not come earlier.
 */
export function resolveLayers(spec: ModelSpec): readonly ResolvedLayer[] {
  const names = layerNames(spec)
  const known = spec.inputs.map((input) => input.name)
  return spec.layers.map((layer, index) => {
    const name = names[index] ?? layer.type
    const inputs = layer.inputs ?? [index === 0 ? (known[0] ?? '') : (names[index - 1] ?? '')]
    for (const input of inputs) {
      if (!known.includes(input)) {
        const nearest = nearestSpelling(input, known)
        throw new HeliconError('MODEL_INPUT_UNKNOWN', { layer: name, found: input, allowed: known.slice(), nearest })
      }
    }
    known.push(name)
    return { name, inputs, spec: layer }
  })
}

/** The model's outputs; without any in the spec the last layer is `prediction`. */
export function resolveOutputs(spec: ModelSpec, layers: readonly ResolvedLayer[]): readonly OutputSpec[] {
  const outputs = spec.outputs ?? [{ name: 'prediction', layer: layers.at(-1)?.name ?? '' }]
  const names = layers.map((layer) => layer.name)
  const seen = new Set<string>()
  for (const output of outputs) {
    if (seen.has(output.name)) throw new HeliconError('MODEL_NAME_DUPLICATE', { name: output.name, what: 'output' })
    seen.add(output.name)
    if (!names.includes(output.layer)) {
      const nearest = nearestSpelling(output.layer, names)
      throw new HeliconError('MODEL_OUTPUT_UNKNOWN', {
        output: output.name,
        found: output.layer,
        allowed: names,
        nearest,
      })
    }
  }
  return outputs
}

function layerNames(spec: ModelSpec): string[] {
  const taken = new Set<string>()
  const claim = (name: string) => {
    if (taken.has(name)) throw new HeliconError('MODEL_NAME_DUPLICATE', { name, what: 'layer' })
    taken.add(name)
  }
  for (const input of spec.inputs) claim(input.name)
  // Names that were given go first, so that no default name can collide with one.
  for (const layer of spec.layers) if (layer.name !== undefined) claim(layer.name)
  const counts = new Map<string, number>()
  return spec.layers.map((layer) => {
    if (layer.name !== undefined) return layer.name
    let count = counts.get(layer.type) ?? 0
    while (taken.has(numbered(layer.type, count))) count++
    const name = numbered(layer.type, count)
    counts.set(layer.type, count + 1)
    taken.add(name)
    return name
  })
}

function numbered(type: string, count: number): string {
  return count === 0 ? type : `${type}_${count}`
}
