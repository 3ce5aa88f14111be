import { HeliconError } from '../../../core/errors.js'
import { numbersFromBytes } from '../array-bytes.js'
import { type DType, parseDType } from '../dtype.js'
import type { ArrayHeader } from '../nd-array.js'
import type { PickleMachine } from './machine.js'
import { arrayFromItems } from './object-elements.js'
import { bytesFromLatin1 } from './scalars.js'
import type { AllowedName, PickleArray, PickleDict, PickleTuple, PickleValue } from './values.js'

const DIMENSION_LIMIT = 64

/** REDUCE: what Python would call with arguments. The few that make arrays are understood; nothing is called. */
export function reduceTop(m: PickleMachine): void {
  const args = argumentsOf(m)
  const callee = m.pop()
  if (!isKind(callee, 'name')) throw m.invalid('call')
  m.push(reduced(m, callee.name, args))
}

function reduced(m: PickleMachine, callee: AllowedName, args: readonly PickleValue[]): PickleValue {
  const [first, second] = args
  switch (callee) {
    case 'dtype':
      if (typeof first !== 'string') throw m.invalid('call')
      m.countContainer()
      return { kind: 'dtype', dtype: parseDType(first, m.file) }
    case 'reconstruct-array':
      if (!isKind(first, 'name') || first.name !== 'ndarray') throw m.invalid('call')
      return newArray(m, 'plain')
    case 'reconstruct-object':
      if (!isKind(first, 'name') || first.name !== 'array-wrapper') throw m.invalid('call')
      return newArray(m, 'wrapper')
    case 'array-from-buffer':
      return arrayFromBuffer(m, args)
    case 'scalar':
      return scalarValue(m, first, second)
    case 'encode':
      return encodedBytes(m, args)
    case 'bytes':
      if (args.length > 0) throw m.invalid('call')
      return new Uint8Array(0)
    default:
      throw m.invalid('call')
  }
}

/** _codecs.encode(text, 'latin1'): how protocols 0 to 2 write bytes. */
function encodedBytes(m: PickleMachine, args: readonly PickleValue[]): Uint8Array {
  const [text, encoding] = args
  const isLatin1 = encoding === 'latin1' || encoding === 'latin-1'
  const bytes = typeof text === 'string' && isLatin1 && args.length === 2 ? bytesFromLatin1(text) : undefined
  if (bytes === undefined) throw m.invalid('call')
  return bytes
}

/** NEWOBJ: an empty instance; only joblib's stand-in for an array can be one. */
export function makeObject(m: PickleMachine): void {
  const args = argumentsOf(m)
  const type = m.pop()
  if (!isKind(type, 'name') || type.name !== 'array-wrapper' || args.length > 0) throw m.invalid('call')
  m.push(newArray(m, 'wrapper'))
}

/** BUILD: gives a data type its byte order, or an array its contents. */
export function buildTop(m: PickleMachine): void {
  const state = m.pop()
  const target = m.top()
  if (isKind(target, 'dtype') && isKind(state, 'tuple')) target.dtype = dtypeFromState(m, target.dtype, state)
  else if (isKind(target, 'array') && target.content === undefined) {
    if (target.form === 'wrapper' && isKind(state, 'dict')) buildWrapper(m, target, state)
    else if (target.form === 'plain' && isKind(state, 'tuple')) buildPlain(m, target, state)
    else throw m.invalid('state')
  } else throw m.invalid('state')
}

function argumentsOf(m: PickleMachine): readonly PickleValue[] {
  const args = m.pop()
  if (!isKind(args, 'tuple')) throw m.invalid('call')
  return args.items
}

function newArray(m: PickleMachine, form: PickleArray['form']): PickleArray {
  m.countContainer()
  return { kind: 'array', form, content: undefined }
}

/** numpy's state of a type: version, byte order, subarray, names, fields, size, ... Anything structured is refused. */
function dtypeFromState(m: PickleMachine, dtype: DType, state: PickleTuple): DType {
  const [, order, subarray, names, fields] = state.items
  if (typeof order !== 'string') throw m.invalid('state')
  if (subarray !== null || names !== null || fields !== null)
    throw new HeliconError('ARRAY_DTYPE_UNSUPPORTED', { file: m.file, found: 'a structured type (several fields)' })
  return parseDType(dtype.text.replace(/^[<>|]/, ''), m.file, order)
}

/** joblib.numpy_pickle.NumpyArrayWrapper: the header of an array whose bytes follow this instruction. */
function buildWrapper(m: PickleMachine, array: PickleArray, state: PickleDict): void {
  const field = (name: string): PickleValue | undefined => state.entries.findLast(([key]) => key === name)?.[1]
  const [dtype, subclass, order] = [field('dtype'), field('subclass'), field('order')]
  if (!isKind(dtype, 'dtype') || !isKind(subclass, 'name') || subclass.name !== 'ndarray') throw m.invalid('state')
  if (order !== 'C' && order !== 'F') throw m.invalid('state')
  const header = { dtype: dtype.dtype, shape: shapeOf(m, field('shape')), fortranOrder: order === 'F' }
  const alignment = field('numpy_array_alignment_bytes') ?? null
  m.pending = { array, header, bytes: undefined, padded: alignment !== null }
}

/** numpy.ndarray.__setstate__: version, shape, type, whether column-major, contents as bytes or a list of objects. */
function buildPlain(m: PickleMachine, array: PickleArray, state: PickleTuple): void {
  const [, shapeValue, dtype, fortran, contents] = state.items
  if (!isKind(dtype, 'dtype') || typeof fortran !== 'boolean') throw m.invalid('state')
  const header = { dtype: dtype.dtype, shape: shapeOf(m, shapeValue), fortranOrder: fortran }
  if (isKind(contents, 'list')) {
    if (dtype.dtype.kind !== 'O') throw m.invalid('state')
    array.content = arrayFromItems(m, header, contents.items)
  } else m.pending = { array, header, bytes: contentBytes(m, header, contents), padded: false }
}

/** numpy's _frombuffer(bytes, type, shape, order), with which protocol 5 makes arrays. */
function arrayFromBuffer(m: PickleMachine, args: readonly PickleValue[]): PickleArray {
  const [contents, dtype, shapeValue, order] = args
  if (!isKind(dtype, 'dtype') || (order !== 'C' && order !== 'F')) throw m.invalid('call')
  const header = { dtype: dtype.dtype, shape: shapeOf(m, shapeValue), fortranOrder: order === 'F' }
  const array = newArray(m, 'plain')
  m.pending = { array, header, bytes: contentBytes(m, header, contents), padded: false }
  return array
}

function contentBytes(m: PickleMachine, header: ArrayHeader, contents: PickleValue | undefined): Uint8Array {
  // Python 2 pickles hold the bytes of an array as a byte string.
  const bytes = typeof contents === 'string' ? bytesFromLatin1(contents) : contents
  const expected = header.shape.reduce((product, size) => product * size, header.dtype.itemSize)
  if (!(bytes instanceof Uint8Array) || header.dtype.kind === 'O' || bytes.length !== expected) throw m.invalid('state')
  return bytes
}

function shapeOf(m: PickleMachine, value: PickleValue | undefined): number[] {
  if (!isKind(value, 'tuple') || value.items.length > DIMENSION_LIMIT) throw m.invalid('shape')
  return value.items.map((size) => {
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0) throw m.invalid('shape')
    return size
  })
}

/** A numpy scalar, such as numpy.float64(2.5), as the plain number. */
function scalarValue(m: PickleMachine, dtype: PickleValue | undefined, contents: PickleValue | undefined): PickleValue {
  if (!isKind(dtype, 'dtype') || !'biuf'.includes(dtype.dtype.kind)) throw m.invalid('call')
  const bytes = contentBytes(m, { dtype: dtype.dtype, shape: [], fortranOrder: false }, contents).slice()
  const value = numbersFromBytes(dtype.dtype, bytes)[0]
  if (value === undefined) throw m.invalid('call')
  return dtype.dtype.kind === 'b' ? value !== 0 : value
}

type Kinds = Extract<PickleValue, { readonly kind: string }>

/** Whether a value is one of the compound kinds. */
export function isKind<K extends Kinds['kind']>(
  value: PickleValue | undefined,
  kind: K,
): value is Extract<Kinds, { readonly kind: K }> {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind
}
