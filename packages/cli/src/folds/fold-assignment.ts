/** How records are dealt out to folds. */
export const FOLD_METHODS = ['stratified', 'random', 'similarity', 'chromosome'] as const
export type FoldMethod = (typeof FOLD_METHODS)[number]

/** One byte holds the number of a fold. */
export const MOST_FOLDS = 255

/** Numbers of the records of a fold, in their order. */
export function recordsOfFold(assignment: Uint8Array, fold: number): Uint32Array {
  return Uint32Array.from(assignment.keys()).filter((record) => assignment[record] === fold)
}

/** Numbers of the records of all other folds, in their order. */
export function recordsOfOtherFolds(assignment: Uint8Array, fold: number): Uint32Array {
  return Uint32Array.from(assignment.keys()).filter((record) => assignment[record] !== fold)
}
