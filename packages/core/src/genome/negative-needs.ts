import { at } from '../core/arrays.js'

/** Positives of one length and one number of G and C, and how many windows like them are still wanted. */
interface Bin {
  readonly positives: number[]
  given: number
}

/**
 * Which negatives are still wanted, by length and by the number of G and C. Each positive gets a first one before any
 * gets a second.
 */
export class NegativeNeeds {
  readonly #bins = new Map<number, Map<number, Bin>>()
  readonly #perPositive: number
  #unmet = 0

  constructor(perPositive: number) {
    this.#perPositive = perPositive
  }

  /** @param share of G and C, 0 to 1 */
  want(positive: number, length: number, share: number): void {
    const bins = this.#bins.get(length) ?? new Map<number, Bin>()
    this.#bins.set(length, bins)
    const count = Math.round(share * length)
    const bin = bins.get(count) ?? { positives: [], given: 0 }
    bins.set(count, bin)
    bin.positives.push(positive)
    this.#unmet += this.#perPositive
  }

  get unmet(): number {
    return this.#unmet
  }

  /** Lengths of which windows are still wanted, with their numbers. */
  lengths(): { readonly length: number; readonly unmet: number }[] {
    return [...this.#bins]
      .map(([length, bins]) => ({
        length,
        unmet: [...bins.values()].reduce((sum, bin) => sum + this.#left(bin), 0),
      }))
      .filter(({ unmet }) => unmet > 0)
  }

  /**
   * Gives a window to the positive of its length whose share of G and C is nearest to its own, at most `tolerance` away;
   * of two equally near ones to the side where more are wanted, else to the lower one.
   *
   * @returns the positive, or undefined where none wants it
   */
  give(length: number, share: number, tolerance: number): number | undefined {
    const bins = this.#bins.get(length)
    if (bins === undefined) return undefined
    const count = Math.round(share * length)
    const widest = Math.floor(tolerance * length + 1e-9)
    for (let away = 0; away <= widest; away++) {
      const below = bins.get(count - away)
      const above = bins.get(count + away)
      const bin = this.#left(above) > this.#left(below) ? above : below
      if (bin === undefined || this.#left(bin) === 0) continue
      const positive = at(bin.positives, bin.given % bin.positives.length)
      bin.given++
      this.#unmet--
      return positive
    }
    return undefined
  }

  #left(bin: Bin | undefined): number {
    return bin === undefined ? 0 : bin.positives.length * this.#perPositive - bin.given
  }
}
