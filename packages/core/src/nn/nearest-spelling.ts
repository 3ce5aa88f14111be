/**
 * The allowed word that is most like an unknown one (fewest inserted, deleted, replaced or swapped letters, without
 * regard to case, `_` and `-`), or undefined where none is close: more than a third of its letters would have to change.
 */
export function nearestSpelling(word: string, allowed: readonly string[]): string | undefined {
  const folded = fold(word)
  let best: string | undefined
  let fewest = Number.POSITIVE_INFINITY
  for (const candidate of allowed) {
    const target = fold(candidate)
    // The distance is at least the difference in length, so absurdly long words cost nothing.
    const limit = Math.max(1, Math.floor(Math.max(target.length, Math.min(folded.length, 64)) / 3))
    if (Math.abs(target.length - folded.length) > limit) continue
    const edits = editDistance(folded, target)
    if (edits <= limit && edits < fewest) {
      fewest = edits
      best = candidate
    }
  }
  return best
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[_\-\s]/g, '')
}

/** Damerau's distance with adjacent swaps (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let cost = Math.min(replaced, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      }
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
