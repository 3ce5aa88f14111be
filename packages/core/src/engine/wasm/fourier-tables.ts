import type { MemoryArena } from './memory.js'

/** Where what a transform of N rows needs lies in memory; the layout stands in the kernels' fourier.ts. */
export interface FourierTable {
  readonly size: number
  readonly address: number
  /** Bytes of the passes' twiddle factors, which come first. */
  readonly factorBytes: number
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
    const points = size / 2
    const factors = passFactors(points)
    const split: number[] = []
    for (let k = 1; k < points / 2; k++) split.push(cosine(k, size), sine(k, size))
    const floats = [...factors, ...split]
    const address = this.#arena.allocate((floats.length + points) * 4)
    this.#arena.floats(address, floats.length).set(floats)
    const positions = this.#arena.words(address + floats.length * 4, points)
    for (let k = 0; k < points; k++) positions[k] = positionOf(k, points)
    const cosines = this.#arena.allocate(size * 8)
    this.#arena.doubles(cosines, size).set(Array.from({ length: size }, (_, n) => cosine(n, size)))
    return { size, address, factorBytes: factors.length * 4, cosines }
  }
}

/** k of n = 2^k. What Math.log2 gives is left to the JavaScript engine, also where the result is a whole number. */
export function exponentOfTwo(n: number): number {
  return 31 - Math.clz32(n)
}

/** An odd power of two begins with a pass of halves; quarters follow, down to blocks of four, which need no factors. */
function passFactors(points: number): number[] {
  const factors: number[] = []
  const turn = (k: number, n: number): void => void factors.push(cosine(k, n), -sine(k, n))
  const odd = exponentOfTwo(points) % 2 === 1
  if (odd) for (let j = 0; j < points / 2; j++) turn(j, points)
  for (let n = odd ? points / 2 : points; n > 4; n /= 4) {
    for (let j = 0; j < n / 4; j++) for (const multiple of [1, 2, 3]) turn(multiple * j, n)
  }
  return factors
}

/** Where the passes leave frequency `k`. */
function positionOf(k: number, points: number): number {
  if (points === 1) return 0
  const radix = exponentOfTwo(points) % 2 === 1 ? 2 : 4
  return (k % radix) * (points / radix) + positionOf(Math.floor(k / radix), points / radix)
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
