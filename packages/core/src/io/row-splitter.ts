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

/** A value in quotes that is not closed yet. */
interface OpenValue {
  /** Where it starts. */
  readonly line: number
  readonly content: string
}

/** A row that a value in quotes carries over the end of a line. */
interface OpenRow {
  readonly line: number
  readonly values: string[]
  readonly value: OpenValue
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
      return this.#values(text, open.line, open.values, open.value)
    }
    const { delimiter } = this.#options
    const line = withoutReturn(text)
    if (delimiter === ' ') return this.#row(this.#line, line.trim().split(/\s+/))
    if (line.includes(QUOTE)) return this.#values(text, this.#line, [], undefined)
    const values = line.split(delimiter)
    return this.#row(this.#line, this.#trims ? values.map((value) => value.trim()) : values)
  }

  /** @throws HeliconError `QUOTE_INVALID` where a value in quotes is still open */
  finish(): void {
    if (this.#open !== undefined) throw this.#invalid(this.#open.value.line, 'unclosed')
  }

  #row(line: number, values: readonly string[]): DelimitedRow | undefined {
    return values.length > 1 || values[0] !== '' ? { line, values } : undefined
  }

  /** The values of a line to the end of the row; the first goes on in quotes where one is open. */
  #values(text: string, line: number, values: string[], opened: OpenValue | undefined): DelimitedRow | undefined {
    const { delimiter } = this.#options
    let open = opened
    let at = 0
    for (;;) {
      if (open === undefined) {
        const first = this.#pastBlanks(text, at)
        if (text[first] !== QUOTE) {
          const end = text.indexOf(delimiter, at)
          const value = end < 0 ? withoutReturn(text.slice(at)) : text.slice(at, end)
          values.push(this.#trims ? value.trim() : value)
          if (end < 0) return this.#row(line, values)
          at = end + delimiter.length
          continue
        }
        open = { line: this.#line, content: '' }
        at = first + 1
      }
      const { content, end } = this.#quoted(text, at, open)
      if (end === undefined) {
        this.#open = { line, values, value: { ...open, content } }
        return undefined
      }
      open = undefined
      values.push(content)
      const next = this.#afterQuote(text, end)
      if (next === undefined) return this.#row(line, values)
      at = next
    }
  }

  /** Goes on inside a value in quotes, from `start`. @returns where it is closed, unless the line ends before */
  #quoted(
    text: string,
    start: number,
    open: OpenValue,
  ): { readonly content: string; readonly end: number | undefined } {
    let { content } = open
    let from = start
    for (;;) {
      const quote = text.indexOf(QUOTE, from)
      if (quote < 0) {
        content += `${text.slice(from)}\n`
        if (content.length > (this.#options.limit ?? 64 * 1024 * 1024)) throw this.#invalid(open.line, 'unclosed')
        return { content, end: undefined }
      }
      content += text.slice(from, quote)
      if (text[quote + 1] !== QUOTE) return { content, end: quote + 1 }
      content += QUOTE
      from = quote + 2
    }
  }

  /** Where the value after the one that is closed at `from` starts; undefined at the end of the row. */
  #afterQuote(text: string, from: number): number | undefined {
    const { delimiter } = this.#options
    const end = this.#pastBlanks(text, from)
    if (text.startsWith(delimiter, end)) return end + delimiter.length
    if (end < text.length && text.slice(end) !== '\r') throw this.#invalid(this.#line, 'followed')
    return undefined
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
