import { HeliconError } from '../../core/errors.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { readLines } from '../../io/lines.js'
import { plainBytes } from '../../io/plain-bytes.js'

/** Features by the ids of the records: the second input of a model. */
export interface FeatureTable {
  /** Of the file, for messages. */
  readonly name: string
  /** The row of each id. */
  readonly rows: ReadonlyMap<string, number>
  /** [rows, featureCount], row-major. */
  readonly values: Float32Array
  readonly featureCount: number
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/
const FIRST_VALUES = 4096

/**
 * Reads a text table, plain or in gzip: one record a line, its id and then one or more numbers, the same number of them
 * in every line, such as `chr22:20208963-20209064 0.5`. Columns stand between tabs where a line has one, else between
 * spaces. Empty lines and those that start with `#` are skipped. The text is read piece by piece.
 *
 * @throws HeliconError `FEATURE_TABLE_EMPTY`, `FEATURE_COLUMNS_DIFFER`, `FEATURE_NUMBER_INVALID`,
 *   `FEATURE_ID_REPEATED`, each naming the line; `FILE_MISSING`, `TEXT_NOT_UTF8` and those of damaged gzip
 */
export async function readFeatureTable(source: ByteSource, compression: Compression): Promise<FeatureTable> {
  const table = new GrowingTable(source.name)
  let line = 0
  for await (const lines of readLines(plainBytes(source, compression), source.name))
    for (const text of lines) table.add(text, ++line)
  return table.finish()
}

class GrowingTable {
  readonly #file: string
  readonly #rows = new Map<string, number>()
  readonly #lines: number[] = []
  #values = new Float32Array(FIRST_VALUES)
  #columns: number | undefined

  constructor(file: string) {
    this.#file = file
  }

  add(text: string, line: number): void {
    const fields = fieldsOf(text)
    const [id = '', ...numbers] = fields
    if (fields.length === 0 || id.startsWith('#')) return
    this.#columns ??= numbers.length === 0 ? undefined : numbers.length
    if (numbers.length !== this.#columns) throw this.#columnsError(line, numbers.length)
    const row = this.#rows.size
    const first = this.#rows.get(id)
    if (first !== undefined) {
      const firstLine = this.#lines[first] ?? 0
      throw new HeliconError('FEATURE_ID_REPEATED', { file: this.#file, line, id, firstLine })
    }
    this.#rows.set(id, row)
    this.#lines.push(line)
    this.#reserve((row + 1) * numbers.length)
    numbers.forEach((number, column) => {
      this.#values[row * numbers.length + column] = this.#number(number, line, column + 2)
    })
  }

  finish(): FeatureTable {
    const featureCount = this.#columns ?? 0
    if (this.#rows.size === 0) throw new HeliconError('FEATURE_TABLE_EMPTY', { file: this.#file })
    const values = this.#values.slice(0, this.#rows.size * featureCount)
    return { name: this.#file, rows: this.#rows, values, featureCount }
  }

  #reserve(size: number): void {
    if (size <= this.#values.length) return
    const larger = new Float32Array(Math.max(size, 2 * this.#values.length))
    larger.set(this.#values)
    this.#values = larger
  }

  #number(found: string, line: number, column: number): number {
    const value = NUMBER.test(found) ? Math.fround(Number(found)) : Number.NaN
    if (Number.isFinite(value)) return value
    throw new HeliconError('FEATURE_NUMBER_INVALID', { file: this.#file, line, column, found: found.slice(0, 40) })
  }

  #columnsError(line: number, found: number): HeliconError {
    return new HeliconError('FEATURE_COLUMNS_DIFFER', { file: this.#file, line, found, expected: this.#columns })
  }
}

function fieldsOf(text: string): string[] {
  const line = text.trim()
  if (line === '') return []
  return line.includes('\t') ? line.split('\t').map((field) => field.trim()) : line.split(/\s+/)
}
