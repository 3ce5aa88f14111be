import { elementCount, type Shape } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Constraint, GraphNode, GraphParameter, Regularizer } from '../engine/graph.js'
import type { ActivationSpec, ConstraintSpec } from './model-spec.js'

/** Far beyond networks of this kind; keeps a mistyped number from asking for all memory. */
const MAX_ELEMENTS = 2 ** 28

/** Keras' defaults of the two activations that have a parameter. */
const DEFAULT_ALPHA = { elu: 1, leakyRelu: 0.2 } as const

/** A graph while it grows. */
export interface GraphBuilder {
  readonly nodes: GraphNode[]
  readonly parameters: GraphParameter[]
  /** Dropouts so far: the next one's stream. */
  dropouts: number
}

/** What a layer is lowered with: its name, and the nodes it takes. */
export interface LayerPlace {
  readonly name: string
  readonly inputs: readonly LayerInput[]
}

export interface LayerInput {
  readonly name: string
  readonly node: number
  readonly shape: Shape
}

/** Appends a node, returns its index. */
export function addNode(builder: GraphBuilder, node: GraphNode): number {
  if (elementCount(node.shape) > MAX_ELEMENTS) {
    throw new HeliconError('MODEL_TOO_LARGE', { layer: node.layer, shape: node.shape, limit: MAX_ELEMENTS })
  }
  return builder.nodes.push(node) - 1
}

export interface ParameterOptions {
  readonly trainable: boolean
  readonly regularizer?: Partial<Regularizer> | undefined
  readonly constraint?: ConstraintSpec | undefined
}

/** Appends the parameter `layer/array`, returns its index. */
export function addParameter(
  builder: GraphBuilder,
  layer: string,
  array: string,
  shape: Shape,
  options: ParameterOptions,
): number {
  if (elementCount(shape) > MAX_ELEMENTS) {
    throw new HeliconError('MODEL_TOO_LARGE', { layer, shape, limit: MAX_ELEMENTS })
  }
  const regularizer = filledRegularizer(options.regularizer)
  const constraint = filledConstraint(options.constraint, `${layer}/${array}`, shape)
  return (
    builder.parameters.push({
      name: `${layer}/${array}`,
      shape,
      trainable: options.trainable,
      ...(regularizer && { regularizer }),
      ...(constraint && { constraint }),
    }) - 1
  )
}

/** Keras' defaults. Throws `MODEL_VALUE_INVALID` where an axis is none of the array's. */
function filledConstraint(spec: ConstraintSpec | undefined, name: string, shape: Shape): Constraint | undefined {
  if (spec === undefined || spec.name === 'nonNegative') return spec
  const axes = spec.axis ?? [0]
  const wrong = axes.find((axis) => axis >= shape.length)
  if (wrong !== undefined) {
    const expected = { kind: 'integer', min: 0, max: shape.length - 1 } as const
    throw new HeliconError('MODEL_VALUE_INVALID', { place: name, path: 'axis', found: String(wrong), expected })
  }
  switch (spec.name) {
    case 'maxNorm':
      return { name: 'maxNorm', maxValue: spec.maxValue ?? 2, axes }
    case 'unitNorm':
      return { name: 'unitNorm', axes }
    case 'minMaxNorm': {
      const { minValue = 0, maxValue = 1, rate = 1 } = spec
      return { name: 'minMaxNorm', minValue, maxValue, rate, axes }
    }
  }
}

/** Appends the layer's activation, if it has one that does something; returns the last node's index. */
export function addActivation(
  builder: GraphBuilder,
  layer: string,
  node: number,
  shape: Shape,
  activation: ActivationSpec | undefined,
): number {
  if (activation === undefined || activation === 'linear') return node
  return addNode(builder, { op: 'activation', layer, inputs: [node], shape, ...activationParameters(activation) })
}

/** Appends the layer's activity regularization, if it has one; returns the last node's index. */
export function addActivityRegularization(
  builder: GraphBuilder,
  layer: string,
  node: number,
  shape: Shape,
  regularizer: Partial<Regularizer> | undefined,
): number {
  const filled = filledRegularizer(regularizer)
  if (!filled) return node
  return addNode(builder, { op: 'activityRegularization', layer, inputs: [node], shape, ...filled })
}

/** Name and parameter of an activation, Keras' default filled in. */
export function activationParameters(activation: ActivationSpec) {
  if (typeof activation === 'object') return { activation: activation.name, alpha: activation.alpha }
  if (activation === 'elu' || activation === 'leakyRelu') return { activation, alpha: DEFAULT_ALPHA[activation] }
  return { activation }
}

function filledRegularizer(regularizer: Partial<Regularizer> | undefined): Regularizer | undefined {
  const l1 = regularizer?.l1 ?? 0
  const l2 = regularizer?.l2 ?? 0
  return l1 === 0 && l2 === 0 ? undefined : { l1, l2 }
}
