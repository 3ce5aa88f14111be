/** Seeded numbers for tests. All are float32 values, so that engines of either precision are given the same. */
export interface Random {
  /** In [0, 1). */
  uniform(): number
  /** A whole number, 0 <= value < below. */
  below(below: number): number
  pick<T>(choices: readonly T[]): T
  normals(count: number, scale?: number): Float32Array
}

/** Mulberry32: enough for test data. */
export function seeded(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b9)
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const below = (limit: number) => Math.floor(uniform() * limit)
  return {
    uniform,
    below,
    pick: (choices) => {
      const choice = choices[below(choices.length)]
      if (choice === undefined) throw new Error('nothing to pick from')
      return choice
    },
    normals: (count, scale = 1) =>
      Float32Array.from({ length: count }, () => {
        const radius = Math.sqrt(-2 * Math.log(1 - uniform()))
        return scale * radius * Math.cos(2 * Math.PI * uniform())
      }),
  }
}
