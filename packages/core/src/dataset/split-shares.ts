/**
 * How many of `taken` each class gives when all give the same share: rounded down, and one more from those that lost most
 * by that, until there are `taken` (the largest remainders; of equal ones the first). No class is more than one off.
 * @param sizes members of each class, together at least `taken`
 */
export function largestRemainders(sizes: readonly number[], taken: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const shares = sizes.map((size) => (total === 0 ? 0 : (size * taken) / total))
  const counts = shares.map(Math.floor)
  const missing = taken - counts.reduce((sum, count) => sum + count, 0)
  const byRemainder = shares
    .map((share, k) => ({ k, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.k - b.k)
  for (const { k } of byRemainder.slice(0, missing)) counts[k] = (counts[k] ?? 0) + 1
  return counts
}
