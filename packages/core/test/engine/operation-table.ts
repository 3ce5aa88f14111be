import { elementCount } from '../../src/core/arrays.js'
import type { ModelInputs } from '../../src/engine/engine.js'
import { ACTIVATION_NAMES, type ExecutableModel } from '../../src/engine/graph.js'
import { Network } from './network.js'
import { type Random, seeded } from './random.js'

/** One network of the table that finite differences and the comparison of engines share. */
export interface TableEntry {
  readonly title: string
  readonly model: ExecutableModel
  /** Random inputs for `count` records. */
  readonly inputs: (count: number, random: Random) => ModelInputs
}

const CHANNELS = [1, 3, 4, 5, 15, 17] as const
const LENGTHS = [1, 2, 7, 12, 21] as const
/** Every operation with shapes that vectors of four, padding and windows beyond the data make difficult. */
export function operationTable(): TableEntry[] {
  return [
    ...Array.from({ length: 32 }, (_, seed) => convolution(seed)),
    ...groupedConvolutions(),
    ...Array.from({ length: 12 }, (_, seed) => pooling(seed)),
    ...layers(),
    ...networks(),
  ]
}

function entry(title: string, build: (network: Network) => void, codes = false): TableEntry {
  const network = new Network()
  build(network)
  const shapes = network.inputs.map((index) => network.shape(index))
  const inputs = (count: number, random: Random): ModelInputs =>
    shapes.map((shape) => {
      if (codes && shape[1] === 4) return Uint8Array.from({ length: count * (shape[0] ?? 0) }, () => random.below(5))
      return random.normals(count * elementCount(shape))
    })
  return { title, model: network.model(seeded(title.length)), inputs }
}

function convolution(seed: number): TableEntry {
  const random = seeded(seed)
  const [length, channels, filters] = [random.pick(LENGTHS), random.pick(CHANNELS), random.pick(CHANNELS)]
  const kernelSize = random.pick([1, 2, 3, 5, 8, 10])
  const dilationRate = random.pick([1, 1, 2, 3])
  const strides = dilationRate === 1 ? random.pick([1, 2, 3]) : 1
  const fits = (kernelSize - 1) * dilationRate < length
  const padding = random.pick(fits ? (['valid', 'same', 'causal'] as const) : (['same', 'causal'] as const))
  const options = { filters, kernelSize, strides, dilationRate, padding, bias: random.uniform() < 0.7 }
  const title = `conv1d ${seed} [${length}, ${channels}] ${JSON.stringify(options)}`
  return entry(title, (n) => n.output('y', n.conv1d(n.input(length, channels), options)))
}

function groupedConvolutions(): TableEntry[] {
  const cases = [
    { channels: 4, filters: 6, groups: 2, kernelSize: 3 },
    { channels: 6, filters: 6, groups: 6, kernelSize: 2 },
    { channels: 15, filters: 5, groups: 5, kernelSize: 4 },
    { channels: 8, filters: 24, groups: 2, kernelSize: 1 },
  ]
  return cases.map(({ channels, ...options }) =>
    entry(`conv1d of ${channels} channels ${JSON.stringify(options)}`, (n) =>
      n.output('y', n.conv1d(n.input(9, channels), options)),
    ),
  )
}

function pooling(seed: number): TableEntry {
  const random = seeded(100 + seed)
  const op = seed % 2 === 0 ? 'maxPooling1d' : 'averagePooling1d'
  const [length, channels] = [random.pick(LENGTHS), random.pick(CHANNELS)]
  const [poolSize, strides] = [random.pick([1, 2, 3, 4, 5]), random.pick([1, 2, 3, 4])]
  const padding = poolSize > length ? 'same' : random.pick(['valid', 'same'] as const)
  return entry(`${op} [${length}, ${channels}] pool ${poolSize} strides ${strides} ${padding}`, (n) =>
    n.output('y', n.pooling(n.input(length, channels), op, poolSize, strides, padding)),
  )
}

function layers(): TableEntry[] {
  const globals = (['globalMaxPooling1d', 'globalAveragePooling1d'] as const).flatMap((op) =>
    [false, true].map((keepdims) =>
      entry(`${op} keepdims ${keepdims}`, (n) => n.output('y', n.globalPooling(n.input(7, 5), op, keepdims))),
    ),
  )
  const activations = ACTIVATION_NAMES.map((name) =>
    entry(`activation ${name}`, (n) => n.output('y', n.activation(n.input(5, 5), name))),
  )
  const normalizations = [
    { scale: true, center: true },
    { scale: false, center: true, momentum: 0.8 },
    { scale: true, center: false, epsilon: 0.1 },
    { frozen: true },
  ].map((options) =>
    entry(`batchNormalization ${JSON.stringify(options)}`, (n) =>
      n.output('y', n.batchNormalization(n.input(6, 5), options)),
    ),
  )
  const dropouts = (['element', 'channel', 'position'] as const).flatMap((granularity) =>
    [undefined, 12345678901].map((seed) =>
      entry(`dropout by ${granularity}, own seed ${seed}`, (n) =>
        n.output('y', n.dropout(n.dropout(n.input(11, 5), 0.3, granularity, seed), 0.5, granularity)),
      ),
    ),
  )
  return [
    ...globals,
    ...activations,
    ...normalizations,
    ...dropouts,
    entry('activation elu 0.7 after leakyRelu 0.1', (n) =>
      n.output('y', n.activation(n.activation(n.input(17), 'leakyRelu', 0.1), 'elu', 0.7)),
    ),
    entry('batchNormalization of [units]', (n) => n.output('y', n.batchNormalization(n.input(17)))),
    entry('dropout of [units]', (n) => n.output('y', n.dropout(n.input(17), 0.25))),
    entry('dense [17] to 5', (n) => n.output('y', n.dense(n.input(17), 5))),
    entry('dense [1] to 1 without bias', (n) => n.output('y', n.dense(n.input(1), 1, { bias: false }))),
    entry('dense on every position', (n) => n.output('y', n.dense(n.input(6, 5), 3))),
    entry('flatten and dense', (n) => n.output('y', n.dense(n.flatten(n.input(7, 5)), 4))),
    entry('activityRegularization', (n) => n.output('y', n.activityRegularization(n.input(7, 5), 0.1, 0.2))),
  ]
}

function networks(): TableEntry[] {
  return [
    entry('concatenate along the channels', (n) =>
      n.output('y', n.concatenate([n.input(6, 3), n.input(6, 5), n.input(6, 1)], 'channels')),
    ),
    entry('concatenate along the length', (n) =>
      n.output('y', n.concatenate([n.input(6, 3), n.input(1, 3)], 'length')),
    ),
    entry('concatenate [units]', (n) => n.output('y', n.concatenate([n.input(6), n.input(1)], 'channels'))),
    entry('add three', (n) => n.output('y', n.add([n.input(6, 5), n.input(6, 5), n.input(6, 5)]))),
    entry('one input used twice', (n) => {
      const x = n.input(6, 5)
      n.output('y', n.add([x, n.conv1d(x, { filters: 5, kernelSize: 3 }), x]))
    }),
    entry('residual block with batch normalisation', (n) => {
      const first = n.conv1d(n.input(12, 4), { filters: 6, kernelSize: 5 })
      const normal = n.batchNormalization(n.conv1d(first, { filters: 6, kernelSize: 3, bias: false }))
      const sum = n.add([first, n.activation(normal, 'relu')])
      n.output('y', n.dense(n.globalPooling(sum, 'globalMaxPooling1d'), 2))
    }),
    entry('two inputs, outputs on the way and one never used', (n) => {
      const conv = n.activation(n.conv1d(n.input(20, 4), { filters: 15, kernelSize: 10 }), 'relu')
      const joined = n.concatenate([n.flatten(n.dropout(conv, 0.5)), n.input(1)], 'channels')
      const logits = n.dense(joined, 1)
      n.dense(joined, 3)
      n.output('prediction', n.activation(logits, 'sigmoid')).output('logits', logits).output('again', logits)
    }),
    entry(
      'base codes through three convolutions',
      (n) => {
        let x = n.input(23, 4)
        for (let i = 0; i < 3; i++) {
          x = n.dropout(n.activation(n.conv1d(x, { filters: 15, kernelSize: 10 }), 'relu'), 0.5)
        }
        n.output('y', n.dense(n.flatten(x), 1))
      },
      true,
    ),
    entry(
      'base codes through a pooled convolution',
      (n) => {
        const conv = n.activation(n.conv1d(n.input(20, 4), { filters: 10, kernelSize: 5 }), 'relu')
        n.output('y', n.activation(n.dense(n.flatten(n.pooling(conv, 'maxPooling1d', 4)), 2), 'softmax'))
      },
      true,
    ),
  ]
}
