import { HeliconError } from '../../core/errors.js'
import { type NdArray, shapeText, toFloat32 } from './nd-array.js'

/** Where an array comes from, for messages. */
export interface ArrayPlace {
  readonly file: string
  readonly shard: number
}

/** Numbers in columns: labels or weights. */
export interface NumberColumns {
  /** The file they come from. */
  readonly file: string
  /** [records, columns], row-major. */
  readonly values: Float32Array
  readonly columns: number
  /** `integer` includes bool. */
  readonly numbers: 'integer' | 'float'
}

/** An array [records] or [records, columns] of numbers. Throws `DISK_DATASET_SHAPE_WRONG`, `DISK_DATASET_TYPE_WRONG`. */
export function numberColumns(array: NdArray, place: ArrayPlace): NumberColumns {
  const [, columns = 1] = array.shape
  if (array.shape.length < 1 || array.shape.length > 2)
    throw new HeliconError('DISK_DATASET_SHAPE_WRONG', {
      ...place,
      found: shapeText(array.shape),
      expected: '(n,) / (n, tasks)',
    })
  if (array.kind === 'number')
    return {
      file: place.file,
      values: toFloat32(array.data),
      columns,
      numbers: array.dtype.kind === 'f' ? 'float' : 'integer',
    }
  const values = new Float32Array(array.data.length)
  for (let i = 0; i < values.length; i++) {
    const value = array.data[i]
    if (typeof value !== 'number' && typeof value !== 'boolean')
      throw new HeliconError('DISK_DATASET_TYPE_WRONG', { ...place, found: foundAt(value, i), expected: 'numbers' })
    values[i] = Number(value)
  }
  return { file: place.file, values, columns, numbers: 'float' }
}

/** Ids [records] of any type, as texts. Throws `DISK_DATASET_SHAPE_WRONG`, `DISK_DATASET_TYPE_WRONG`. */
export function idTexts(array: NdArray, place: ArrayPlace): readonly string[] {
  const [, columns = 1] = array.shape
  if (array.shape.length < 1 || array.shape.length > 2 || columns !== 1)
    throw new HeliconError('DISK_DATASET_SHAPE_WRONG', {
      ...place,
      found: shapeText(array.shape),
      expected: '(n,)',
    })
  if (array.kind === 'text') return array.data
  return Array.from<unknown, string>(array.data, (value, i) => {
    if (typeof value === 'string') return value
    if (typeof value === 'number' || typeof value === 'bigint') return String(value)
    throw new HeliconError('DISK_DATASET_TYPE_WRONG', {
      ...place,
      found: foundAt(value, i),
      expected: 'ids',
    })
  })
}

function foundAt(value: unknown, index: number): string {
  return `[${index}] = ${typeof value === 'string' ? JSON.stringify(value.slice(0, 40)) : String(value)}`
}
