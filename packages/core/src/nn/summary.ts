import { elementCount, type Shape } from '../core/arrays.js'
import type { LayerGraph } from '../engine/graph.js'
import { buildGraph } from './build-graph.js'
import { type ResolvedLayer, resolveLayers } from './layer-names.js'
import type { LayerSpec, ModelSpec } from './model-spec.js'

/** One line of a model's summary. */
export interface SummaryRow {
  readonly name: string
  /** Keras' class: Conv1D, Dense, InputLayer, ... */
  readonly type: string
  /** Without the batch. */
  readonly outputShape: Shape
  readonly parameters: number
  /** Names of the inputs or layers that it takes. */
  readonly connectedTo: readonly string[]
}

export interface ParameterTotals {
  readonly total: number
  readonly trainable: number
  readonly nonTrainable: number
}

const CLASS_NAMES: Readonly<Record<LayerSpec['type'], string>> = {
  conv1d: 'Conv1D',
  maxPooling1d: 'MaxPooling1D',
  averagePooling1d: 'AveragePooling1D',
  globalMaxPooling1d: 'GlobalMaxPooling1D',
  globalAveragePooling1d: 'GlobalAveragePooling1D',
  flatten: 'Flatten',
  dense: 'Dense',
  dropout: 'Dropout',
  activation: 'Activation',
  batchNormalization: 'BatchNormalization',
  concatenate: 'Concatenate',
  add: 'Add',
}

/** Line length and ends of the columns in Keras 2's print_summary. */
const SEQUENTIAL_COLUMNS = [29, 55, 65] as const
const GRAPH_COLUMNS = [32, 53, 65, 98] as const

/**
 * The model's inputs (only where it is not a plain stack of layers, as in Keras, or one holds both strands and so is
 * longer than the records) and layers.
 */
export function summaryRows(spec: ModelSpec): readonly SummaryRow[] {
  const graph = buildGraph(spec)
  const layers = resolveLayers(spec)
  const inputs = spec.inputs.map(({ name }, index) => ({
    name,
    type: 'InputLayer',
    outputShape: graph.nodes[graph.inputs[index] ?? -1]?.shape ?? [],
    parameters: 0,
    connectedTo: [],
  }))
  const rows = layers.map((layer) => ({
    name: layer.name,
    type: CLASS_NAMES[layer.spec.type],
    outputShape: graph.nodes.findLast((node) => node.layer === layer.name)?.shape ?? [],
    parameters: graph.parameters
      .filter((parameter) => parameter.name.startsWith(`${layer.name}/`))
      .reduce((sum, parameter) => sum + elementCount(parameter.shape), 0),
    connectedTo: layer.inputs,
  }))
  const sharesStrands = spec.inputs.some(({ strands }) => strands === 'shared')
  return isSequential(spec, layers) && !sharesStrands ? rows : [...inputs, ...rows]
}

/** Numbers of parameters, trained and not (frozen layers, moving statistics). */
export function parameterTotals(graph: LayerGraph): ParameterTotals {
  const count = (trainable: boolean) =>
    graph.parameters.reduce((sum, p) => (p.trainable === trainable ? sum + elementCount(p.shape) : sum), 0)
  const trainable = count(true)
  const nonTrainable = count(false)
  return { total: trainable + nonTrainable, trainable, nonTrainable }
}

/**
 * Layers, output shapes and parameters as a table, in the form that Keras 2 prints (65 columns, or 98 with a column
 * "Connected to" where the model is not a plain stack). Ends without a line break.
 */
export function summary(spec: ModelSpec): string {
  const rows = summaryRows(spec)
  const sequential = isSequential(spec, resolveLayers(spec))
  const columns = sequential ? SEQUENTIAL_COLUMNS : GRAPH_COLUMNS
  const width = columns.at(-1) ?? 0
  const thin = '_'.repeat(width)
  const thick = '='.repeat(width)
  const lines = [
    `Model: "${spec.name ?? (sequential ? 'sequential' : 'model')}"`,
    thin,
    tableRow(['Layer (type)', 'Output Shape', 'Param #', ...(sequential ? [] : ['Connected to'])], columns),
    thick,
  ]
  rows.forEach((row, index) => {
    const [first = '', ...others] = sequential ? [] : row.connectedTo.map((name) => `${name}[0][0]`)
    const fields = [`${row.name} (${row.type})`, shapeText(row.outputShape), String(row.parameters)]
    lines.push(tableRow(sequential ? fields : [...fields, first], columns))
    for (const other of others) lines.push(tableRow(['', '', '', other], columns))
    lines.push(index === rows.length - 1 ? thick : thin)
  })
  const { total, trainable, nonTrainable } = parameterTotals(buildGraph(spec))
  lines.push(
    `Total params: ${grouped(total)}`,
    `Trainable params: ${grouped(trainable)}`,
    `Non-trainable params: ${grouped(nonTrainable)}`,
    thin,
  )
  return lines.join('\n')
}

/** One input, and every layer takes the one before it. */
function isSequential(spec: ModelSpec, layers: readonly ResolvedLayer[]): boolean {
  if (spec.inputs.length !== 1) return false
  return layers.every((layer, index) => {
    const before = index === 0 ? spec.inputs[0]?.name : layers[index - 1]?.name
    return layer.inputs.length === 1 && layer.inputs[0] === before
  })
}

/** Keras' print_row: a field too long is cut, and one blank always stays between two columns. */
function tableRow(fields: readonly string[], columns: readonly number[]): string {
  let line = ''
  fields.forEach((field, index) => {
    const end = columns[index] ?? 0
    if (index > 0) line = `${line.slice(0, -1)} `
    line = (line + field).slice(0, end).padEnd(end)
  })
  return line
}

function shapeText(shape: Shape): string {
  return `(None, ${shape.join(', ')})`
}

/** 6661 as 6,661. Not by locale: the table is the same everywhere. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}
