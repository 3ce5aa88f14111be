import { HeliconError } from '../../../core/errors.js'
import { rowMajor } from '../column-major.js'
import type { ArrayHeader, ObjectArray, PlainValue } from '../nd-array.js'
import type { PickleMachine } from './machine.js'
import { contentOf, type PickleValue } from './values.js'

/** An object array out of the list of its elements. Throws `ARRAY_ELEMENT_UNSUPPORTED` for anything but plain values. */
export function arrayFromItems(m: PickleMachine, header: ArrayHeader, items: readonly PickleValue[]): ObjectArray {
  const elements = header.shape.reduce((product, size) => product * size, 1)
  if (items.length !== elements) throw m.invalid('state')
  const { dtype, shape } = header
  if (!arePlain(items, m.file)) throw m.invalid('state')
  return { kind: 'object', dtype, shape, data: header.fortranOrder ? rowMajor(items, [], shape) : items }
}

/** Checks every element in place, so that a long array is not copied. */
function arePlain(items: readonly PickleValue[], file: string): items is readonly PlainValue[] {
  for (let index = 0; index < items.length; index++) {
    const item = items[index]
    if (typeof item === 'object' && item !== null)
      throw new HeliconError('ARRAY_ELEMENT_UNSUPPORTED', { file, found: contentOf(item), index })
  }
  return true
}
