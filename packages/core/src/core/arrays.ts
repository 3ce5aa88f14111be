/** Numbers of a tensor in row-major order. The reference engine works in float64, the others in float32. */
export type FloatArray = Float32Array | Float64Array

/** Weights, optimizer moments and the like: arrays by name, for example `conv1d/kernel`. */
export type NamedArrays = Readonly<Record<string, FloatArray>>

/** Sizes of a tensor without its batch dimension: [length, channels] or [units]. */
export type Shape = readonly number[]

/** Number of elements of a tensor of this shape. */
export function elementCount(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1)
}

/** Element `index`, which the caller knows to exist. Throws a RangeError where it does not. */
export function at<T>(array: ArrayLike<T>, index: number): T {
  const value = array[index]
  if (value === undefined) throw new RangeError(`index ${index} of ${array.length}`)
  return value
}
