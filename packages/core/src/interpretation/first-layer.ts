import { at, type FloatArray } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { elementFunction, softmaxOf } from '../engine/activation-functions.js'
import type {
  BatchNormalizationNode,
  Conv1dNode,
  ExecutableModel,
  GraphNode,
  LayerGraph,
  StrandFrame,
} from '../engine/graph.js'
import { BASE } from '../sequence/sequence-set.js'

/** A convolution that takes the sequence itself, with its activation. */
export interface FirstLayer {
  /** Name of the layer. */
  readonly layer: string
  readonly filters: number
  /** Bases of a sequence. */
  readonly inputLength: number
  /** Where both strands lie in what the filters slide over; absent: they slide over the sequence alone. */
  readonly strands?: StrandFrame
  readonly outputLength: number
  /** Bases that an output sees, from the first to the last: (kernelSize - 1) * dilationRate + 1. */
  readonly extent: number
  /**
   * First base that output `position` sees; negative or beyond the end where its window hangs over an edge. Of both
   * strands: in the codes that hold both, see `framedCodes`.
   */
  readonly windowStart: (position: number) => number
  /** Activations of one sequence: codes [inputLength], of both strands `framedCodes`, to `out` [outputLength, filters]. */
  readonly activate: (codes: Uint8Array, out: Float64Array) => void
}

/** Changes the values of one sequence, [positions, filters], in place. */
type Step = (values: Float64Array) => void

/**
 * The convolutions on the input of bases, each with what follows it element by element as far as its activation: batch
 * normalization by its moving statistics, dropout and regularization, which change nothing in prediction. In float64.
 * @throws HeliconError FILTERS_NOT_READABLE where there is none
 */
export function firstLayers(model: ExecutableModel): FirstLayer[] {
  const { graph } = model
  const bases = graph.inputs.filter((index) => {
    const { shape } = at(graph.nodes, index)
    return shape.length === 2 && shape[1] === 4
  })
  const convolutions = [...graph.nodes.entries()].filter(
    (entry): entry is [number, Conv1dNode] => entry[1].op === 'conv1d' && bases.includes(entry[1].inputs[0] ?? -1),
  )
  if (convolutions.length === 0) {
    const layers = consumersOf(graph, graph.inputs[0] ?? 0).map(([, { layer, op }]) => `${layer} (${op})`)
    throw new HeliconError('FILTERS_NOT_READABLE', { layers })
  }
  return convolutions.map(([index, node]) => firstLayer(model, index, node))
}

function firstLayer(model: ExecutableModel, index: number, node: Conv1dNode): FirstLayer {
  const { kernelSize, filters, strides, dilationRate, left, layer } = node
  const input = at(model.graph.nodes, node.inputs[0] ?? 0)
  const strands = input.op === 'input' && input.strands?.kind === 'shared' ? input.strands : undefined
  const inputLength = strands?.length ?? at(input.shape, 0)
  const outputLength = at(node.shape, 0)
  const width = Math.ceil(filters / 4) * 4
  const table = weightTable(node, parameter(model, node.kernel), width)
  const start = new Float64Array(width)
  if (node.bias !== undefined) start.set(parameter(model, node.bias))
  const rows = new Int32Array(kernelSize)
  const sums = new Float64Array(width)
  const steps = stepsAfter(model, index, filters)
  return {
    layer,
    filters,
    inputLength,
    ...(strands && { strands }),
    outputLength,
    extent: (kernelSize - 1) * dilationRate + 1,
    windowStart: (position) => position * strides - left,
    activate: (codes, out) => {
      for (let position = 0; position < outputLength; position++) {
        const met = metRows(node, codes, position * strides - left, width, rows)
        sumRows(table, rows, met, start, sums)
        for (let f = 0; f < filters; f++) out[position * filters + f] = sums[f] ?? 0
      }
      for (const step of steps) step(out)
    },
  }
}

/** Where the rows of the table begin that the bases from `first` on meet: to `rows`; gives their number. */
function metRows(node: Conv1dNode, codes: Uint8Array, first: number, width: number, rows: Int32Array): number {
  const { kernelSize, dilationRate } = node
  let met = 0
  for (let tap = 0; tap < kernelSize; tap++) {
    const place = first + tap * dilationRate
    const code = place >= 0 && place < codes.length ? (codes[place] ?? BASE.N) : BASE.N
    if (code < BASE.N) rows[met++] = (tap * 4 + code) * width
  }
  return met
}

/** Adds rows of the table to `start`, one after the other; four filters side by side take a third of the time of one. */
function sumRows(table: Float64Array, rows: Int32Array, count: number, start: Float64Array, sums: Float64Array): void {
  for (let f = 0; f < sums.length; f += 4) {
    let a = start[f] ?? 0
    let b = start[f + 1] ?? 0
    let c = start[f + 2] ?? 0
    let d = start[f + 3] ?? 0
    for (let i = 0; i < count; i++) {
      const w = (rows[i] ?? 0) + f
      a += table[w] ?? 0
      b += table[w + 1] ?? 0
      c += table[w + 2] ?? 0
      d += table[w + 3] ?? 0
    }
    sums[f] = a
    sums[f + 1] = b
    sums[f + 2] = c
    sums[f + 3] = d
  }
}

/**
 * Weights by tap, base and filter, [kernelSize, 4, width], of which the first are the filters; 0 where the base is not
 * of the filter's group.
 */
function weightTable({ kernelSize, filters, groups }: Conv1dNode, kernel: FloatArray, width: number): Float64Array {
  const channels = 4 / groups
  const perGroup = filters / groups
  return Float64Array.from({ length: kernelSize * 4 * width }, (_, i) => {
    const filter = i % width
    const base = Math.floor(i / width) % 4
    const tap = Math.floor(i / width / 4)
    if (filter >= filters || Math.floor(base / channels) !== Math.floor(filter / perGroup)) return 0
    return at(kernel, (tap * channels + (base % channels)) * filters + filter)
  })
}

/** What is applied to the convolution's values, as far as the first activation. */
function stepsAfter(model: ExecutableModel, convolution: number, filters: number): Step[] {
  const steps: Step[] = []
  for (let index = convolution; ; ) {
    const [next, ...others] = consumersOf(model.graph, index)
    // Where ways part, or the convolution is itself an output, there is no activation that belongs to it alone.
    if (next === undefined || others.length > 0) return steps
    const [place, node] = next
    switch (node.op) {
      case 'activation':
        return [...steps, activationStep(node, filters)]
      case 'batchNormalization':
        steps.push(normalizationStep(model, node))
        break
      case 'dropout':
      case 'activityRegularization':
        break
      default:
        return steps
    }
    index = place
  }
}

function activationStep({ activation, alpha }: Extract<GraphNode, { op: 'activation' }>, filters: number): Step {
  if (activation === 'softmax') {
    return (values) => {
      for (let row = 0; row < values.length; row += filters)
        values.set(softmaxOf(values.subarray(row, row + filters)), row)
    }
  }
  const { value } = elementFunction(activation, alpha)
  return (values) => {
    for (let i = 0; i < values.length; i++) values[i] = value(values[i] ?? 0)
  }
}

function normalizationStep(model: ExecutableModel, node: BatchNormalizationNode): Step {
  const optional = (index: number | undefined) => (index === undefined ? undefined : parameter(model, index))
  const [gamma, beta] = [optional(node.gamma), optional(node.beta)]
  const mean = parameter(model, node.movingMean)
  const variance = parameter(model, node.movingVariance)
  const scale = Float64Array.from(variance, (v, c) => (gamma?.[c] ?? 1) / Math.sqrt(v + node.epsilon))
  const shift = scale.map((factor, c) => (beta?.[c] ?? 0) - factor * (mean[c] ?? 0))
  return (values) => {
    for (let i = 0; i < values.length; i++) {
      const c = i % scale.length
      values[i] = (values[i] ?? 0) * (scale[c] ?? 1) + (shift[c] ?? 0)
    }
  }
}

function consumersOf(graph: LayerGraph, index: number): [number, GraphNode][] {
  return [...graph.nodes.entries()].filter(([, node]) => node.inputs.includes(index))
}

function parameter({ graph, weights }: ExecutableModel, index: number): FloatArray {
  const { name } = at(graph.parameters, index)
  const values = weights[name]
  if (values === undefined) throw new RangeError(`the model has no weights ${name}`)
  return values
}
