import type { ChunkScanner } from '../../scan-windows.js'
import type { MemoryArena } from '../memory.js'
import type { ThreadPool } from '../thread-pool.js'
import type { ScanPlan } from './scan-plan.js'

/** What running a plan needs of the model. */
export interface ScanRun {
  readonly arena: MemoryArena
  readonly pool: ThreadPool
  /** Packs the kernels that the plan reads. */
  pack(plan: ScanPlan): void
  /** Copies of the plan's outputs. */
  outputs(plan: ScanPlan, count: number): Record<string, Float32Array>
}

/** Scans with a plan, tile after tile, the tiles of a chunk on all threads. */
export function chunkScanner(plan: ScanPlan, { arena, pool, pack, outputs }: ScanRun): ChunkScanner {
  const { tileWindows, windows } = plan
  const run = { sliceRecords: tileWindows, tileRecords: tileWindows, gradients: 0, gradientBytes: 0, sums: 0 }
  return {
    windows,
    scan: async (codes, count) => {
      arena.bytes(plan.codes, codes.length).set(codes)
      pack(plan)
      for (const arrays of plan.normalizations) arrays.useMoving()
      pool.runSlices(plan.operations, Math.ceil(count / tileWindows), { records: count, ...run })
      return outputs(plan, count)
    },
  }
}
