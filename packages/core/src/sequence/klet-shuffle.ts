import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { integersInTurn, type RandomStream } from '../core/random.js'
import { eulerianWalk, type LetterGraph } from './eulerian-walk.js'
import { BASE } from './sequence-set.js'

/** Codes that a sequence may hold: four bases and N, which is a letter like them here. */
const LETTERS = BASE.N + 1

/**
 * Shuffles a sequence so that it keeps the number of every word of length k (and of every shorter one): k = 2 keeps
 * dinucleotides, k = 1 is a plain permutation. Every sequence with these counts that starts with the same k - 1 letters
 * comes up equally often; they all end with the same k - 1 letters too. N counts as a fifth letter.
 *
 * A sequence is a walk through its words of length k - 1, one step a letter. The walks that use the same steps are drawn
 * by Altschul and Erickson (1985), with the last step out of each word taken from a uniformly random spanning tree by
 * Wilson (1996), as in uShuffle (Jiang et al. 2008). Programs that keep the sequence's own last steps instead reach a
 * part of the shuffles only: 9 of the 27 of ACCCACGATGATG.
 *
 * @param codes [length]; a sequence shorter than k, or of k, is returned as it is (copied)
 * @param k whole number, at least 1
 * @param stream random numbers for this sequence alone, for example `randomStream(seed, 'shuffle', record)`
 * @throws HeliconError ARGUMENT_INVALID for another k
 */
export function kletShuffle(codes: Uint8Array, k: number, stream: RandomStream): Uint8Array {
  if (!Number.isSafeInteger(k) || k < 1)
    throw new HeliconError('ARGUMENT_INVALID', { name: 'k', found: k, expected: { kind: 'integer', min: 1 } })
  if (codes.length <= k) return codes.slice()
  const result = codes.slice()
  const walk = eulerianWalk(letterGraph(codes, k), integersInTurn(stream))
  result.set(walk, k - 1)
  return result
}

/** The graph whose vertices are the words of length k - 1 and whose edges are the letters that follow them. */
function letterGraph(codes: Uint8Array, k: number): LetterGraph {
  const words = wordNumbers(codes, k - 1)
  const { numbers, count } = words
  const edges = codes.length - (k - 1)
  const starts = new Uint32Array(count + 1)
  for (let i = 0; i < edges; i++) starts[at(numbers, i) + 1] = at(starts, at(numbers, i) + 1) + 1
  for (let word = 0; word < count; word++) starts[word + 1] = at(starts, word + 1) + at(starts, word)
  const next = starts.slice(0, count)
  const targets = new Uint32Array(edges)
  const letters = new Uint8Array(edges)
  for (let i = 0; i < edges; i++) {
    const word = at(numbers, i)
    const place = at(next, word)
    next[word] = place + 1
    targets[place] = at(numbers, i + 1)
    letters[place] = Math.min(at(codes, i + k - 1), BASE.N)
  }
  return { starts, targets, letters, first: at(numbers, 0), last: at(numbers, edges) }
}

/**
 * A number for the word of `length` letters at each position, 0, 1, ... in the order of their first occurrence: equal
 * words, equal numbers. Words grow letter by letter, so that any length takes tables of five numbers a word and no more.
 */
function wordNumbers(codes: Uint8Array, length: number): { readonly numbers: Uint32Array; readonly count: number } {
  let numbers = new Uint32Array(codes.length + 1)
  let count = 1
  for (let grown = 0; grown < length; grown++) {
    const longer = new Uint32Array(numbers.length - 1)
    const known = new Int32Array(count * LETTERS).fill(-1)
    count = 0
    for (let i = 0; i < longer.length; i++) {
      const word = at(numbers, i) * LETTERS + Math.min(at(codes, i + grown), BASE.N)
      if (at(known, word) < 0) known[word] = count++
      longer[i] = at(known, word)
    }
    numbers = longer
  }
  return { numbers, count }
}
