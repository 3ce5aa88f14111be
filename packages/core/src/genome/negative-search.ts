import { at } from '../core/arrays.js'
import type { TaskOptions } from '../core/progress.js'
import { AcceptedWindows } from './accepted-windows.js'
import { baseCounts } from './gc-content.js'
import type { Genome } from './genome.js'
import type { NegativeNeeds } from './negative-needs.js'
import { type GenomeWindows, readWindows } from './read-windows.js'
import type { WindowDraws } from './window-draws.js'

/** A window is taken where its share of G and C is as near as this many times the tolerance; one step after the other. */
const STEPS = [0, 1, 2, 4] as const
const DEFAULT_TOLERANCE = 0.02

/** Draws in each step, for each negative wanted, and at least. The last step of a small genome takes all that are left. */
const DRAWS_PER_NEGATIVE = 16
const FEWEST_DRAWS = 100_000
/** The first draws of a step, for each negative that is still wanted, and at least; then four times as many, and so on. */
const FIRST_DRAWS_PER_NEGATIVE = 4
const MORE_EACH_TIME = 4
const FEWEST_AT_ONCE = 20_000
/** Draws that are looked at together at most. */
const MOST_AT_ONCE = 1_000_000

/** A window that was taken, in the genome's own coordinates. */
export interface FoundWindow {
  /** The place of its chromosome in `genome.chromosomes`. */
  readonly place: number
  readonly start: number
  readonly length: number
  readonly positive: number
}

export interface NegativeSearchOptions extends TaskOptions {
  readonly gcTolerance?: number | undefined
  readonly mostUnknown?: number | undefined
}

/** Windows that were looked at together. */
interface Round {
  readonly windows: GenomeWindows
  /** [n] shares of G and C; NaN of a window that cannot be taken, or has been. */
  readonly shares: Float64Array
}

/** Looks for the windows that are wanted; what was drawn and not taken is looked at again with a wider tolerance. */
export class NegativeSearch {
  readonly found: FoundWindow[] = []
  readonly #genome: Genome
  readonly #needs: NegativeNeeds
  readonly #draws: WindowDraws
  readonly #accepts: (chromosome: number, start: number, end: number) => boolean
  readonly #options: NegativeSearchOptions
  readonly #wanted: number
  readonly #rounds: Round[] = []
  readonly #accepted: AcceptedWindows

  constructor(
    genome: Genome,
    needs: NegativeNeeds,
    draws: WindowDraws,
    accepts: (chromosome: number, start: number, end: number) => boolean,
    options: NegativeSearchOptions,
  ) {
    this.#genome = genome
    this.#needs = needs
    this.#draws = draws
    this.#accepts = accepts
    this.#options = options
    this.#wanted = needs.unmet
    this.#accepted = new AcceptedWindows(needs.lengths().reduce((longest, { length }) => Math.max(longest, length), 1))
  }

  /** @returns how many were found with each tolerance */
  async run(): Promise<{ readonly tolerance: number; readonly found: number }[]> {
    const { gcTolerance = DEFAULT_TOLERANCE } = this.#options
    const steps: { readonly tolerance: number; readonly found: number }[] = []
    for (const step of STEPS) {
      if (this.#needs.unmet === 0) break
      const tolerance = Math.min(1, step * gcTolerance)
      const before = this.found.length
      for (const round of this.#rounds) this.#take(round, tolerance)
      await this.#draw(tolerance, step === STEPS.at(-1))
      steps.push({ tolerance, found: this.found.length - before })
    }
    return steps
  }

  /** Draws until all are found, the draws of a step are used up, or a round gives nothing. */
  async #draw(tolerance: number, isLast: boolean): Promise<void> {
    const { onProgress } = this.#options
    const isSmall = Number.isFinite(this.#draws.left)
    let left = isLast && isSmall ? this.#draws.left : Math.max(FEWEST_DRAWS, DRAWS_PER_NEGATIVE * this.#wanted)
    let perNegative = FIRST_DRAWS_PER_NEGATIVE
    while (this.#needs.unmet > 0) {
      const next = Math.max(FEWEST_AT_ONCE, perNegative * this.#needs.unmet)
      const n = Math.min(left, next, this.#draws.left, MOST_AT_ONCE)
      if (n === 0) return
      const before = this.found.length
      const round = await this.#look(n)
      this.#rounds.push(round)
      this.#take(round, tolerance)
      onProgress?.({ task: 'negatives', done: this.found.length, total: this.#wanted })
      if (this.found.length === before) return
      left -= n
      perNegative *= MORE_EACH_TIME
    }
  }

  async #look(n: number): Promise<Round> {
    const windows = this.#draws.next(n, this.#needs.lengths(), this.#accepts)
    const shares = new Float64Array(windows.lengths.length).fill(Number.NaN)
    const { mostUnknown = 0, signal } = this.#options
    const visit = (window: number, codes: Uint8Array) => {
      const { gc, unknown } = baseCounts(codes)
      if (unknown <= mostUnknown * codes.length) shares[window] = gc / (codes.length - unknown)
    }
    await readWindows(this.#genome, windows, visit, { signal })
    return { windows, shares }
  }

  /** Takes what is wanted of a round, in the order of the draws. */
  #take({ windows, shares }: Round, tolerance: number): void {
    for (let i = 0; i < shares.length && this.#needs.unmet > 0; i++) {
      const share = at(shares, i)
      if (Number.isNaN(share)) continue
      const place = at(windows.chromosomes, i)
      const start = at(windows.starts, i)
      const length = at(windows.lengths, i)
      if (this.#accepted.overlaps(place, start, start + length)) {
        shares[i] = Number.NaN
        continue
      }
      const positive = this.#needs.give(length, share, tolerance)
      if (positive === undefined) continue
      shares[i] = Number.NaN
      this.#accepted.add(place, start, start + length)
      this.found.push({ place, start, length, positive })
    }
  }
}
