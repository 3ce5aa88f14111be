import { HeliconError } from '../core/errors.js'

export interface LineOptions {
  /** The longest line in characters. Default 64 Mi: a chromosome on one line does not fit a line reader. */
  readonly limit?: number
  /** Whether the `\r` of a line that ends in `\r\n` stays. Default false. */
  readonly keepReturns?: boolean
}

/**
 * Lines of UTF-8 text, without their ends (`\n` or `\r\n`), in batches of the lines that one chunk completes. A byte
 * order mark at the start is dropped; a last line without an end counts. Throws `TEXT_NOT_UTF8` and `LINE_TOO_LONG`,
 * naming the line (the first is 1).
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  options: LineOptions = {},
): AsyncGenerator<readonly string[]> {
  const limit = options.limit ?? 64 * 1024 * 1024
  const ended = options.keepReturns === true ? (line: string) => line : withoutReturn
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  let rest = ''
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch (cause) {
      throw new HeliconError('TEXT_NOT_UTF8', { file: name, line: line + linesBeforeInvalid(bytes) }, { cause })
    }
  }
  for await (const chunk of chunks) {
    const text = decode(chunk)
    rest += text
    if (text.includes('\n')) {
      const parts = rest.split('\n')
      rest = parts.pop() ?? ''
      yield parts.map(ended)
      line += parts.length
    }
    if (rest.length > limit) throw new HeliconError('LINE_TOO_LONG', { file: name, line, limit })
  }
  rest += decode()
  if (rest.length > 0) yield [ended(rest)]
}

/** Ends of lines in a chunk before its first byte that is not UTF-8. */
function linesBeforeInvalid(chunk: Uint8Array | undefined): number {
  if (chunk === undefined) return 0
  const text = new TextDecoder().decode(chunk)
  return text.slice(0, Math.max(0, text.indexOf('\ufffd'))).split('\n').length - 1
}

/** A line without the `\r` of its end. */
export function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
