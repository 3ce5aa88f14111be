import type { Hash64 } from './hash64.js'

const SMALLEST = 1024

/** Numbers hashes in the order of their first arrival: 0, 1, 2, ... Takes 16 to 24 bytes a hash. */
export interface HashTable {
  /** Number of different hashes. */
  readonly size: number
  /** The number of this hash; a new one gets the next, which is what `size` was. */
  add(hash: Hash64): number
  /** The number of this hash, or -1. */
  find(hash: Hash64): number
}

/** An empty table: open addressing with linear probing, at most half full. */
export function hashTable(): HashTable {
  let highs = new Uint32Array(SMALLEST)
  let lows = new Uint32Array(SMALLEST)
  let slots = new Int32Array(2 * SMALLEST).fill(-1)
  let size = 0

  /** The slot that holds this hash, or the empty one where it belongs. */
  function slotOf({ high, low }: Hash64): number {
    let slot = low & (slots.length - 1)
    for (let number = slots[slot] ?? 0; number >= 0; number = slots[slot] ?? 0) {
      if (lows[number] === low && highs[number] === high) break
      slot = (slot + 1) & (slots.length - 1)
    }
    return slot
  }

  function grow(): void {
    highs = enlarged(highs)
    lows = enlarged(lows)
    slots = new Int32Array(2 * highs.length).fill(-1)
    for (let number = 0; number < size; number++) {
      slots[slotOf({ high: highs[number] ?? 0, low: lows[number] ?? 0 })] = number
    }
  }

  return {
    get size() {
      return size
    },
    find: (hash) => slots[slotOf(hash)] ?? 0,
    add: (hash) => {
      const known = slots[slotOf(hash)] ?? 0
      if (known >= 0) return known
      if (size === highs.length) grow()
      slots[slotOf(hash)] = size
      highs[size] = hash.high
      lows[size] = hash.low
      return size++
    },
  }
}

function enlarged(numbers: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * numbers.length)
  larger.set(numbers)
  return larger
}
