import { at } from '../core/arrays.js'
import { type RandomStream, randomStream } from '../core/random.js'
import type { Genome } from './genome.js'
import { emptyWindows, type GenomeWindows } from './read-windows.js'

/** A genome with fewer bases than this is drawn from without ever coming back to a place. */
const SMALL_GENOME = 4 * 1024 * 1024

/** How many windows of a length are to be drawn, in proportion. */
export interface LengthShare {
  readonly length: number
  readonly unmet: number
}

/**
 * Draws windows whose first bases are uniform over chromosomes of a genome. Draw number i is the same whoever asks for
 * it and whatever was drawn before, but for its length.
 */
export class WindowDraws {
  readonly #genome: Genome
  readonly #chromosomes: readonly number[]
  /** First place of each of the chromosomes, laid end to end, and the end of the last. */
  readonly #places: Float64Array
  readonly #positions: RandomStream
  readonly #lengths: RandomStream
  readonly #order: Uint32Array | undefined
  #drawn = 0

  /** @param chromosomes places in `genome.chromosomes` */
  constructor(genome: Genome, chromosomes: readonly number[], seed: number) {
    this.#genome = genome
    this.#chromosomes = chromosomes
    this.#places = new Float64Array(chromosomes.length + 1)
    chromosomes.forEach((chromosome, i) => {
      this.#places[i + 1] = at(this.#places, i) + at(genome.chromosomes, chromosome).length
    })
    this.#positions = randomStream(seed, 'genome-negatives')
    this.#lengths = randomStream(seed, 'genome-negatives-lengths')
    this.#order = this.#total <= SMALL_GENOME ? this.#positions.shuffle(this.#total) : undefined
  }

  get #total(): number {
    return at(this.#places, this.#places.length - 1)
  }

  get drawn(): number {
    return this.#drawn
  }

  /** How many draws are left: without an end, but for a small genome. */
  get left(): number {
    return this.#order === undefined ? Number.POSITIVE_INFINITY : this.#order.length - this.#drawn
  }

  /**
   * The next `n` draws, without those whose window would reach over the end of its chromosome and those that `accepts`
   * refuses, in the order in which they were drawn.
   */
  next(
    n: number,
    lengths: readonly LengthShare[],
    accepts: (chromosome: number, start: number, end: number) => boolean,
  ): GenomeWindows {
    const windows = emptyWindows(n)
    const lengthOf = this.#lengthReader(lengths)
    let kept = 0
    for (let i = this.#drawn; i < this.#drawn + n; i++) {
      const place =
        this.#order === undefined ? Math.floor(this.#positions.uniform(i) * this.#total) : at(this.#order, i)
      const k = this.#chromosomeAt(place)
      const chromosome = at(this.#chromosomes, k)
      const start = place - at(this.#places, k)
      const length = lengthOf(i)
      const end = start + length
      if (end > at(this.#genome.chromosomes, chromosome).length || !accepts(chromosome, start, end)) continue
      windows.chromosomes[kept] = chromosome
      windows.starts[kept] = start
      windows.lengths[kept] = length
      kept++
    }
    this.#drawn += n
    return {
      chromosomes: windows.chromosomes.slice(0, kept),
      starts: windows.starts.slice(0, kept),
      lengths: windows.lengths.slice(0, kept),
    }
  }

  #chromosomeAt(place: number): number {
    let low = 0
    let high = this.#chromosomes.length - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if (at(this.#places, middle + 1) > place) high = middle
      else low = middle + 1
    }
    return low
  }

  #lengthReader(lengths: readonly LengthShare[]): (draw: number) => number {
    if (lengths.length === 1) return () => at(lengths, 0).length
    const cumulative: number[] = []
    let total = 0
    for (const { unmet } of lengths) {
      total += unmet
      cumulative.push(total)
    }
    return (draw) => {
      const target = this.#lengths.uniform(draw) * total
      let low = 0
      let high = lengths.length - 1
      while (low < high) {
        const middle = (low + high) >>> 1
        if (at(cumulative, middle) > target) high = middle
        else low = middle + 1
      }
      return at(lengths, low).length
    }
  }
}
