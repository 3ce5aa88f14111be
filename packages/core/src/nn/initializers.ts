import { elementCount, type Shape } from '../core/arrays.js'
import { type RandomStream, randomStream } from '../core/random.js'
import type { InitializerName } from './model-spec.js'

/** Standard deviation of a standard normal distribution cut off at +-2. Keras divides by it, so that the variance fits. */
const TRUNCATED_DEVIATION = 0.87962566103423978

interface VarianceScaling {
  readonly scale: number
  readonly mode: 'in' | 'average'
  readonly distribution: 'uniform' | 'normal'
}

/** Keras' VarianceScaling behind each name: the variance is scale / fan. */
const SCALINGS: Readonly<Record<Exclude<InitializerName, 'zeros' | 'ones'>, VarianceScaling>> = {
  glorotUniform: { scale: 1, mode: 'average', distribution: 'uniform' },
  glorotNormal: { scale: 1, mode: 'average', distribution: 'normal' },
  heUniform: { scale: 2, mode: 'in', distribution: 'uniform' },
  heNormal: { scale: 2, mode: 'in', distribution: 'normal' },
  lecunUniform: { scale: 1, mode: 'in', distribution: 'uniform' },
  lecunNormal: { scale: 1, mode: 'in', distribution: 'normal' },
}

/** Number of inputs and outputs of one unit, by Keras' rules: a kernel's width counts for both. */
export function fans(shape: Shape): { readonly fanIn: number; readonly fanOut: number } {
  if (shape.length < 2) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 }
  const field = elementCount(shape.slice(0, -2))
  return { fanIn: (shape.at(-2) ?? 1) * field, fanOut: (shape.at(-1) ?? 1) * field }
}

/**
 * Start values of one array, float32, row-major. The values depend on the seed, the array's name and its shape alone,
 * so adding a layer leaves those of the others as they are.
 * @param shape [kernelSize, inChannels / groups, filters], [in, units] or [channels]
 * @param name `layer/array`
 */
export function initialValues(initializer: InitializerName, shape: Shape, seed: number, name: string): Float32Array {
  const count = elementCount(shape)
  if (initializer === 'zeros') return new Float32Array(count)
  if (initializer === 'ones') return new Float32Array(count).fill(1)
  const { scale, mode, distribution } = SCALINGS[initializer]
  const { fanIn, fanOut } = fans(shape)
  const variance = scale / Math.max(1, mode === 'in' ? fanIn : (fanIn + fanOut) / 2)
  const random = randomStream(seed, `initialize ${name}`)
  if (distribution === 'uniform') {
    const limit = Math.sqrt(3 * variance)
    return Float32Array.from({ length: count }, (_, i) => (2 * random.uniform(i) - 1) * limit)
  }
  const deviation = Math.sqrt(variance) / TRUNCATED_DEVIATION
  return Float32Array.from({ length: count }, (_, i) => truncatedNormal(random, i, count) * deviation)
}

/** A standard normal number within +-2: element `index` of `count` looks at every count-th number until one fits. */
function truncatedNormal(random: RandomStream, index: number, count: number): number {
  let position = index
  let value = random.normal(position)
  while (Math.abs(value) > 2) {
    position += count
    value = random.normal(position)
  }
  return value
}
