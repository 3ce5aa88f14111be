import {
  bestMotifMatch,
  degenerateConsensus,
  type ExecutableModel,
  filterMotifs,
  firstLayers,
  informationContent,
  type MotifMatch,
  type Pfm,
  type Ppm,
  ppmFromPfm,
  type TaskOptions,
  type TrainingData,
} from '@helicon/core'
import { sampleSequences } from '../data/sample-sequences.js'

/** A filter of the first layer, as it stands in `metrics.json` and in what `--json` prints. */
export interface FilterFacts {
  readonly layer: string
  /** From 0, over all layers that take the sequence. */
  readonly index: number
  /** From 0, of its layer: `layer_filter` is its id as a motif. */
  readonly filter: number
  readonly mean: number
  readonly max: number
  readonly threshold: number
  readonly sites: number
  readonly overEdge: number
  readonly withUnknown: number
  /** [length, 4] in the order A, C, G, T, row-major; empty where there were too few sites. */
  readonly probabilities: readonly number[]
  /** IUPAC letters; absent as are the bits where there were too few sites. */
  readonly consensus?: string
  /** Bits. */
  readonly information?: number
  readonly match?: Omit<MotifMatch, 'target'>
}

/** The filters of a model, seen on a sample of records. */
export interface ModelFilters {
  readonly records: number
  readonly sampledRecords: number
  readonly filters: readonly FilterFacts[]
  readonly motifs: readonly Pfm[]
}

/** Multiplications in one pass over the sample: about a second. */
const MOST_PRODUCTS = 500_000_000
const LEAST_RECORDS = 200

/**
 * Reads the filters of a model's first layer as motifs, with the known motif that each is most like.
 * @throws HeliconError FILTERS_NOT_READABLE where no convolution takes the sequence
 */
export async function readFilters(
  model: ExecutableModel,
  data: TrainingData,
  options: TaskOptions & { readonly seed: number; readonly known?: readonly (Pfm | Ppm)[] },
): Promise<ModelFilters> {
  const products = firstLayers(model).reduce((sum, layer) => sum + layer.outputLength * layer.filters * layer.extent, 0)
  const most = Math.max(LEAST_RECORDS, Math.floor(MOST_PRODUCTS / products))
  const { sequences, records } = await sampleSequences(data, most, options.seed)
  const found = await filterMotifs(model, sequences, options)
  const filters = found.map(({ pfm, filter, layer, ...numbers }, index): FilterFacts => {
    if (pfm === undefined) return { layer, index, filter, ...numbers, probabilities: [] }
    const ppm = ppmFromPfm(pfm)
    const { target: _, ...match } = bestMotifMatch(pfm, options.known ?? []) ?? { target: -1 }
    return {
      layer,
      index,
      filter,
      ...numbers,
      probabilities: Array.from(ppm.values),
      consensus: degenerateConsensus(pfm),
      information: informationContent(ppm),
      ...('correlation' in match && { match }),
    }
  })
  const sampledRecords = Math.min(most, records)
  return { records, sampledRecords, filters, motifs: found.flatMap(({ pfm }) => pfm ?? []) }
}
