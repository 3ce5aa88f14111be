import { elementCount } from '../../src/core/arrays.js'
import type { LossName, ModelInputs } from '../../src/engine/engine.js'
import { ACTIVATION_NAMES } from '../../src/engine/graph.js'
import { Network } from './network.js'
import type { Random } from './random.js'

/** Losses that take any output. */
export const LOSSES: readonly LossName[] = ['sigmoid-cross-entropy', 'softmax-cross-entropy', 'mean-squared-error']

/** Grows without limit from layer to layer: errors of rounding would be compared, not engines. */
const ACTIVATIONS = ACTIVATION_NAMES.filter((name) => name !== 'exponential')

type Grow = (n: Network, from: number, random: Random, nodes: readonly number[]) => number | undefined

/** A random graph: nodes used twice, outputs in the middle, operations in place on everything. */
export function randomNetwork(random: Random): Network {
  const n = new Network()
  const length = random.pick([1, 2, 3, 5, 8, 13, 30])
  const nodes = [n.input(length, random.pick([4, 4, 1, 3, 6]))]
  if (random.below(3) === 0) nodes.push(random.below(2) === 0 ? n.input(5) : n.input(length, 4))
  const depth = 2 + random.below(9)
  for (let i = 0; i < depth; i++) {
    const from = random.below(3) === 0 ? random.pick(nodes) : (nodes.at(-1) ?? 0)
    const made = random.pick(GROWTH)(n, from, random, nodes)
    if (made !== undefined) nodes.push(made)
  }
  const last = nodes.at(-1) ?? 0
  n.output('out', random.below(2) === 0 ? n.activation(last, 'linear') : n.dense(last, random.pick([1, 2, 3])))
  if (random.below(3) === 0) n.output('other', random.pick(nodes))
  return n
}

/** Random values for every input, base codes for the first where it can take them. */
export function randomInputs(n: Network, count: number, random: Random): ModelInputs {
  return n.inputs.map((index, i) => {
    const shape = n.shape(index)
    if (i === 0 && shape[1] === 4) return Uint8Array.from({ length: count * (shape[0] ?? 0) }, () => random.below(5))
    return random.normals(count * elementCount(shape))
  })
}

const convolution: Grow = (n, from, random) => {
  const [length = 1, channels = 1] = n.shape(from)
  if (n.shape(from).length !== 2) return undefined
  const padding = random.pick(['same', 'valid', 'causal'] as const)
  const kernelSize = random.pick([1, 2, 3, 4, 7, 12])
  const strides = random.pick([1, 1, 1, 2, 3, 5])
  const dilationRate = strides > 1 ? 1 : random.pick([1, 1, 2, 3])
  if (padding === 'valid' && (kernelSize - 1) * dilationRate + 1 > length) return undefined
  const groups = random.below(4) === 0 && channels % 2 === 0 ? 2 : 1
  const filters = groups * random.pick([1, 2, 3, 4, 8, 17])
  const kernel = {
    trainable: random.below(4) > 0,
    ...(random.below(4) === 0 && { regularizer: { l1: 0.01, l2: 0.02 } }),
  }
  return n.conv1d(from, {
    filters,
    kernelSize,
    strides,
    dilationRate,
    groups,
    padding,
    kernel,
    bias: random.below(3) > 0,
  })
}

const pooling: Grow = (n, from, random) => {
  const [length = 1] = n.shape(from)
  if (n.shape(from).length !== 2) return undefined
  const padding = random.pick(['valid', 'same'] as const)
  const poolSize = random.pick([1, 2, 3, 4])
  if (padding === 'valid' && poolSize > length) return undefined
  const kind = random.pick(['maxPooling1d', 'averagePooling1d'] as const)
  return n.pooling(from, kind, poolSize, random.pick([1, 2, 3, 5]), padding)
}

const concatenation: Grow = (n, from, random, nodes) => {
  const shape = n.shape(from)
  const axis = shape.length === 1 ? 'channels' : random.pick(['channels', 'length'] as const)
  const shared = shape.length === 1 ? -1 : axis === 'channels' ? 0 : 1
  const fitting = nodes.filter((m) => n.shape(m).length === shape.length && n.shape(m)[shared] === shape[shared])
  return n.concatenate([random.pick(fitting), from], axis)
}

const GROWTH: readonly Grow[] = [
  convolution,
  convolution,
  pooling,
  concatenation,
  (n, from, random) => n.activation(from, random.pick(ACTIVATIONS)),
  (n, from, random) => n.activation(from, random.pick(ACTIVATIONS)),
  (n, from, random) => n.activation(from, random.pick(['relu', 'leakyRelu'] as const)),
  (n, from, random) => {
    const granularity =
      n.shape(from).length === 2 ? random.pick(['element', 'channel', 'position'] as const) : 'element'
    return n.dropout(from, random.pick([0, 0.3, 0.5, 0.9]), granularity)
  },
  (n, from, random) => {
    if (n.shape(from).length !== 2) return undefined
    return n.globalPooling(from, random.pick(['globalMaxPooling1d', 'globalAveragePooling1d']), random.below(2) === 0)
  },
  (n, from) => n.flatten(from),
  (n, from, random) => n.dense(from, random.pick([1, 2, 3, 4, 7, 16]), { bias: random.below(3) > 0 }),
  (n, from, random) => n.batchNormalization(from, { scale: random.below(3) > 0, frozen: random.below(4) === 0 }),
  (n, from) => n.activityRegularization(from, 0.01, 0.02),
  (n, from, random, nodes) => {
    const same = nodes.filter((m) => String(n.shape(m)) === String(n.shape(from)))
    return n.add([from, random.pick(same)])
  },
]
