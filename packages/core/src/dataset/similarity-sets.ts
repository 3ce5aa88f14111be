/** Records in groups that grow together: a forest, each tree one group (Tarjan 1975). */
export interface DisjointSets {
  /** The first record of the group that a record is in. */
  find(record: number): number
  join(a: number, b: number): void
}

/** n groups of one record each. */
export function disjointSets(n: number): DisjointSets {
  const parents = Uint32Array.from({ length: n }, (_, i) => i)
  const find = (record: number): number => {
    let root = record
    for (let parent = parents[root] ?? 0; parent !== root; parent = parents[root] ?? 0) {
      const above = parents[parent] ?? 0
      parents[root] = above
      root = above
    }
    return root
  }
  return {
    find,
    join: (a, b) => {
      const [first, second] = [find(a), find(b)]
      parents[Math.max(first, second)] = Math.min(first, second)
    },
  }
}

/** Groups of records. */
export interface RecordGroups {
  /** [n]: the group of each record, 0 .. count - 1 in the order of their first records. */
  readonly groups: Uint32Array
  readonly count: number
}

/** The groups as they are now. */
export function numberedGroups(sets: DisjointSets, n: number): RecordGroups {
  const groups = new Uint32Array(n)
  let count = 0
  for (let record = 0; record < n; record++) {
    const first = sets.find(record)
    groups[record] = first === record ? count++ : (groups[first] ?? 0)
  }
  return { groups, count }
}
