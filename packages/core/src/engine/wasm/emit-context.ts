import type { NormalizationArrays } from './normalization.js'
import type { PlanBuilder } from './plan-builder.js'

/** What emitting needs beside the builder. */
export interface EmitContext {
  readonly builder: PlanBuilder
  readonly constant: (name: string) => number
  readonly seed: number
  /** Address of the number of steps done. */
  readonly step: number
  /** Where the batch's values of an input lie. */
  readonly inputs: ReadonlyMap<number, BatchInput>
  readonly normalizations: ReadonlyMap<number, NormalizationArrays>
}

export interface BatchInput {
  readonly kind: 'codes' | 'floats'
  readonly address: number
  readonly recordBytes: number
}

/** Where the batch's values of input node `index` lie. */
export function inputOf({ inputs }: EmitContext, index: number): BatchInput {
  const input = inputs.get(index)
  if (input === undefined) throw new RangeError(`input ${index} has no memory`)
  return input
}
