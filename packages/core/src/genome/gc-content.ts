import { BASE } from '../sequence/index.js'

/** How many letters of a window are G or C, and how many are no known base. */
export interface BaseCounts {
  readonly gc: number
  readonly unknown: number
}

export function baseCounts(codes: Uint8Array): BaseCounts {
  let gc = 0
  let unknown = 0
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]
    if (code === BASE.C || code === BASE.G) gc++
    else if (code === BASE.N) unknown++
  }
  return { gc, unknown }
}

/** Share of G and C among the known bases; NaN where there is none. */
export function gcShare(codes: Uint8Array): number {
  const { gc, unknown } = baseCounts(codes)
  return gc / (codes.length - unknown)
}

/** Mean and standard deviation (of these n, not of a population that they stand for). */
export interface MeanAndDeviation {
  readonly mean: number
  readonly deviation: number
}

/** Of the values that are numbers; NaN of both where there is none. */
export function meanAndDeviation(values: Iterable<number>): MeanAndDeviation {
  const known = [...values].filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, deviation: Math.sqrt(squares / known.length) }
}
