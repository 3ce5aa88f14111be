import { HeliconError } from '../core/errors.js'
import type { Expectation } from '../core/messages/expectation.js'
import { nearestSpelling } from './nearest-spelling.js'

/** Where a value stands: the file or model it is from, and its path there (`layers[2].kernelSize`). */
export interface At {
  readonly place: string
  readonly path: string
}

/** A rule for data from outside. Gives true where the value is a T and throws a `MODEL_...` error where it is not. */
export interface Check<T> {
  readonly expected: Expectation
  readonly test: (value: unknown, at: At) => value is T
}

/** The value, which `check` has found to be a T. */
export function checked<T>(check: Check<T>, value: unknown, at: At): T {
  if (check.test(value, at)) return value
  throw invalid(value, check.expected, at)
}

export function integer(min: number, max = 2 ** 31 - 1): Check<number> {
  const expected: Expectation = { kind: 'integer', min, ...(max < 2 ** 31 - 1 && { max }) }
  return simple(
    expected,
    (value): value is number => typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max,
  )
}

/** An integer in 0 .. 2^53 - 1. */
export function seedInteger(): Check<number> {
  const expected: Expectation = { kind: 'integer', min: 0, max: Number.MAX_SAFE_INTEGER }
  return simple(expected, (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0)
}

export interface NumberLimits {
  readonly min?: number
  readonly above?: number
  readonly max?: number
  readonly below?: number
}

export function number(limits: NumberLimits = {}): Check<number> {
  const { min = Number.NEGATIVE_INFINITY, above = Number.NEGATIVE_INFINITY } = limits
  const { max = Number.POSITIVE_INFINITY, below = Number.POSITIVE_INFINITY } = limits
  return simple(
    { kind: 'number', ...limits },
    (value): value is number =>
      typeof value === 'number' &&
      Number.isFinite(value) &&
      value >= min &&
      value > above &&
      value <= max &&
      value < below,
  )
}

export const boolean: Check<boolean> = simple(
  { kind: 'boolean' },
  (value): value is boolean => typeof value === 'boolean',
)

export const text: Check<string> = simple({ kind: 'text' }, (value): value is string => typeof value === 'string')

/** Names become parts of parameters' names and keys of objects: no `/`, and no leading `_` as in `__proto__`. */
export const nameText: Check<string> = simple(
  { kind: 'name' },
  (value): value is string => typeof value === 'string' && /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u.test(value),
)

export function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  const expected: Expectation = { kind: 'oneOf', values }
  const known: ReadonlySet<unknown> = new Set(values)
  return {
    expected,
    test: (value, at): value is T => {
      if (known.has(value)) return true
      throw invalid(value, expected, at, typeof value === 'string' ? nearestSpelling(value, values) : undefined)
    },
  }
}

export function nullOr<T>(check: Check<T>): Check<T | null> {
  return {
    expected: { kind: 'anyOf', of: [check.expected, { kind: 'oneOf', values: ['null'] }] },
    test: (value, at): value is T | null => value === null || check.test(value, at),
  }
}

export function list<T>(of: Check<T>, min = 0, max = Number.POSITIVE_INFINITY): Check<readonly T[]> {
  const expected: Expectation = { kind: 'list', of: of.expected, min, ...(Number.isFinite(max) && { max }) }
  return {
    expected,
    test: (value, at): value is readonly T[] => {
      if (!Array.isArray(value) || value.length < min || value.length > max) throw invalid(value, expected, at)
      return value.every((entry, i) => of.test(entry, { ...at, path: `${at.path}[${i}]` }))
    },
  }
}

/** A check for every key of T: the compiler sees that none is forgotten. */
export type Fields<T> = { readonly [K in keyof T]-?: Check<Exclude<T[K], undefined>> }

/** An object with these keys and no others. Keys with the value undefined count as absent. */
export function object<T extends object>(fields: Fields<T>, required: readonly (keyof T & string)[]): Check<T> {
  const allowed = Object.keys(fields)
  const checks = new Map<string, Check<unknown>>(Object.entries<Check<unknown>>(fields))
  return {
    expected: { kind: 'object' },
    test: (value, at): value is T => {
      const entries = entriesOf(value, at)
      for (const [key, entry] of entries) {
        const inner = { ...at, path: joinPath(at.path, key) }
        const check = checks.get(key)
        if (check === undefined) {
          const nearest = nearestSpelling(key, allowed)
          throw new HeliconError('MODEL_KEY_UNKNOWN', { ...inner, key, allowed, nearest })
        }
        if (entry !== undefined) check.test(entry, inner)
      }
      for (const key of required) {
        if (!entries.some(([name, entry]) => name === key && entry !== undefined)) {
          throw new HeliconError('MODEL_KEY_MISSING', {
            ...at,
            path: joinPath(at.path, key),
            expected: fields[key].expected,
          })
        }
      }
      return true
    },
  }
}

/** An object whose key `tag` says which of the alternatives it is. */
export function tagged<T>(tag: string, alternatives: ReadonlyMap<string, Check<T>>): Check<T> {
  const names = oneOf([...alternatives.keys()])
  return {
    expected: { kind: 'object' },
    test: (value, at): value is T => {
      const entry = entriesOf(value, at).find(([key]) => key === tag)?.[1]
      const inner = { ...at, path: joinPath(at.path, tag) }
      if (entry === undefined) throw new HeliconError('MODEL_KEY_MISSING', { ...inner, expected: names.expected })
      const alternative = alternatives.get(checked(names, entry, inner))
      return alternative?.test(value, at) === true
    },
  }
}

/** The error for a value that is not what it must be. */
export function invalid(found: unknown, expected: Expectation, at: At, nearest?: string): HeliconError {
  const path = at.path === '' ? 'the value' : at.path
  return new HeliconError('MODEL_VALUE_INVALID', { place: at.place, path, found: shown(found), expected, nearest })
}

/** A value as JSON, cut where it is long. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value)
  let full: string
  try {
    full = JSON.stringify(value) ?? String(value)
  } catch {
    // Nested too deeply for the stack, or a circle.
    full = Array.isArray(value) ? '[...]' : '{...}'
  }
  return full.length > 80 ? `${full.slice(0, 77)}...` : full
}

function simple<T>(expected: Expectation, holds: (value: unknown) => value is T): Check<T> {
  return {
    expected,
    test: (value, at): value is T => {
      if (holds(value)) return true
      throw invalid(value, expected, at)
    },
  }
}

function entriesOf(value: unknown, at: At): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(value, { kind: 'object' }, at)
  }
  return Object.entries(value)
}

function joinPath(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}
