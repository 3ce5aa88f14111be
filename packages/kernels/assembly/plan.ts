/**
 * How kernels find their arguments. The host writes a step plan into memory: a list of operations of OP_WORDS words
 * each, word 0 the operation, the others its arguments at fixed places. A tensor takes three words: its address, the
 * bytes from one record to the next, and the bytes from one thread's copy to the next (0: one copy for the batch).
 *
 * Layout of a tensor's record: rows of `stride` floats, a multiple of four; the lanes beyond the channels hold finite
 * values that meet only zero weights.
 */
export const OP_WORDS: i32 = 32
export const OP_BYTES: usize = 128

// What a kernel works on: each thread has its own instance, hence its own globals.
export let thread: i32 = 0
export let slice: i32 = 0
/** First record of the tile, counted in the batch. */
export let first: i32 = 0
/** Records in the tile. */
export let count: i32 = 0
/** Whether the tile is the first, and the last, of its slice. */
export let opensSlice: bool = true
export let closesSlice: bool = true
/** Address of the gradient sums of the slice. */
export let sliceGradients: usize = 0
/** Address of the slice's two float64 sums: loss, activity regularization. */
export let sliceSums: usize = 0

export function setThread(index: i32): void {
  thread = index
}

export function setSlice(index: i32, gradients: usize, sums: usize): void {
  slice = index
  sliceGradients = gradients
  sliceSums = sums
}

export function setTile(firstRecord: i32, records: i32, opens: bool, closes: bool): void {
  first = firstRecord
  count = records
  opensSlice = opens
  closesSlice = closes
}

// @ts-ignore: decorator
@inline
export function word(op: usize, index: i32): i32 {
  return load<i32>(op + (<usize>index << 2))
}

// @ts-ignore: decorator
@inline
export function float(op: usize, index: i32): f32 {
  return load<f32>(op + (<usize>index << 2))
}

/** Address of the tile's first record of the tensor whose three words begin at `index`. */
export function tensor(op: usize, index: i32): usize {
  const base = <usize>word(op, index)
  const perThread = word(op, index + 2)
  return perThread != 0 ? base + <usize>(thread * perThread) : base + <usize>first * <usize>word(op, index + 1)
}

/** Bytes from one record of that tensor to the next. */
// @ts-ignore: decorator
@inline
export function recordStep(op: usize, index: i32): usize {
  return <usize>word(op, index + 1)
}
