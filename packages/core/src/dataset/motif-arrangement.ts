import type { RandomStream } from '../core/random.js'
import type { Ppm } from '../motif/index.js'
import { reverseComplement } from '../sequence/alphabet.js'
import { BASE } from '../sequence/sequence-set.js'
import { drawBase } from './background.js'

/** Where the first base of what is planted stands, 0-based; `middle` leaves as much on both sides (less on the left). */
export type MotifPosition = number | 'middle' | 'random'

/** What is planted into a sequence: motifs one after the other, on one strand. */
export interface MotifArrangement {
  readonly motifs: readonly Ppm[]
  /** Least and most bases between neighbouring motifs, each number equally likely. */
  readonly spacing: readonly [least: number, most: number]
  readonly position: MotifPosition
  /** Turn the whole arrangement round in half of the sequences. */
  readonly bothStrands: boolean
}

/** Bases from the first to the last of an arrangement when all spacings are at their most. */
export function longestSpan({ motifs, spacing }: MotifArrangement): number {
  return motifs.reduce((sum, motif) => sum + motif.length, 0) + (motifs.length - 1) * spacing[1]
}

/**
 * Writes sites drawn from the motifs over a sequence, in place. Bases between them stay as they are.
 *
 * @param codes [length], at least `longestSpan`
 * @param stream random numbers for this sequence alone
 * @param planted `all` motifs, or one of them, each equally likely, at its place in an arrangement of all
 */
export function plantMotifs(
  codes: Uint8Array,
  arrangement: MotifArrangement,
  stream: RandomStream,
  planted: 'all' | 'one',
): void {
  let drawn = 0
  const uniform = () => stream.uniform(drawn++)
  const below = (bound: number) => Math.floor(uniform() * bound)
  const { motifs, spacing, position, bothStrands } = arrangement
  const turned = bothStrands && below(2) === 1
  const only = planted === 'one' ? below(motifs.length) : undefined
  const parts = motifs.map((motif, index) => {
    const gap = index === 0 ? 0 : spacing[0] + below(spacing[1] - spacing[0] + 1)
    const site = drawSite(motif, uniform)
    return { gap, site: only === undefined || only === index ? site : site.fill(BASE.N) }
  })
  // N stands for a base that stays as it is.
  const written = Uint8Array.from(parts.flatMap(({ gap, site }) => [...new Uint8Array(gap).fill(BASE.N), ...site]))
  const free = codes.length - written.length
  const start = position === 'middle' ? Math.floor(free / 2) : position === 'random' ? below(free + 1) : position
  const oriented = turned ? reverseComplement(written) : written
  oriented.forEach((code, i) => {
    if (code !== BASE.N) codes[start + i] = code
  })
}

function drawSite({ values, length }: Ppm, uniform: () => number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => drawBase(values.subarray(4 * i, 4 * i + 4), uniform()))
}
