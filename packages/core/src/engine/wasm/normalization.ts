import { at } from '../../core/arrays.js'
import type { BatchNormalizationNode } from '../graph.js'
import type { PhaseBatch, PlanBuilder } from './plan-builder.js'
import { rowsAndChannels } from './tensor.js'

/** A moving statistic's next values, to be taken over when the step is. */
export interface MovingStatistic {
  readonly parameter: number
  readonly values: Float32Array
}

/**
 * The small arrays of one batch normalisation in the engine's memory, and the sums over the batch, which the host adds
 * up slice by slice in order (float64).
 */
export class NormalizationArrays {
  readonly #builder: PlanBuilder
  readonly #node: BatchNormalizationNode
  readonly #channels: number
  readonly #rows: number
  readonly #stride: number
  /** mean, factor, beta: as NORMALIZE reads them. */
  readonly forward: number
  /** mean, inverse deviation, factor, mean of dy, mean of dy * xhat: as NORMALIZE_GRADIENT reads them. */
  readonly backward: number
  readonly sums: number
  readonly gradientSums: number
  /** Bytes of sums a slice: two float64 a channel. */
  readonly sumBytes: number
  moving: readonly MovingStatistic[] = []

  constructor(builder: PlanBuilder, node: BatchNormalizationNode) {
    const { rows, channels } = rowsAndChannels(node.shape)
    this.#builder = builder
    this.#node = node
    this.#rows = rows
    this.#channels = channels
    this.#stride = Math.ceil(channels / 4) * 4
    this.sumBytes = channels * 16
    const { arena, cut } = builder
    this.forward = arena.allocate(3 * this.#stride * 4)
    this.backward = arena.allocate(5 * this.#stride * 4)
    this.sums = arena.allocate(this.sumBytes * cut.slices)
    this.gradientSums = arena.allocate(this.sumBytes * cut.slices)
  }

  clearSums(): void {
    const { arena, cut } = this.#builder
    arena.bytes(this.sums, this.sumBytes * cut.slices).fill(0)
    arena.bytes(this.gradientSums, this.sumBytes * cut.slices).fill(0)
  }

  /** Mean and variance of the batch from the slices' sums. */
  useBatch(batch: PhaseBatch): void {
    const rows = batch.records * this.#rows
    const totals = this.#total(this.sums, batch.slices)
    const mean = new Float64Array(this.#channels)
    const variance = new Float64Array(this.#channels)
    for (let c = 0; c < this.#channels; c++) {
      const average = at(totals, 2 * c) / rows
      mean[c] = average
      variance[c] = Math.max(at(totals, 2 * c + 1) / rows - average * average, 0)
    }
    this.#write(mean, variance)
    const { momentum, movingMean, movingVariance } = this.#node
    const follow = (parameter: number, now: Float64Array): MovingStatistic => ({
      parameter,
      values: this.#parameter(parameter).map((value, c) => momentum * value + (1 - momentum) * at(now, c)),
    })
    this.moving = [follow(movingMean, mean), follow(movingVariance, variance)]
  }

  /** The moving statistics, as in prediction. */
  useMoving(): void {
    const { movingMean, movingVariance } = this.#node
    this.#write(Float64Array.from(this.#parameter(movingMean)), Float64Array.from(this.#parameter(movingVariance)))
    this.moving = []
  }

  /**
   * The gradients of gamma and beta, written into the first slice's sums at `gammaOffset` and `betaOffset`, and for
   * a normalisation by the batch the two means that every record's gradient contains.
   */
  useGradientSums(batch: PhaseBatch, byBatch: boolean, targets: { gamma?: number; beta?: number }): void {
    const totals = this.#total(this.gradientSums, batch.slices)
    const rows = batch.records * this.#rows
    const shared = this.#arrays(this.backward, 5)
    for (let c = 0; c < this.#channels; c++) {
      const dy = at(totals, 2 * c)
      const dyXhat = at(totals, 2 * c + 1)
      if (targets.beta !== undefined) this.#builder.arena.floats(targets.beta, this.#channels)[c] = dy
      if (targets.gamma !== undefined) this.#builder.arena.floats(targets.gamma, this.#channels)[c] = dyXhat
      shared[3 * this.#stride + c] = byBatch ? dy / rows : 0
      shared[4 * this.#stride + c] = byBatch ? dyXhat / rows : 0
    }
  }

  #write(mean: Float64Array, variance: Float64Array): void {
    const { gamma, beta, epsilon } = this.#node
    const scale = gamma === undefined ? undefined : this.#parameter(gamma)
    const shift = beta === undefined ? undefined : this.#parameter(beta)
    const forward = this.#arrays(this.forward, 3)
    const backward = this.#arrays(this.backward, 5)
    for (let c = 0; c < this.#channels; c++) {
      const inverse = 1 / Math.sqrt(at(variance, c) + epsilon)
      const factor = (scale?.[c] ?? 1) * inverse
      forward[c] = at(mean, c)
      forward[this.#stride + c] = factor
      forward[2 * this.#stride + c] = shift?.[c] ?? 0
      backward[c] = at(mean, c)
      backward[this.#stride + c] = inverse
      backward[2 * this.#stride + c] = factor
      backward[3 * this.#stride + c] = 0
      backward[4 * this.#stride + c] = 0
    }
  }

  #parameter(index: number): Float32Array {
    return this.#builder.store.values(this.#builder.store.get(index))
  }

  #arrays(address: number, count: number): Float32Array {
    return this.#builder.arena.floats(address, count * this.#stride)
  }

  #total(address: number, slices: number): Float64Array {
    const size = 2 * this.#channels
    const all = this.#builder.arena.doubles(address, size * slices)
    const total = new Float64Array(size)
    for (let s = 0; s < slices; s++) {
      for (let i = 0; i < size; i++) total[i] = at(total, i) + at(all, s * size + i)
    }
    return total
  }
}
