import { HeliconError } from '../../core/errors.js'
import type { NpyHeaderPart } from '../../core/messages/io.js'

/** A value of a Python literal: the few kinds that a .npy header is made of. */
export type PythonLiteral =
  | string
  | number
  | boolean
  | null
  | { readonly kind: 'sequence'; readonly items: readonly PythonLiteral[] }
  | { readonly kind: 'dict'; readonly entries: ReadonlyMap<string, PythonLiteral> }

const DEPTH_LIMIT = 8

interface Cursor {
  readonly text: string
  readonly file: string
  /** Offset of the text in the file, for messages. */
  readonly base: number
  at: number
}

/**
 * Parses one Python literal: dicts with text keys, tuples, lists, texts, whole numbers, True, False, None. Throws
 * `NPY_HEADER_INVALID` naming the byte; nothing is evaluated.
 */
export function parsePythonLiteral(text: string, file: string, base: number): PythonLiteral {
  const cursor: Cursor = { text, file, base, at: 0 }
  const value = parseValue(cursor, 0)
  skipSpace(cursor)
  if (cursor.at < text.length) throw unexpected(cursor, 'end')
  return value
}

function unexpected(cursor: Cursor, expected: NpyHeaderPart): HeliconError {
  const found =
    cursor.at < cursor.text.length ? JSON.stringify(cursor.text.slice(cursor.at, cursor.at + 12)) : 'its end'
  return new HeliconError('NPY_HEADER_INVALID', { file: cursor.file, byte: cursor.base + cursor.at, found, expected })
}

function skipSpace(cursor: Cursor): void {
  while (/\s/.test(cursor.text[cursor.at] ?? '')) cursor.at += 1
}

/** Whether the next sign is `sign`; it is taken. */
function take(cursor: Cursor, sign: string): boolean {
  skipSpace(cursor)
  if (!cursor.text.startsWith(sign, cursor.at)) return false
  cursor.at += sign.length
  return true
}

function parseValue(cursor: Cursor, depth: number): PythonLiteral {
  skipSpace(cursor)
  if (depth > DEPTH_LIMIT) throw unexpected(cursor, 'depth')
  const sign = cursor.text[cursor.at] ?? ''
  if (sign === "'" || sign === '"') return parseText(cursor)
  if (sign === '{') return parseDict(cursor, depth)
  if (sign === '(' || sign === '[') return parseSequence(cursor, sign === '(' ? ')' : ']', depth)
  for (const [name, value] of [
    ['True', true],
    ['False', false],
    ['None', null],
  ] as const)
    if (take(cursor, name)) return value
  const number = /^-?\d{1,19}L?/.exec(cursor.text.slice(cursor.at, cursor.at + 21))?.[0]
  if (number === undefined) throw unexpected(cursor, 'value')
  cursor.at += number.length
  // Python 2 wrote long integers as 12L.
  return Number(number.replace('L', ''))
}

function parseText(cursor: Cursor): string {
  const quote = cursor.text[cursor.at] ?? ''
  const end = cursor.text.indexOf(quote, cursor.at + 1)
  if (end < 0) throw unexpected(cursor, 'text')
  const text = cursor.text.slice(cursor.at + 1, end)
  if (text.includes('\\')) throw unexpected(cursor, 'text')
  cursor.at = end + 1
  return text
}

function parseSequence(cursor: Cursor, close: string, depth: number): PythonLiteral {
  cursor.at += 1
  const items: PythonLiteral[] = []
  while (!take(cursor, close)) {
    items.push(parseValue(cursor, depth + 1))
    if (take(cursor, ',')) continue
    if (take(cursor, close)) {
      // (5) is a number in brackets, not a sequence of one.
      const [only] = items
      return close === ')' && items.length === 1 && only !== undefined ? only : { kind: 'sequence', items }
    }
    throw unexpected(cursor, 'separator')
  }
  return { kind: 'sequence', items }
}

function parseDict(cursor: Cursor, depth: number): PythonLiteral {
  cursor.at += 1
  const entries = new Map<string, PythonLiteral>()
  while (!take(cursor, '}')) {
    const key = parseValue(cursor, depth + 1)
    if (typeof key !== 'string' || entries.has(key)) throw unexpected(cursor, 'key')
    if (!take(cursor, ':')) throw unexpected(cursor, 'colon')
    entries.set(key, parseValue(cursor, depth + 1))
    if (take(cursor, ',')) continue
    if (take(cursor, '}')) break
    throw unexpected(cursor, 'separator')
  }
  return { kind: 'dict', entries }
}
