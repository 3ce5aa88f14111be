import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { RandomStream } from '../core/random.js'
import type { BaseNumbers } from '../motif/index.js'

/**
 * What stands around planted motifs: bases drawn one by one, all equally likely or as often as four numbers (A, C, G, T)
 * say, or by the chain of `HUMAN_TRANSITIONS`.
 */
export type SimulationBackground = 'uniform' | 'human' | BaseNumbers

/**
 * Probability of a base (column A, C, G, T) after a base (row A, C, G, T): a first-order Markov chain with human
 * composition, 45% G+C and CpG at a fifth of what chance would give. Measured on hg19 chr20:1,000,001-2,000,000, both
 * strands together, so that the chain does not tell one strand from the other; rounded, each row brought to a sum of 1.
 */
export const HUMAN_TRANSITIONS: readonly (readonly number[])[] = [
  [0.3034, 0.184, 0.27, 0.2426],
  [0.3407, 0.2794, 0.0463, 0.3336],
  [0.2777, 0.2155, 0.2794, 0.2274],
  [0.1961, 0.2248, 0.2757, 0.3034],
]

/** Share of A, C, G, T on the same stretch, both strands together: where the chain starts. */
const HUMAN_BASES: readonly number[] = [0.2764, 0.2236, 0.2236, 0.2764]

/** Draws a sequence of background as codes. One word of the stream a base, from the first on. */
export function drawBackground(background: SimulationBackground, length: number, stream: RandomStream): Uint8Array {
  const { first, after } = chainOf(background)
  const codes = new Uint8Array(length)
  let probabilities = first
  for (let i = 0; i < length; i++) {
    // 32 bits a base are enough here, and half the work of a uniform number.
    const base = drawBase(probabilities, stream.uint32(i) / 0x1_0000_0000)
    codes[i] = base
    probabilities = after(base)
  }
  return codes
}

/** The base at a uniform number in [0, 1), given the probabilities of A, C, G, T. */
export function drawBase(probabilities: ArrayLike<number>, uniform: number): number {
  let rest = uniform
  for (let base = 0; base < 3; base++) {
    rest -= at(probabilities, base)
    if (rest < 0) return base
  }
  return 3
}

/**
 * A background whose numbers, where it has numbers, are divided by their sum.
 * @throws HeliconError ARGUMENT_INVALID where they are not four finite numbers, 0 or larger and not all 0
 */
export function checkedSimulationBackground(background: SimulationBackground): SimulationBackground {
  if (typeof background === 'string') return background
  const [a, c, g, t] = background
  const sum = a + c + g + t
  const fits = background.length === 4 && background.every((share) => share >= 0)
  if (fits && sum > 0 && Number.isFinite(sum)) return [a / sum, c / sum, g / sum, t / sum]
  throw new HeliconError('ARGUMENT_INVALID', {
    name: 'background',
    found: background.join(', '),
    expected: {
      kind: 'words',
      en: 'four shares of A, C, G, T, each 0 or larger and not all 0',
      ko: 'A, C, G, T의 비율 네 개(각각 0 이상이고 모두 0은 아님)',
    },
  })
}

interface Chain {
  readonly first: readonly number[]
  readonly after: (base: number) => readonly number[]
}

function chainOf(background: SimulationBackground): Chain {
  if (background === 'human') return { first: HUMAN_BASES, after: (base) => at(HUMAN_TRANSITIONS, base) }
  const shares = background === 'uniform' ? [0.25, 0.25, 0.25, 0.25] : background
  return { first: shares, after: () => shares }
}
