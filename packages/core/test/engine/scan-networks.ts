import type { ActivationName } from '../../src/engine/graph.js'
import { Network } from './network.js'
import type { Random } from './random.js'

const ACTIVATIONS: readonly ActivationName[] = ['relu', 'tanh', 'sigmoid', 'softmax', 'elu', 'linear', 'gelu']

interface Shared {
  readonly n: Network
  readonly random: Random
  /** Nodes [length, channels] so far. */
  readonly nodes: number[]
}

/**
 * A random network on bases, made of what a scan can share, and then a head: convolutions of all paddings, dilations and
 * sizes, sums and concatenations of nodes that the window's ends reach to a different depth, several outputs.
 */
export function randomScanNetwork(random: Random): Network {
  const n = new Network()
  const length = random.pick([1, 2, 7, 16, 30, 45])
  const nodes = [n.input(length, 4)]
  const depth = 1 + random.below(6)
  for (let i = 0; i < depth; i++) {
    const made = random.pick(GROWTH)({ n, random, nodes })
    if (made !== undefined) nodes.push(made)
  }
  n.output('out', random.pick(HEADS)(n, nodes.at(-1) ?? 0, random))
  if (random.below(2) === 0) n.output('other', random.pick(HEADS)(n, random.pick(nodes), random))
  if (random.below(3) === 0) n.output('node', random.pick(nodes))
  return n
}

type Grow = (shared: Shared) => number | undefined

const convolution: Grow = ({ n, random, nodes }) => {
  const from = random.below(4) === 0 ? random.pick(nodes) : (nodes.at(-1) ?? 0)
  const [length = 1, channels = 1] = n.shape(from)
  const padding = random.pick(['same', 'same', 'valid', 'causal'] as const)
  const kernelSize = random.pick([1, 2, 3, 4, 5, 8])
  const dilationRate = random.pick([1, 1, 1, 2, 3])
  if (padding === 'valid' && (kernelSize - 1) * dilationRate + 1 > length) return undefined
  const groups = random.below(5) === 0 && channels % 2 === 0 ? 2 : 1
  const filters = groups * random.pick([1, 3, 4, 7, 8, 16, 18, 35])
  const strides = random.below(12) === 0 ? 2 : 1
  const given = { filters, kernelSize, padding, groups, bias: random.below(3) > 0 }
  const y = n.conv1d(from, { ...given, strides, dilationRate: strides > 1 ? 1 : dilationRate })
  return random.below(3) === 0 ? y : n.activation(y, random.pick(ACTIVATIONS))
}

const GROWTH: readonly Grow[] = [
  convolution,
  convolution,
  convolution,
  ({ n, nodes, random }) => n.activation(random.pick(nodes), random.pick(ACTIVATIONS)),
  ({ n, nodes }) => n.batchNormalization(nodes.at(-1) ?? 0),
  ({ n, nodes }) => n.dropout(nodes.at(-1) ?? 0, 0.5),
  ({ n, nodes }) => n.activityRegularization(nodes.at(-1) ?? 0, 0.1, 0.1),
  ({ n, nodes, random }) => n.dense(random.pick(nodes), random.pick([1, 4, 9])),
  ({ n, nodes, random }) => {
    const from = nodes.at(-1) ?? 0
    return n.add([from, random.pick(nodes.filter((m) => String(n.shape(m)) === String(n.shape(from))))])
  },
  ({ n, nodes, random }) => {
    const from = nodes.at(-1) ?? 0
    const as = random.pick(nodes.filter((m) => n.shape(m)[0] === n.shape(from)[0]))
    return n.concatenate([as, from], 'channels')
  },
  ({ n, nodes, random }) => {
    // A residual block: two depths of reach meet.
    const from = nodes.at(-1) ?? 0
    const given = {
      filters: n.shape(from)[1] ?? 1,
      kernelSize: random.pick([3, 4]),
      dilationRate: random.pick([1, 2, 4]),
    }
    return n.add([n.activation(n.conv1d(from, given), 'relu'), from])
  },
]

type Head = (n: Network, from: number, random: Random) => number

const HEADS: readonly Head[] = [
  (n, from) => n.dense(n.flatten(from), 1),
  (n, from, random) => n.activation(n.dense(n.dropout(n.flatten(from), 0.5), random.pick([2, 3, 9, 40])), 'sigmoid'),
  (n, from) => n.dense(n.globalPooling(from, 'globalMaxPooling1d'), 2),
  (n, from, random) => n.globalPooling(from, 'globalAveragePooling1d', random.below(2) === 0),
  (n, from) => n.flatten(n.pooling(from, 'maxPooling1d', 2, 2, 'same')),
  (n, from) => n.dense(n.flatten(n.pooling(from, 'averagePooling1d', 3, 1, 'same')), 2),
  (n, from) => n.activation(from, 'softmax'),
]
