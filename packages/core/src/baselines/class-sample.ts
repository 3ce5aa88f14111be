import { randomStream } from '../core/random.js'

/** Which records of a training part are taken, and what each stands for. */
export interface ClassSample {
  /** Records taken of each class. */
  readonly taken: readonly number[]
  /** Weight of a record of each class: records of the class / records taken of it, brought to a mean of 1. */
  readonly weights: readonly number[]
  /** Whether the next record of class `label`, in the order of the data, is taken. */
  readonly takesNext: (label: number) => boolean
}

/**
 * Chooses at most `most` records, stratified: no class gives more than the others as long as it has more to give, so that
 * a rare class is taken whole. Weights put the balance right again. Which records of a class are taken is random by seed.
 * @param counts records of each class
 */
export function sampleClasses(counts: readonly number[], most: number, seed: number): ClassSample {
  const taken = classQuotas(counts, most)
  const total = taken.reduce((sum, count) => sum + count, 0)
  const records = counts.reduce((sum, count) => sum + count, 0)
  const chosen = counts.map((count, label) => {
    const marks = new Uint8Array(count)
    const order = randomStream(seed, 'baselines/sample', label).shuffle(count)
    for (const place of order.subarray(0, taken[label])) marks[place] = 1
    return marks
  })
  const seen = counts.map(() => 0)
  return {
    taken,
    weights: counts.map((count, label) => {
      const own = taken[label] ?? 0
      return own === 0 ? 0 : (count / own) * (total / records)
    }),
    takesNext: (label) => {
      const place = seen[label] ?? 0
      seen[label] = place + 1
      return chosen[label]?.[place] === 1
    },
  }
}

/** The smallest classes first: each gives all it has or an equal part of what is left. */
function classQuotas(counts: readonly number[], most: number): number[] {
  const quotas = counts.map(() => 0)
  let left = most
  const bySize = counts.map((count, label) => ({ count, label })).sort((a, b) => a.count - b.count)
  for (const [place, { count, label }] of bySize.entries()) {
    const quota = Math.min(count, Math.floor(left / (bySize.length - place)))
    quotas[label] = quota
    left -= quota
  }
  return quotas
}
