import { HeliconError } from '../core/errors.js'

/** One row of a table: its values and the line on which it starts (the first line is 1). */
export interface DelimitedRow {
  readonly line: number
  readonly values: readonly string[]
}

/**
 * Splits text such as CSV or TSV into rows. Values in double quotes may hold delimiters, line ends and doubled quotes
 * (RFC 4180). Empty lines are skipped. Throws `QUOTE_INVALID` naming the line.
 */
export function parseDelimited(text: string, delimiter: string, name: string): DelimitedRow[] {
  const rows: DelimitedRow[] = []
  let at = 0
  let line = 1
  while (at < text.length) {
    const start = line
    const values: string[] = []
    for (;;) {
      const value = text[at] === '"' ? quoted(text, at, delimiter, name, line) : plain(text, at, delimiter)
      values.push(value.text)
      line += value.lines
      at = value.end
      if (text[at] !== delimiter) break
      at += 1
    }
    if (text[at] === '\r') at += 1
    if (text[at] === '\n') at += 1
    line += 1
    if (values.length > 1 || values[0] !== '') rows.push({ line: start, values })
  }
  return rows
}

interface Value {
  readonly text: string
  readonly end: number
  /** Line ends inside the value. */
  readonly lines: number
}

function plain(text: string, start: number, delimiter: string): Value {
  let end = start
  while (end < text.length && text[end] !== delimiter && !endsLine(text, end)) end += 1
  return { text: text.slice(start, end), end, lines: 0 }
}

function quoted(text: string, start: number, delimiter: string, name: string, line: number): Value {
  let content = ''
  let from = start + 1
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) throw new HeliconError('QUOTE_INVALID', { file: name, line, problem: 'unclosed' })
    content += text.slice(from, quote)
    from = quote + 1
    if (text[from] !== '"') break
    content += '"'
    from += 1
  }
  if (from < text.length && text[from] !== delimiter && !endsLine(text, from))
    throw new HeliconError('QUOTE_INVALID', { file: name, line, problem: 'followed' })
  return { text: content, end: from, lines: content.split('\n').length - 1 }
}

function endsLine(text: string, at: number): boolean {
  return text[at] === '\n' || (text[at] === '\r' && (text[at + 1] === '\n' || at + 1 === text.length))
}
