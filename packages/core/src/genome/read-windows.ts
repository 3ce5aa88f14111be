import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import type { SequenceSet } from '../sequence/index.js'
import type { Genome } from './genome.js'

/** Bases between two windows that are read along rather than asked for anew: about as fast as a read of their own. */
const WIDEST_GAP = 4 * 1024
/** Bases of the longest stretch that is read at once, where one window is not longer. */
const LONGEST_STRETCH = 1024 * 1024
/** Stretches that are asked for at the same time. */
const STRETCHES_AT_ONCE = 32

/** `offsets` of a set of sequences are 32-bit. */
const MOST_BASES = 0xffff_ffff

/** Windows of a genome as columns, n of them, in the genome's own coordinates. */
export interface GenomeWindows {
  /** [n]: places in `genome.chromosomes`. */
  readonly chromosomes: Uint32Array
  /** [n]: first bases, 0-based. */
  readonly starts: Float64Array
  /** [n]: bases. */
  readonly lengths: Uint32Array
}

/** Room for n windows. */
export function emptyWindows(n: number): GenomeWindows {
  return { chromosomes: new Uint32Array(n), starts: new Float64Array(n), lengths: new Uint32Array(n) }
}

interface Stretch {
  readonly chromosome: number
  readonly start: number
  readonly end: number
  /** Its windows: from this place in the order of the genome to before that one. */
  readonly first: number
  readonly last: number
}

/**
 * Reads windows of a genome in the order in which they lie there, those near each other together, so that thousands of
 * them cost one walk through the file.
 *
 * @param visit gets the number of a window and its codes, a view that is valid until it returns
 */
export async function readWindows(
  genome: Genome,
  windows: GenomeWindows,
  visit: (window: number, codes: Uint8Array) => void,
  { signal }: TaskOptions = {},
): Promise<void> {
  const order = genomeOrder(windows)
  const clock = progressClock()
  let stretches: Stretch[] = []
  const readAll = async () => {
    signal?.throwIfAborted()
    const read = stretches.map(({ chromosome, start, end }) =>
      genome.read(at(genome.chromosomes, chromosome).name, start, end),
    )
    const codes = await Promise.all(read)
    stretches.forEach(({ start, first, last }, i) => {
      for (let k = first; k < last; k++) {
        const window = at(order, k)
        const from = at(windows.starts, window) - start
        visit(window, at(codes, i).subarray(from, from + at(windows.lengths, window)))
      }
    })
    stretches = []
    await clock.breathe()
  }
  for (const stretch of stretchesOf(windows, order)) {
    stretches.push(stretch)
    if (stretches.length === STRETCHES_AT_ONCE) await readAll()
  }
  await readAll()
}

/** The windows as a set of sequences, in their own order. One id a window. */
export async function readWindowSequences(
  genome: Genome,
  windows: GenomeWindows,
  ids: readonly string[],
  options: TaskOptions = {},
): Promise<SequenceSet> {
  const offsets = new Uint32Array(ids.length + 1)
  let total = 0
  windows.lengths.forEach((length, i) => {
    total += length
    offsets[i + 1] = total
  })
  if (total > MOST_BASES) {
    const name = { en: 'number of bases in all windows', ko: '모든 창의 염기 수' }
    throw new HeliconError('ARGUMENT_INVALID', { name, found: total, expected: { kind: 'integer', max: MOST_BASES } })
  }
  const codes = new Uint8Array(total)
  await readWindows(genome, windows, (window, bases) => codes.set(bases, offsets[window]), options)
  return { codes, offsets, ids }
}

function genomeOrder({ chromosomes, starts }: GenomeWindows): Uint32Array {
  const order = Uint32Array.from(starts, (_, i) => i)
  return order.sort((a, b) => at(chromosomes, a) - at(chromosomes, b) || at(starts, a) - at(starts, b) || a - b)
}

function* stretchesOf({ chromosomes, starts, lengths }: GenomeWindows, order: Uint32Array): Generator<Stretch> {
  let first = 0
  while (first < order.length) {
    const window = at(order, first)
    const chromosome = at(chromosomes, window)
    const start = at(starts, window)
    let end = start + at(lengths, window)
    let last = first + 1
    for (; last < order.length; last++) {
      const next = at(order, last)
      const nextEnd = Math.max(end, at(starts, next) + at(lengths, next))
      if (at(chromosomes, next) !== chromosome) break
      if (at(starts, next) - end > WIDEST_GAP || nextEnd - start > LONGEST_STRETCH) break
      end = nextEnd
    }
    yield { chromosome, start, end, first, last }
    first = last
  }
}
