import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import type { ExecutableModel } from '../engine/graph.js'
import { framedCodes } from '../engine/strand-frame.js'
import type { Pfm } from '../motif/matrix.js'
import { pfmFromCounts } from '../motif/pfm.js'
import { sequenceCodes, sequenceCount } from '../sequence/build-sequence-set.js'
import { BASE, type SequenceSet } from '../sequence/sequence-set.js'
import { type FirstLayer, firstLayers } from './first-layer.js'

export interface FilterMotifOptions extends TaskOptions {
  /** A filter with fewer sites has no motif. Default 10. */
  readonly leastSites?: number
  /** Where between mean and maximum the threshold lies. Default 0.5. */
  readonly share?: number
}

/** What one filter of the first layer responds to. */
export interface FilterMotif {
  /** Name of the layer. */
  readonly layer: string
  /** From 0. */
  readonly filter: number
  /** Over all outputs of the filter, at every position of every sequence; of both strands with the N beside them. */
  readonly mean: number
  readonly max: number
  /** mean + share * (max - mean): an output is a site where it is greater, not equal. */
  readonly threshold: number
  /** Outputs above the threshold whose window lies in the sequence and has no N: what is counted. */
  readonly sites: number
  /** Outputs above the threshold whose window hangs over an end of the sequence, on either strand. They are left out. */
  readonly overEdge: number
  /** Outputs above the threshold whose window has an N. They are left out. */
  readonly withUnknown: number
  /** Counts of the bases in the windows of the sites, [extent, 4]; absent where the sites are too few. */
  readonly pfm?: Pfm
}

interface FilterCounts {
  sites: number
  overEdge: number
  withUnknown: number
  readonly counts: Float64Array
}

/**
 * Each filter of the first convolution as a motif: the bases under its windows wherever its activation exceeds
 * mean + 0.5 (max - mean) over all its outputs (as for DeepBind and Basset: Alipanahi et al. 2015, Kelley et al. 2016).
 * A window of k bases begins where the convolution's does: with `same` padding (k - 1) / 2 to the left, rounded down. Dilated
 * filters count every base from the first tap to the last. Filters that slide over both strands are read on both, each
 * site as the filter sees it. The sequences are gone through twice, one at a time: memory does not grow with them.
 * @param sequences as long as the model's input
 * @throws HeliconError FILTERS_NOT_READABLE where no convolution takes the sequence, FILTER_SEQUENCE_LENGTH; the
 *   signal's reason when aborted
 */
export async function filterMotifs(
  model: ExecutableModel,
  sequences: SequenceSet,
  options: FilterMotifOptions = {},
): Promise<FilterMotif[]> {
  const motifs: FilterMotif[] = []
  for (const layer of firstLayers(model)) motifs.push(...(await layerMotifs(layer, sequences, options)))
  return motifs
}

async function layerMotifs(
  layer: FirstLayer,
  sequences: SequenceSet,
  options: FilterMotifOptions,
): Promise<FilterMotif[]> {
  const { leastSites = 10, share = 0.5 } = options
  const { filters, extent } = layer
  const sums = new Float64Array(filters)
  const greatest = new Float64Array(filters).fill(Number.NEGATIVE_INFINITY)
  await eachSequence(layer, sequences, 0, options, (_, values) => {
    for (let row = 0; row < values.length; row += filters) {
      for (let f = 0; f < filters; f++) {
        const value = values[row + f] ?? 0
        sums[f] = (sums[f] ?? 0) + value
        if (value > (greatest[f] ?? 0)) greatest[f] = value
      }
    }
  })
  const outputs = sequenceCount(sequences) * layer.outputLength
  const means = sums.map((sum) => sum / outputs)
  const thresholds = means.map((mean, f) => mean + share * ((greatest[f] ?? 0) - mean))
  const found = Array.from(
    { length: filters },
    (): FilterCounts => ({ sites: 0, overEdge: 0, withUnknown: 0, counts: new Float64Array(4 * extent) }),
  )
  await eachSequence(layer, sequences, 1, options, (codes, values) => {
    for (let position = 0; position < layer.outputLength; position++) {
      for (let f = 0; f < filters; f++) {
        if (!((values[position * filters + f] ?? 0) > (thresholds[f] ?? 0))) continue
        const counts = found[f]
        if (counts) addSite(counts, codes, layer.windowStart(position), layer)
      }
    }
  })
  return found.map(({ counts, ...numbers }, filter) => ({
    layer: layer.layer,
    filter,
    mean: means[filter] ?? Number.NaN,
    max: greatest[filter] ?? Number.NaN,
    threshold: thresholds[filter] ?? Number.NaN,
    ...numbers,
    ...(numbers.sites >= leastSites && { pfm: pfmFromCounts(counts, { id: `${layer.layer}_${filter}` }) }),
  }))
}

/** Visits the activations of every sequence; they are valid during the visit only. */
async function eachSequence(
  layer: FirstLayer,
  sequences: SequenceSet,
  round: number,
  { signal, onProgress }: TaskOptions,
  visit: (codes: Uint8Array, values: Float64Array) => void,
): Promise<void> {
  const n = sequenceCount(sequences)
  const values = new Float64Array(layer.outputLength * layer.filters)
  const clock = progressClock()
  for (let row = 0; row < n; row++) {
    const codes = sequenceCodes(sequences, row)
    if (codes.length !== layer.inputLength) {
      const record = sequences.ids[row] ?? ''
      const [found, expected] = [codes.length, layer.inputLength]
      throw new HeliconError('FILTER_SEQUENCE_LENGTH', { record, row, found, expected })
    }
    const seen = layer.strands ? framedCodes(codes, layer.strands) : codes
    layer.activate(seen, values)
    visit(seen, values)
    if (clock.reportDue()) onProgress?.({ task: 'filters', done: round * n + row + 1, total: 2 * n })
    await clock.breathe()
    signal?.throwIfAborted()
  }
}

function addSite(found: FilterCounts, codes: Uint8Array, start: number, { extent, inputLength, strands }: FirstLayer) {
  const { flank, gap } = strands ?? { flank: 0, gap: 0 }
  const onOther = flank + inputLength + gap
  const strandStart = strands !== undefined && start >= onOther ? onOther : flank
  if (start < strandStart || start + extent > strandStart + inputLength) {
    found.overEdge++
    return
  }
  for (let k = 0; k < extent; k++) {
    if ((codes[start + k] ?? BASE.N) < BASE.N) continue
    found.withUnknown++
    return
  }
  found.sites++
  for (let k = 0; k < extent; k++) {
    const cell = 4 * k + (codes[start + k] ?? 0)
    found.counts[cell] = (found.counts[cell] ?? 0) + 1
  }
}
