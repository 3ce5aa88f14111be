interface Writable<T> {
  [index: number]: T
}

/**
 * Reorders elements from column-major (Fortran) to row-major order.
 *
 * @param source elements as the file has them
 * @param target receives as many elements, and is returned
 * @param shape of the array
 */
export function rowMajor<T, Target extends Writable<T>>(
  source: ArrayLike<T>,
  target: Target,
  shape: readonly number[],
): Target {
  const sizes = [...shape]
  const index = sizes.map(() => 0)
  const strides = rowMajorStrides(shape)
  let to = 0
  for (let from = 0; from < source.length; from++) {
    const value = source[from]
    if (value !== undefined) target[to] = value
    // Counts up with the first dimension fastest, keeping the row-major position in step.
    for (let d = 0; d < sizes.length; d++) {
      const next = (index[d] ?? 0) + 1
      to += strides[d] ?? 0
      if (next < (sizes[d] ?? 0)) {
        index[d] = next
        break
      }
      to -= next * (strides[d] ?? 0)
      index[d] = 0
    }
  }
  return target
}

/** Elements between neighbours along each dimension of a row-major array. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = shape.map(() => 1)
  for (let d = shape.length - 2; d >= 0; d--) strides[d] = (strides[d + 1] ?? 1) * (shape[d + 1] ?? 1)
  return strides
}
