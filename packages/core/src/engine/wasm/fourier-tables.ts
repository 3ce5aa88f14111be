import type { MemoryArena } from './memory.js'

/** Where what a transform of N rows needs lies in memory; the layout stands in the kernels' fourier.ts. */
export interface FourierTable {
  readonly size: number
  readonly address: number
  /** Bytes of its factors. */
  readonly bytes: number
  /** Address of cos(2 pi n / N), float64, for n from 0 to N - 1. */
  readonly cosines: number
}

/** The tables of a model's transforms, each made once. */
export class FourierTables {
  readonly #arena: MemoryArena
  readonly #tables = new Map<number, FourierTable>()

  constructor(arena: MemoryArena) {
    this.#arena = arena
  }

  /** `size` is a power of two, at least 16. */
  get(size: number): FourierTable {
    const table = this.#tables.get(size) ?? this.#make(size)
    this.#tables.set(size, table)
    return table
  }

  #make(size: number): FourierTable {
    const factors = passFactors(size)
    const bytes = factors.length * 4
    const address = this.#arena.allocate(bytes)
    this.#arena.floats(address, factors.length).set(factors)
    const cosines = this.#arena.allocate(size * 8)
    this.#arena.doubles(cosines, size).set(Array.from({ length: size }, (_, n) => cosine(n, size)))
    return { size, address, bytes, cosines }
  }
}

/** k of n = 2^k. What Math.log2 gives is left to the JavaScript engine, also where the result is a whole number. */
export function exponentOfTwo(n: number): number {
  return 31 - Math.clz32(n)
}

/** Four spectra of n rows become one of 4 n, from leaves of 4 or 8 rows on. */
function passFactors(size: number): number[] {
  const factors: number[] = []
  for (let n = exponentOfTwo(size) % 2 === 1 ? 8 : 4; n < size; n *= 4) {
    for (let k = 1; k < n / 2; k++) {
      for (const j of [1, 2, 3]) factors.push(cosine(j * k, 4 * n), -sine(j * k, 4 * n))
    }
  }
  return factors
}

/**
 * cos(2 pi k / n) by its series within an eighth of a turn: Math.cos need not have the same digits in every program.
 * `n` is a multiple of 8 or at most 8.
 */
export function cosine(k: number, n: number): number {
  const turn = (((k / n) % 1) + 1) % 1
  const half = turn > 0.5 ? 1 - turn : turn
  if (half > 0.25) return -cosine(0.5 - half, 1)
  return half > 0.125 ? series(2 * Math.PI * (0.25 - half), 1) : series(2 * Math.PI * half, 0)
}

export function sine(k: number, n: number): number {
  return cosine(k / n - 0.25, 1)
}

/** The Taylor series of the cosine (`first` 0) or the sine (1), for arguments up to pi / 4. */
function series(x: number, first: 0 | 1): number {
  let term = first === 0 ? 1 : x
  let sum = term
  for (let i = first + 1; i < 24; i += 2) {
    term *= (-x * x) / (i * (i + 1))
    sum += term
  }
  return sum
}
