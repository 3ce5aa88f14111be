/** Windows of at most one length that were taken, so that no other is taken over them. */
export class AcceptedWindows {
  readonly #longest: number
  readonly #byCell = new Map<number, { readonly start: number; readonly end: number }[]>()

  /** @param longest bases of the longest window */
  constructor(longest: number) {
    this.#longest = longest
  }

  overlaps(chromosome: number, start: number, end: number): boolean {
    const first = this.#cell(start) - 1
    const last = this.#cell(end)
    for (let cell = first; cell <= last; cell++) {
      const windows = this.#byCell.get(cellKey(chromosome, cell))
      if (windows?.some((taken) => taken.start < end && start < taken.end)) return true
    }
    return false
  }

  add(chromosome: number, start: number, end: number): void {
    const key = cellKey(chromosome, this.#cell(start))
    const windows = this.#byCell.get(key) ?? []
    windows.push({ start, end })
    this.#byCell.set(key, windows)
  }

  /** Cells are as long as the longest window: one that overlaps starts in the cell before, the same one or the next. */
  #cell(position: number): number {
    return Math.floor(position / this.#longest)
  }
}

function cellKey(chromosome: number, cell: number): number {
  return chromosome * 0x1_0000_0000 + cell
}
