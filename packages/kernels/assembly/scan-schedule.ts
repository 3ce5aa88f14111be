import { count, first, OP_BYTES, setTile, word } from './plan'
import { scanCodes, scanConvolve, scanEdges, scanShared, scanStarts, setPart } from './scan'
import { scanPool, scanPooled, scanSlide } from './scan-pooling'
import { scanSparseEdges } from './scan-sparse'
import { scanDense, scanGather } from './scan-windows'
import { execute } from './schedule'

export const OP_SCAN_SHARED: i32 = 64
export const OP_SCAN_STARTS: i32 = 65
export const OP_SCAN_PARTS: i32 = 66
export const OP_SCAN_CODES: i32 = 67
export const OP_SCAN_CONVOLVE: i32 = 68
export const OP_SCAN_EDGES: i32 = 69
export const OP_SCAN_GATHER: i32 = 70
export const OP_SCAN_DENSE: i32 = 71
export const OP_SCAN_POOL: i32 = 72
export const OP_SCAN_SPARSE_EDGES: i32 = 73
export const OP_SCAN_SLIDE: i32 = 74
export const OP_SCAN_POOLED: i32 = 75

/** The operations of scanning. */
export function executeScan(op: usize): void {
  switch (load<i32>(op)) {
    case OP_SCAN_SHARED: scanShared(); break
    case OP_SCAN_STARTS: scanStarts(); break
    case OP_SCAN_PARTS: runParts(op); break
    case OP_SCAN_CODES: scanCodes(op); break
    case OP_SCAN_CONVOLVE: scanConvolve(op); break
    case OP_SCAN_EDGES: scanEdges(op); break
    case OP_SCAN_GATHER: scanGather(op); break
    case OP_SCAN_DENSE: scanDense(op); break
    case OP_SCAN_POOL: scanPool(op); break
    case OP_SCAN_SLIDE: scanSlide(op); break
    case OP_SCAN_POOLED: scanPooled(op); break
    case OP_SCAN_SPARSE_EDGES: scanSparseEdges(op); break
    default: unreachable()
  }
}

/** SCAN_PARTS: a tile through operations of its own, some records at a time. 1 operations · 2 their number · 3 records */
function runParts(op: usize): void {
  const begin = first
  const records = count
  const operations = <usize>word(op, 1)
  const end = operations + <usize>word(op, 2) * OP_BYTES
  const some = word(op, 3)
  for (let done = 0; done < records; done += some) {
    setPart(done)
    setTile(begin + done, min(some, records - done), true, true)
    for (let o = operations; o < end; o += OP_BYTES) execute(o)
  }
  setPart(0)
  setTile(begin, records, true, true)
}
