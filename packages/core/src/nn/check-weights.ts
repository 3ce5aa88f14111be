import { elementCount, type NamedArrays } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { LayerGraph } from '../engine/graph.js'
import { nearestSpelling } from './nearest-spelling.js'

/**
 * Checks that there is one array for every parameter of the graph and no other, each of the right size and of finite
 * numbers.
 * @param place the file or source of the arrays, for messages
 * @throws HeliconError WEIGHT_MISSING, WEIGHT_UNKNOWN, WEIGHT_SIZE, WEIGHT_NOT_FINITE
 */
export function checkWeights(graph: LayerGraph, weights: NamedArrays, place: string): void {
  const names = graph.parameters.map((parameter) => parameter.name)
  const known = new Set(names)
  for (const name of Object.keys(weights)) {
    if (known.has(name)) continue
    throw new HeliconError('WEIGHT_UNKNOWN', { place, name, nearest: nearestSpelling(name, names) })
  }
  const arrays = new Map(Object.entries(weights))
  for (const { name, shape } of graph.parameters) {
    const values = arrays.get(name)
    if (values === undefined) throw new HeliconError('WEIGHT_MISSING', { place, name, shape })
    if (values.length !== elementCount(shape)) {
      throw new HeliconError('WEIGHT_SIZE', { place, name, found: `${values.length}`, shape })
    }
    const index = values.findIndex((value: number) => !Number.isFinite(value))
    if (index >= 0) {
      throw new HeliconError('WEIGHT_NOT_FINITE', { place, name, index, found: values[index] ?? Number.NaN })
    }
  }
}
