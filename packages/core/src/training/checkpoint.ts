import type { FloatArray, NamedArrays } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { decodeSafetensors, encodeSafetensors, type SafetensorsContent, type Tensor } from '../nn/safetensors.js'
import { parseCheckpointHeader } from './checkpoint-header.js'
import type { TrainingState } from './training-state.js'

const KIND = { format: 'helicon.checkpoint', version: '1' } as const

/** Where the arrays of a state stand in the container. */
const PREFIX = { weights: 'weights:', engine: 'engine:', best: 'best:' } as const

/**
 * A state as one file: a safetensors container with the arrays and, as its metadata, all other facts in JSON. Every
 * number comes back to the bit.
 */
export function encodeCheckpoint(state: TrainingState): Uint8Array {
  const { weights, engine, best, ...facts } = state
  const header = {
    ...facts,
    step: engine.step,
    ...(best && { best: { epoch: best.epoch, monitor: best.monitor, value: best.value } }),
  }
  const arrays = {
    ...prefixed(PREFIX.weights, weights),
    ...prefixed(PREFIX.engine, engine.arrays),
    ...prefixed(PREFIX.best, best?.weights ?? {}),
  }
  return encodeSafetensors(arrays, { ...KIND, state: JSON.stringify(header, finiteOrText) })
}

/**
 * Reads what `encodeCheckpoint` wrote.
 * @param name file name, for messages
 * @throws HeliconError CHECKPOINT_INVALID, and what `decodeSafetensors` throws for a damaged container
 */
export function decodeCheckpoint(bytes: Uint8Array, name: string): TrainingState {
  const { tensors, metadata } = decodeSafetensors(bytes, name)
  for (const [field, expected] of Object.entries(KIND)) {
    const found = JSON.stringify(metadata[field] ?? null)
    if (metadata[field] !== expected) {
      throw new HeliconError('CHECKPOINT_INVALID', {
        name,
        field,
        found,
        expected: { kind: 'oneOf', values: [expected] },
      })
    }
  }
  const { step, best, ...facts } = parseCheckpointHeader(metadata.state ?? '', name)
  return {
    ...facts,
    weights: unprefixed(PREFIX.weights, tensors),
    engine: { step, arrays: unprefixed(PREFIX.engine, tensors) },
    best: best && { ...best, weights: unprefixed(PREFIX.best, tensors) },
  }
}

/** JSON has no NaN and no infinity: they are written as texts. */
function finiteOrText(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

/** The graph knows the shapes: here every array is flat. */
function prefixed(prefix: string, arrays: NamedArrays): Record<string, Tensor> {
  const tensor = (data: FloatArray): Tensor => ({ shape: [data.length], data })
  return Object.fromEntries(Object.entries(arrays).map(([name, data]) => [prefix + name, tensor(data)]))
}

function unprefixed(prefix: string, tensors: SafetensorsContent<FloatArray>['tensors']): NamedArrays {
  const own = Object.entries(tensors).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(own.map(([name, { data }]) => [name.slice(prefix.length), data]))
}
