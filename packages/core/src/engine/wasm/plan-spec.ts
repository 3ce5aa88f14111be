import type { LossName } from '../engine.js'
import type { LayerGraph } from '../graph.js'
import type { BatchInput } from './emit-context.js'

/** What a plan computes. */
export type PlanKind = 'train' | 'evaluate' | 'predict' | 'gradients' | 'trainingGradients'

export interface PlanSpec {
  readonly kind: PlanKind
  readonly graph: LayerGraph
  /** For each input of the graph, in order. */
  readonly inputKinds: readonly BatchInput['kind'][]
  readonly loss: { readonly name: LossName; readonly output: string } | undefined
  /** 1 a record, or one for every label. */
  readonly weightsARecord: number
  readonly seed: number
  readonly shared: SharedNumbers
}

/** Addresses of numbers that the host sets for every batch. */
export interface SharedNumbers {
  readonly divisor: number
  readonly records: number
  readonly step: number
  readonly slices: number
}

/** A compact array of the batch that the host reads or writes. */
export interface BatchArray {
  readonly address: number
  readonly floatsARecord: number
}
