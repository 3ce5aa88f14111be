import type { Shape } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { ConcatenateNode } from '../engine/graph.js'
import { addNode, type GraphBuilder, type LayerPlace } from './graph-builder.js'
import type { AddSpec, ConcatenateSpec } from './model-spec.js'

/** Joins along the channels (axis -1) or along the length (axis 1 of [length, channels]). */
export function lowerConcatenate(builder: GraphBuilder, place: LayerPlace, spec: ConcatenateSpec): number {
  const shapes = mergedShapes(place, spec.type)
  const first = shapes[0] ?? []
  const axis = concatenateAxis(place.name, first, spec.axis ?? -1)
  const joinedAxis = axis === 'length' ? 0 : first.length - 1
  const fits = shapes.every(
    (shape) => shape.length === first.length && shape.every((size, i) => i === joinedAxis || size === first[i]),
  )
  if (!fits) {
    const rule = axis === 'length' ? 'sameExceptLength' : 'sameExceptChannels'
    throw new HeliconError('MODEL_SHAPES_DIFFER', { layer: place.name, type: spec.type, shapes, rule })
  }
  const joined = shapes.reduce((sum, shape) => sum + (shape[joinedAxis] ?? 0), 0)
  return addNode(builder, {
    op: 'concatenate',
    layer: place.name,
    inputs: place.inputs.map((input) => input.node),
    shape: first.map((size, i) => (i === joinedAxis ? joined : size)),
    axis,
  })
}

/** The element-wise sum of inputs of one shape. */
export function lowerAdd(builder: GraphBuilder, place: LayerPlace, spec: AddSpec): number {
  const shapes = mergedShapes(place, spec.type)
  const first = shapes[0] ?? []
  if (!shapes.every((shape) => shape.length === first.length && shape.every((size, i) => size === first[i]))) {
    throw new HeliconError('MODEL_SHAPES_DIFFER', { layer: place.name, type: spec.type, shapes, rule: 'same' })
  }
  const inputs = place.inputs.map((input) => input.node)
  return addNode(builder, { op: 'add', layer: place.name, inputs, shape: first })
}

function mergedShapes(place: LayerPlace, type: string): Shape[] {
  if (place.inputs.length < 2) {
    const expected = { kind: 'integer', min: 2 } as const
    throw new HeliconError('MODEL_INPUT_COUNT', { layer: place.name, type, found: place.inputs.length, expected })
  }
  return place.inputs.map((input) => input.shape)
}

/** Keras counts the batch as axis 0: the channels are -1 or the rank, the length is 1 or -2. */
function concatenateAxis(layer: string, shape: Shape, axis: number): ConcatenateNode['axis'] {
  if (axis === -1 || axis === shape.length) return 'channels'
  if (shape.length === 2 && (axis === 1 || axis === -2)) return 'length'
  throw new HeliconError('MODEL_VALUE_INVALID', {
    place: layer,
    path: 'axis',
    found: String(axis),
    expected: { kind: 'oneOf', values: shape.length === 2 ? ['-1', '1'] : ['-1'] },
  })
}
