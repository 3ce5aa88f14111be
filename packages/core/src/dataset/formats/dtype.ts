import { HeliconError } from '../../core/errors.js'

/** Kinds of array elements, by numpy's letters: bool, signed and unsigned integers, floats, text, bytes, objects. */
export type ElementKind = 'b' | 'i' | 'u' | 'f' | 'U' | 'S' | 'O'

/** A numpy data type. `text` is numpy's own name for it, for example `<f4`. */
export interface DType {
  readonly text: string
  readonly kind: ElementKind
  /** Bytes of one element. */
  readonly itemSize: number
  readonly bigEndian: boolean
}

const SIZES: Readonly<Record<'b' | 'i' | 'u' | 'f', readonly number[]>> = {
  b: [1],
  i: [1, 2, 4, 8],
  u: [1, 2, 4, 8],
  f: [2, 4, 8],
}

/**
 * Reads a type such as `<f4`, `|i1`, `>U13` or, as pickles hold it, `i8`; `order` overrides the byte order. Throws
 * `ARRAY_DTYPE_UNSUPPORTED` for everything that is not numbers, text or (to be refused or read with care) objects.
 */
export function parseDType(text: string, file: string, order?: string): DType {
  const unsupported = (): HeliconError => new HeliconError('ARRAY_DTYPE_UNSUPPORTED', { file, found: text })
  const match = /^([<>|=]?)([biufUSO?])(\d*)$/.exec(text)
  if (match === null) throw unsupported()
  const [, prefix = '', letter = '', digits = ''] = match
  const bigEndian = (order ?? prefix) === '>'
  const size = digits === '' ? undefined : Number(digits)
  if (letter === 'O') return { text: '|O', kind: 'O', itemSize: 8, bigEndian: false }
  if (letter === '?') return { text: '|b1', kind: 'b', itemSize: 1, bigEndian: false }
  if (size === undefined) throw unsupported()
  if (letter === 'U' || letter === 'S') {
    const itemSize = letter === 'U' ? size * 4 : size
    if (itemSize > 0x7fffffff) throw unsupported()
    return {
      text: `${letter === 'S' ? '|' : bigEndian ? '>' : '<'}${letter}${size}`,
      kind: letter,
      itemSize,
      bigEndian,
    }
  }
  if (letter !== 'b' && letter !== 'i' && letter !== 'u' && letter !== 'f') throw unsupported()
  if (!SIZES[letter].includes(size)) throw unsupported()
  const sign = size === 1 ? '|' : bigEndian ? '>' : '<'
  return { text: `${sign}${letter}${size}`, kind: letter, itemSize: size, bigEndian: size > 1 && bigEndian }
}
