import { elementCount } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { LossName, LossSpec } from '../engine/engine.js'
import type { ActivationName, GraphNode, LayerGraph } from '../engine/graph.js'
import { type At, checked, nameText, object, oneOf } from './checks.js'
import { nearestSpelling } from './nearest-spelling.js'

export const LOSS_NAMES = [
  'sigmoid-cross-entropy',
  'binary-cross-entropy',
  'categorical-cross-entropy',
  'softmax-cross-entropy',
  'mean-squared-error',
] as const satisfies readonly LossName[]

/** What a user writes: the loss, and the output it is computed from where the default is not meant. */
export interface LossConfig {
  readonly name: LossName
  readonly output?: string
}

/** A remark about a loss that is allowed but not what its name suggests. */
export interface LossNote {
  readonly en: string
  readonly ko: string
}

/** How an output ends: an activation, `linear` for a sum of products, undefined where it cannot be said. */
type Ending = ActivationName | undefined

const lossName = oneOf(LOSS_NAMES)
const lossObject = object<LossConfig>({ name: lossName, output: nameText }, ['name'])

/** Outputs that Keras' categorical cross-entropy can divide by their sum. */
const NEVER_NEGATIVE: readonly Ending[] = ['sigmoid', 'softmax', 'relu', 'exponential', 'softplus', undefined]

/**
 * A loss from a user's configuration: `sigmoid-cross-entropy` or `{ name: sigmoid-cross-entropy, output: logits }`.
 * @throws HeliconError MODEL_VALUE_INVALID, MODEL_KEY_UNKNOWN, MODEL_KEY_MISSING
 */
export function parseLoss(json: unknown, at: At): LossConfig {
  return typeof json === 'string' ? { name: checked(lossName, json, at) } : checked(lossObject, json, at)
}

/**
 * The loss and the output of the model that it is computed from. Default: the first output that suits the loss, else
 * the first.
 * @throws HeliconError LOSS_OUTPUT_UNKNOWN, LOSS_NEEDS_LOGITS, LOSS_NEEDS_PROBABILITIES, LOSS_NEEDS_CLASSES
 */
export function resolveLoss(config: LossConfig, graph: LayerGraph): LossSpec {
  const names = graph.outputs.map((output) => output.name)
  const suiting = names.find((name) => lossProblem(config.name, graph, name) === undefined)
  const output = config.output ?? suiting ?? names[0] ?? ''
  if (!names.includes(output)) {
    throw new HeliconError('LOSS_OUTPUT_UNKNOWN', {
      found: output,
      allowed: names,
      nearest: nearestSpelling(output, names),
    })
  }
  const problem = lossProblem(config.name, graph, output)
  if (problem !== undefined) throw problem
  return { name: config.name, output }
}

/** Remarks about the loss on this model: categorical cross-entropy of sigmoid outputs, as in the tutorial. */
export function lossNotes(loss: LossSpec, graph: LayerGraph): readonly LossNote[] {
  const ending = outputEnding(graph, loss.output)
  if (loss.name !== 'categorical-cross-entropy' || ending === 'softmax' || ending === undefined) return []
  return [
    {
      en: `Loss ${loss.name} expects probabilities that add up to 1; output "${loss.output}" ends in ${ending}, so its values are divided by their sum first, as Keras does. Training then decides their ratio alone: both may be near 0 or near 1. Most people end such a network in softmax, whose outputs are the probabilities of the classes (preset guide-softmax).`,
      ko: `${loss.name} 손실은 합이 1인 확률을 받습니다. 출력 "${loss.output}"의 마지막 활성화 함수가 ${ending}이므로 Keras와 같이 먼저 값들의 합으로 나눕니다. 이때 학습은 값들의 비율만 정하므로 둘 다 0이나 1에 가까울 수 있습니다. 그래서 보통은 출력이 곧 클래스의 확률인 소프트맥스로 끝냅니다(프리셋 guide-softmax).`,
    },
  ]
}

/** Number of label columns that go with an output: its values per record. */
export function outputSize(graph: LayerGraph, output: string): number {
  return elementCount(outputNode(graph, output)?.shape ?? [])
}

function lossProblem(loss: LossName, graph: LayerGraph, output: string): HeliconError | undefined {
  const ending = outputEnding(graph, output)
  const shape = outputNode(graph, output)?.shape ?? []
  const ended = ending === 'sigmoid' || ending === 'softmax'
  switch (loss) {
    case 'sigmoid-cross-entropy':
    case 'softmax-cross-entropy':
      if (ended) {
        const alternative = ending === 'sigmoid' ? 'binary-cross-entropy' : 'categorical-cross-entropy'
        return new HeliconError('LOSS_NEEDS_LOGITS', { loss, output, activation: ending, alternative })
      }
      return loss === 'softmax-cross-entropy' ? classesProblem(loss, output, shape) : undefined
    case 'binary-cross-entropy':
      if (ended || ending === undefined) return undefined
      return new HeliconError('LOSS_NEEDS_PROBABILITIES', {
        loss,
        output,
        found: ending,
        alternative: 'sigmoid-cross-entropy',
      })
    case 'categorical-cross-entropy':
      if (NEVER_NEGATIVE.includes(ending)) return classesProblem(loss, output, shape)
      return new HeliconError('LOSS_NEEDS_PROBABILITIES', {
        loss,
        output,
        found: ending ?? 'linear',
        alternative: 'softmax-cross-entropy',
      })
    case 'mean-squared-error':
      return undefined
  }
}

function classesProblem(loss: LossName, output: string, shape: readonly number[]): HeliconError | undefined {
  return (shape.at(-1) ?? 0) < 2 ? new HeliconError('LOSS_NEEDS_CLASSES', { loss, output, shape }) : undefined
}

function outputNode(graph: LayerGraph, name: string): GraphNode | undefined {
  const output = graph.outputs.find((candidate) => candidate.name === name)
  return output && graph.nodes[output.node]
}

/** Looks back through operations that leave values what they are, or take the largest or the mean of some of them. */
function outputEnding(graph: LayerGraph, name: string): Ending {
  let node = outputNode(graph, name)
  while (node !== undefined) {
    switch (node.op) {
      case 'activation':
        if (node.activation !== 'linear') return node.activation
        break
      case 'conv1d':
      case 'dense':
      case 'batchNormalization':
        return 'linear'
      case 'input':
      case 'concatenate':
      case 'add':
        return undefined
      default:
        break
    }
    node = graph.nodes[node.inputs[0] ?? -1]
  }
  return undefined
}
