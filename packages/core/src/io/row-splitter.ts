import { HeliconError } from '../core/errors.js'
import { withoutReturn } from './lines.js'

/** One row of a table: its values and the line on which it starts (the first line is 1). */
export interface DelimitedRow {
  readonly line: number
  readonly values: readonly string[]
}

export interface RowOptions {
  /** Between the values. A space stands for any run of blanks; quotes have no meaning then. */
  readonly delimiter: string
  /** Whether blanks around values that are not in quotes belong to them. */
  readonly blanks: 'keep' | 'trim'
  /** The longest value in quotes, in characters. Default 64 Mi. */
  readonly limit?: number
}

/** A row that a value in quotes carries over the end of a line. */
interface OpenRow {
  readonly line: number
  readonly values: string[]
  /** Where the value in quotes starts. */
  readonly quoteLine: number
  readonly content: string
}

const QUOTE = '"'

/**
 * Splits a table, line by line, into rows: values in double quotes may hold delimiters, line ends and doubled quotes
 * (RFC 4180). Lines of nothing are skipped. Time is linear in the text, whatever it holds.
 */
export class RowSplitter {
  readonly #name: string
  readonly #options: RowOptions
  readonly #trims: boolean
  #line = 0
  #open: OpenRow | undefined

  constructor(name: string, options: RowOptions) {
    this.#name = name
    this.#options = options
    this.#trims = options.blanks === 'trim'
  }

  /**
   * The row that ends with this line, if one does.
   * @param text the line with its `\r` where it ends in `\r\n`
   * @throws HeliconError `QUOTE_INVALID`
   */
  take(text: string): DelimitedRow | undefined {
    this.#line += 1
    const open = this.#open
    if (open !== undefined) {
      this.#open = undefined
      return this.#quoted(text, 0, open)
    }
    const { delimiter } = this.#options
    const line = withoutReturn(text)
    if (delimiter === ' ') return this.#row(this.#line, line.trim().split(/\s+/))
    if (line.includes(QUOTE)) return this.#values(text, 0, this.#line, [])
    const values = line.split(delimiter)
    return this.#row(this.#line, this.#trims ? values.map((value) => value.trim()) : values)
  }

  /** @throws HeliconError `QUOTE_INVALID` where a value in quotes is still open */
  finish(): void {
    if (this.#open !== undefined) throw this.#invalid(this.#open.quoteLine, 'unclosed')
  }

  #row(line: number, values: readonly string[]): DelimitedRow | undefined {
    return values.length > 1 || values[0] !== '' ? { line, values } : undefined
  }

  /** The values from `start` to the end of the row. */
  #values(text: string, start: number, line: number, values: string[]): DelimitedRow | undefined {
    const { delimiter } = this.#options
    let at = start
    for (;;) {
      const first = this.#pastBlanks(text, at)
      if (text[first] === QUOTE)
        return this.#quoted(text, first + 1, { line, values, quoteLine: this.#line, content: '' })
      const end = text.indexOf(delimiter, at)
      const value = end < 0 ? withoutReturn(text.slice(at)) : text.slice(at, end)
      values.push(this.#trims ? value.trim() : value)
      if (end < 0) return this.#row(line, values)
      at = end + delimiter.length
    }
  }

  /** Goes on inside a value in quotes, from `start`. */
  #quoted(text: string, start: number, open: OpenRow): DelimitedRow | undefined {
    let { content } = open
    let from = start
    for (;;) {
      const quote = text.indexOf(QUOTE, from)
      if (quote < 0) {
        content += `${text.slice(from)}\n`
        if (content.length > (this.#options.limit ?? 64 * 1024 * 1024)) throw this.#invalid(open.quoteLine, 'unclosed')
        this.#open = { ...open, content }
        return undefined
      }
      content += text.slice(from, quote)
      from = quote + 1
      if (text[from] !== QUOTE) break
      content += QUOTE
      from += 1
    }
    open.values.push(content)
    return this.#afterQuote(text, from, open)
  }

  #afterQuote(text: string, from: number, open: OpenRow): DelimitedRow | undefined {
    const { delimiter } = this.#options
    const end = this.#pastBlanks(text, from)
    if (text.startsWith(delimiter, end)) return this.#values(text, end + delimiter.length, open.line, open.values)
    if (end < text.length && text.slice(end) !== '\r') throw this.#invalid(this.#line, 'followed')
    return this.#row(open.line, open.values)
  }

  #pastBlanks(text: string, from: number): number {
    if (!this.#trims) return from
    let at = from
    while ((text[at] === ' ' || text[at] === '\t') && text[at] !== this.#options.delimiter) at += 1
    return at
  }

  #invalid(line: number, problem: 'unclosed' | 'followed'): HeliconError {
    return new HeliconError('QUOTE_INVALID', { file: this.#name, line, problem })
  }
}
