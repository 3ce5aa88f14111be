import { HeliconError } from '../../../core/errors.js'
import type { PickleProblem } from '../../../core/messages/io.js'
import type { ArrayHeader } from '../nd-array.js'
import { allowedName } from './allowed-names.js'
import type { PickleArray, PickleList, PickleTuple, PickleValue } from './values.js'

/** Bounds of what one pickle may make the reader hold; far above any set of arrays, far below a machine's memory. */
export const PICKLE_LIMITS = { values: 1 << 24, containers: 1 << 20, bytes: 512 * 1024 * 1024, lineBytes: 1 << 20 }

/** An array whose bytes come next: from the file, or out of the pickle itself. */
export interface PendingArray {
  readonly array: PickleArray
  readonly header: ArrayHeader
  readonly bytes: Uint8Array | undefined
  /** Whether joblib put a count of padding bytes and the padding before the array's bytes. */
  readonly padded: boolean
}

/**
 * The state of a pickle being read: a stack, marks in it and remembered values. It builds plain data and descriptions
 * of arrays; there is nothing in it that could call anything.
 */
export class PickleMachine {
  readonly file: string
  readonly stack: PickleValue[] = []
  /** Byte of the instruction at work, for messages. */
  byte = 0
  stopped = false
  pending: PendingArray | undefined
  #marks: number[] = []
  #memo: PickleValue[] = []
  #sparseMemo = new Map<number, PickleValue>()
  #values = 0
  #containers = 0
  #bytes = 0

  constructor(file: string) {
    this.file = file
  }

  push(value: PickleValue): void {
    this.#values += 1
    if (this.#values > PICKLE_LIMITS.values) throw this.tooLarge('values', PICKLE_LIMITS.values)
    this.stack.push(value)
  }

  pop(): PickleValue {
    const value = this.stack.length > (this.#marks.at(-1) ?? 0) ? this.stack.pop() : undefined
    if (value === undefined) throw this.invalid('stack')
    return value
  }

  /** The value on top, left there. */
  top(): PickleValue {
    const value = this.stack.at(-1)
    if (value === undefined || this.stack.length <= (this.#marks.at(-1) ?? 0)) throw this.invalid('stack')
    return value
  }

  mark(): void {
    if (this.#marks.length >= PICKLE_LIMITS.containers) throw this.tooLarge('containers', PICKLE_LIMITS.containers)
    this.#marks.push(this.stack.length)
  }

  /** Takes everything above the last mark, and the mark. */
  popMark(): PickleValue[] {
    const height = this.#marks.pop()
    if (height === undefined) throw this.invalid('mark')
    return this.stack.splice(height)
  }

  list(items: PickleValue[]): PickleList {
    this.countContainer()
    return { kind: 'list', items }
  }

  tuple(items: readonly PickleValue[]): PickleTuple {
    this.countContainer()
    return { kind: 'tuple', items }
  }

  /** Counts a list, tuple, dict or array towards the limit. */
  countContainer(): void {
    this.#containers += 1
    if (this.#containers > PICKLE_LIMITS.containers) throw this.tooLarge('containers', PICKLE_LIMITS.containers)
  }

  /** Counts the bytes of a text or of bytes towards the limit, before they are waited for. */
  countBytes(count: number): void {
    this.#bytes += count
    if (this.#bytes > PICKLE_LIMITS.bytes) throw this.tooLarge('bytes', PICKLE_LIMITS.bytes)
  }

  remember(key: number, value: PickleValue): void {
    if (key < this.#memo.length) this.#memo[key] = value
    else if (key === this.#memo.length) this.#memo.push(value)
    else this.#sparseMemo.set(key, value)
    if (this.#sparseMemo.size > PICKLE_LIMITS.containers) throw this.tooLarge('values', PICKLE_LIMITS.containers)
    this.#values += 1
    if (this.#values > PICKLE_LIMITS.values) throw this.tooLarge('values', PICKLE_LIMITS.values)
  }

  /** Remembers a value under the next free number, as MEMOIZE does. */
  rememberNext(value: PickleValue): void {
    this.remember(this.#memo.length + this.#sparseMemo.size, value)
  }

  recall(key: number): PickleValue {
    const value = this.#memo[key] ?? this.#sparseMemo.get(key)
    // None is never remembered by Python, so that undefined and null both mean: not there.
    if (value === undefined || value === null) throw this.invalid('memo')
    return value
  }

  /** Puts the meaning of a name on the stack, where the name is allowed. Throws `PICKLE_NAME_REFUSED`. */
  pushName(module: string, name: string): void {
    const allowed = allowedName(module, name)
    if (allowed === undefined)
      throw new HeliconError('PICKLE_NAME_REFUSED', {
        file: this.file,
        name: printable(`${module}.${name}`),
        byte: this.byte,
      })
    this.push({ kind: 'name', name: allowed })
  }

  invalid(problem: PickleProblem): HeliconError {
    return new HeliconError('PICKLE_INVALID', { file: this.file, byte: this.byte, problem })
  }

  tooLarge(what: 'values' | 'containers' | 'bytes', limit: number): HeliconError {
    return new HeliconError('PICKLE_TOO_LARGE', { file: this.file, byte: this.byte, what, limit })
  }
}

/** A name out of a hostile file, made safe to print: short, and without control characters. */
function printable(name: string): string {
  return name.slice(0, 200).replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd')
}
