import type { DType } from './dtype.js'

/** Numbers in the machine's byte order. bool is Uint8Array of 0 and 1; float16 is widened to Float32Array. */
export type NumericData =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float32Array
  | Float64Array

/** An element of an object array. */
export type PlainValue = string | number | bigint | boolean | null

interface Shaped {
  readonly shape: readonly number[]
  /** As the file has it; `data` is row-major and in the machine's byte order whatever the file's. */
  readonly dtype: DType
}

export interface NumberArray extends Shaped {
  readonly kind: 'number'
  readonly data: NumericData
}

export interface TextArray extends Shaped {
  readonly kind: 'text'
  readonly data: readonly string[]
}

export interface ObjectArray extends Shaped {
  readonly kind: 'object'
  readonly data: readonly PlainValue[]
}

/** An n-dimensional array as numpy has it, row-major. */
export type NdArray = NumberArray | TextArray | ObjectArray

/** What a container says about an array before its bytes. */
export interface ArrayHeader extends Shaped {
  /** Whether the bytes are column-major. */
  readonly fortranOrder: boolean
}

/** A shape as Python writes it: `(12, 9, 4)`, `(7,)`, `()`. */
export function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
}

/** Numbers of an array as float32. 64-bit integers and float64 are rounded to the nearest. */
export function toFloat32(data: NumericData): Float32Array {
  if (data instanceof Float32Array) return data
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) return Float32Array.from(data, Number)
  return new Float32Array(data)
}
