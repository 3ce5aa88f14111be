import type { PickleContent } from '../../../core/messages/io.js'
import type { DType } from '../dtype.js'
import type { NdArray } from '../nd-array.js'

/** The names that a pickle may use, by what they stand for here. None of them is ever called. */
export type AllowedName =
  | 'array-wrapper'
  | 'ndarray'
  | 'dtype'
  | 'reconstruct-array'
  | 'array-from-buffer'
  | 'scalar'
  | 'encode'
  | 'reconstruct-object'
  | 'object'
  | 'bytes'

export interface PickleList {
  readonly kind: 'list'
  readonly items: PickleValue[]
}

export interface PickleTuple {
  readonly kind: 'tuple'
  readonly items: readonly PickleValue[]
}

export interface PickleDict {
  readonly kind: 'dict'
  readonly entries: [PickleValue, PickleValue][]
}

export interface PickleName {
  readonly kind: 'name'
  readonly name: AllowedName
}

export interface PickleDType {
  readonly kind: 'dtype'
  /** Set again when the pickle gives the byte order. */
  dtype: DType
}

/** An array on its way: made first, given its contents later. */
export interface PickleArray {
  readonly kind: 'array'
  /** `wrapper`: joblib's stand-in, whose bytes follow in the file. `plain`: numpy's own, whose contents are a value. */
  readonly form: 'wrapper' | 'plain'
  /** `visited`: its bytes were handed to a visitor. */
  content: NdArray | 'visited' | undefined
}

/** Everything a pickle can hold here. */
export type PickleValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | PickleList
  | PickleTuple
  | PickleDict
  | PickleName
  | PickleDType
  | PickleArray

/** What a value is, for messages. */
export function contentOf(value: PickleValue): PickleContent {
  if (value === null) return 'none'
  if (value instanceof Uint8Array) return 'bytes'
  if (typeof value === 'object') return value.kind
  return typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'bool' : 'number'
}
