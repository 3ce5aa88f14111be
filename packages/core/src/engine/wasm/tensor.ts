/** Floats of a row, padded to whole vectors. */
export function paddedChannels(channels: number): number {
  return Math.ceil(channels / 4) * 4
}

/** Where an activation or its gradient lies: rows of `stride` floats between rows of zeros. */
export interface TensorShape {
  readonly rows: number
  readonly channels: number
  /** Rows of zeros before and after, which convolutions read as padding. */
  before: number
  after: number
}

/** A tensor with its place: the address of the first record's first row, and the two steps that kernels need. */
export interface Tensor extends Readonly<TensorShape> {
  readonly stride: number
  readonly address: number
  readonly recordBytes: number
  /** 0: one copy for the whole batch. */
  readonly threadBytes: number
}

/** The three words by which a kernel finds a tensor; `rowOffset` moves the start by rows. */
export type TensorWords = readonly [address: number, recordBytes: number, threadBytes: number]

export function tensorWords(tensor: Tensor, rowOffset = 0): TensorWords {
  return [tensor.address + rowOffset * tensor.stride * 4, tensor.recordBytes, tensor.threadBytes]
}

/** Those words with the address so many bytes on. */
export function shiftedWords([address, recordBytes, threadBytes]: TensorWords, bytes: number): TensorWords {
  return [address + bytes, recordBytes, threadBytes]
}

/** A compact array of the batch, `floats` a record. */
export function batchWords(address: number, recordBytes: number): TensorWords {
  return [address, recordBytes, 0]
}

export function recordBytes(shape: TensorShape): number {
  return (shape.before + shape.rows + shape.after) * paddedChannels(shape.channels) * 4
}

/** [length, channels] of an activation; [units] is one row. */
export function rowsAndChannels(shape: readonly number[]): { rows: number; channels: number } {
  const channels = shape.at(-1) ?? 1
  return { rows: shape.slice(0, -1).reduce((product, size) => product * size, 1), channels }
}
