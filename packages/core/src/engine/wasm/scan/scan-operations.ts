import { at } from '../../../core/arrays.js'
import { type Operation, operation } from '../operations.js'
import type { PlanBuilder } from '../plan-builder.js'
import type { Tensor } from '../tensor.js'

/** Brings what the head reads of a node, for the windows it works on, to its place. */
export type HeadSource = (target: Tensor) => Operation

/**
 * The operations of a tile in their order. Those on shared rows take the tile for one record, the others take its
 * windows; a switch stands where that changes.
 */
export class ScanOperations {
  readonly list: Operation[] = []
  #mode: 'SCAN_SHARED' | 'SCAN_STARTS' = 'SCAN_STARTS'

  /** Takes what the builder has collected, to run once a tile. */
  shared(builder: PlanBuilder): void {
    this.#take('SCAN_SHARED', taken(builder))
  }

  /** Takes what the builder has collected, to run for every window. */
  windows(builder: PlanBuilder): void {
    this.#take('SCAN_STARTS', taken(builder))
  }

  /** Adds operations that run for every window. */
  addForWindows(...operations: readonly Operation[]): void {
    this.#take('SCAN_STARTS', operations)
  }

  #take(mode: 'SCAN_SHARED' | 'SCAN_STARTS', operations: readonly Operation[]): void {
    if (operations.length === 0) return
    if (mode !== this.#mode) this.list.push(operation(mode, {}))
    this.#mode = mode
    this.list.push(...operations)
  }
}

/** The builder's operations, which it then has no more. */
export function taken(builder: PlanBuilder): Operation[] {
  return at(builder.phases, 0).operations.splice(0)
}
