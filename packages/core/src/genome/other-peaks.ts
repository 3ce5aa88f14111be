import { HeliconError } from '../core/errors.js'
import { randomStream } from '../core/random.js'
import { BASE, selectSequences, sequenceCodes } from '../sequence/index.js'
import type { BedInterval, GenomeRegion } from './bed-interval.js'
import { genomeCoordinates } from './coordinates.js'
import type { Genome } from './genome.js'
import { type PeakWindows, type PeakWindowsOptions, peakWindows } from './peak-windows.js'
import { regionMask } from './region-mask.js'

export interface OtherPeaksOptions extends PeakWindowsOptions {
  /** Regions that the windows must not touch: the positives' windows and their whole peaks. BED's coordinates. */
  readonly avoid: readonly GenomeRegion[]
  /** Bases on either side of them that the windows must not touch either. Default 0. */
  readonly margin?: number | undefined
  /** Windows to take at most, drawn at random by `seed`; all of them where it is absent. */
  readonly most?: number | undefined
  /** Default 0. */
  readonly seed?: number | undefined
}

export interface OtherPeaks extends PeakWindows {
  /** Windows that touched a region of `avoid` and were left out. */
  readonly touching: number
  /** Windows that were left out because there are more than `most`. */
  readonly notDrawn: number
}

/**
 * Windows around the peaks of other experiments that do not touch the positives: negatives that are as open and as rich
 * in G and C as peaks are. In the order of the intervals.
 *
 * @throws HeliconError those of `peakWindows`; ARGUMENT_INVALID
 */
export async function otherPeaks(
  intervals: Iterable<BedInterval> | AsyncIterable<readonly BedInterval[]>,
  genome: Genome,
  options: OtherPeaksOptions,
): Promise<OtherPeaks> {
  const { avoid, margin = 0, most = Number.POSITIVE_INFINITY, seed = 0 } = options
  if (!(most >= 0 && margin >= 0)) {
    const [name, found] = most >= 0 ? (['margin', margin] as const) : (['most', most] as const)
    throw new HeliconError('ARGUMENT_INVALID', { name, found, expected: { kind: 'integer', min: 0 } })
  }
  const peaks = await peakWindows(intervals, genome, options)
  const coordinates = genomeCoordinates(genome, options)
  const mask = regionMask(avoid, coordinates, margin)
  const apart = peaks.windows.flatMap(({ chromosome, start, end }, i) => {
    const place = coordinates.chromosomeOf(chromosome)
    const from = start - coordinates.offset
    return place !== undefined && mask.overlaps(place, from, from + end - start) ? [] : [i]
  })
  const chosen = drawn(apart, most, seed)
  const sequences = selectSequences(peaks.sequences, chosen)
  const windows = chosen.flatMap((i) => peaks.windows[i] ?? [])
  return {
    ...{ sequences, windows, leftOut: peaks.leftOut },
    withUnknown: windows.filter((_, i) => sequenceCodes(sequences, i).includes(BASE.N)).length,
    touching: peaks.windows.length - apart.length,
    notDrawn: apart.length - chosen.length,
  }
}

/** At most `most` of them, each as likely as any other, in their own order. */
function drawn(places: readonly number[], most: number, seed: number): readonly number[] {
  if (places.length <= most) return places
  const order = randomStream(seed, 'other-peaks').shuffle(places.length)
  const kept = new Set(order.slice(0, most))
  return places.filter((_, i) => kept.has(i))
}
