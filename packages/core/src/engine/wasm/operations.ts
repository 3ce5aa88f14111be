import type { TensorWords } from './tensor.js'

/** Words of one operation in memory, as the kernels read them (`packages/kernels/assembly/plan.ts`). */
export const OPERATION_WORDS = 32

/** An argument of an operation: an integer word, or a float32 in its place. */
export type Argument = number | { readonly float32: number }

/**
 * An operation by the name of the kernels' constant, with its arguments by place. The meaning of the places stands
 * with each kernel in `packages/kernels/assembly`.
 */
export interface Operation {
  readonly name: string
  readonly words: Readonly<Record<number, Argument>>
}

/** Puts the three words of tensors at their places, next to other arguments. */
export function operation(
  name: string,
  tensors: Readonly<Record<number, TensorWords>>,
  words: Readonly<Record<number, Argument>> = {},
): Operation {
  const all: Record<number, Argument> = { ...words }
  for (const [place, tensor] of Object.entries(tensors)) {
    for (const [i, value] of tensor.entries()) all[Number(place) + i] = value
  }
  return { name, words: all }
}

/** Writes operations one after the other to `target`, `OPERATION_WORDS` each. */
export function encodeOperations(
  operations: readonly Operation[],
  target: Int32Array,
  constant: (name: string) => number,
): void {
  const floats = new Float32Array(target.buffer, target.byteOffset, target.length)
  target.fill(0)
  for (const [i, { name, words }] of operations.entries()) {
    const base = i * OPERATION_WORDS
    target[base] = constant(`OP_${name}`)
    for (const [place, argument] of Object.entries(words)) {
      const index = base + Number(place)
      if (typeof argument === 'number') target[index] = argument
      else floats[index] = argument.float32
    }
  }
}
