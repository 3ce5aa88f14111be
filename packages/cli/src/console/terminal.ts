import type { Language } from '@helicon/core'
import { streamError } from '@helicon/core/node'
import pc from 'picocolors'
import stringWidth from 'string-width'
import { type Texts, textsIn } from '../texts/index.js'
import { printableLines } from './printable.js'

/** What a command writes to: data to standard output, all that is said to people to standard error. */
export interface Terminal {
  readonly language: Language
  readonly texts: Texts
  readonly json: boolean
  readonly quiet: boolean
  /** Whether standard error is a screen on which a line can be replaced. */
  readonly live: boolean
  /** Width of the screen; 80 where it is unknown. */
  readonly columns: number
  /** Writes data to standard output; resolves when it has been taken, so that a slow reader slows the writer. */
  data(text: string): Promise<void>
  /** One or more lines for people; nothing with `--quiet`. */
  say(text: string): void
  warn(text: string): void
  fail(text: string): void
  /**
   * Replaces the progress line on a screen; does nothing elsewhere. An empty text removes it. Of several parts those
   * that the screen has no room for are left out from the end, so that no number is ever cut in two.
   */
  progress(text: string | readonly string[]): void
  readonly emphasis: (text: string) => string
  readonly dim: (text: string) => string
}

export interface TerminalOptions {
  readonly language: Language
  readonly json: boolean
  readonly quiet: boolean
}

export function openTerminal(options: TerminalOptions): Terminal {
  const { stdout, stderr } = process
  const texts = textsIn(options.language)
  const live = stderr.isTTY === true && process.env.TERM !== 'dumb'
  const colors = pc.createColors(live && !process.env.NO_COLOR)
  let shown = false
  const clear = () => {
    if (shown) stderr.write('\r\x1b[K')
    shown = false
  }
  const line = (text: string) => {
    clear()
    stderr.write(`${text}\n`)
  }
  return {
    ...options,
    texts,
    live,
    columns: stderr.columns ?? 80,
    data: (text) => writeAll(stdout, text, texts.usage.standardOutput),
    say: (text) => {
      if (!options.quiet) line(text)
    },
    warn: (text) => {
      if (!options.quiet) line(`${colors.yellow(texts.usage.warning)}: ${printableLines(text)}`)
    },
    fail: (text) => line(`${colors.red(texts.usage.error)}: ${printableLines(text)}`),
    progress: (text) => {
      if (options.quiet || !live) return
      if (text === '') return clear()
      shown = true
      stderr.write(`\r${fitParts(typeof text === 'string' ? [text] : text, (stderr.columns ?? 80) - 1)}\x1b[K`)
    },
    emphasis: colors.bold,
    dim: colors.dim,
  }
}

/** As many of the parts as fit into `columns` of the screen; of the first one at least its start. */
export function fitParts(parts: readonly string[], columns: number): string {
  let kept = parts.length
  while (kept > 1 && stringWidth(parts.slice(0, kept).join('  ')) > columns) kept--
  return fitWidth(parts.slice(0, kept).join('  '), columns)
}

/** The start of `text` that fits into `columns` of the screen; a Hangul syllable takes two. */
export function fitWidth(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text
  let kept = ''
  let width = 0
  for (const character of text) {
    width += stringWidth(character)
    if (width > columns) break
    kept += character
  }
  return kept
}

function writeAll(stream: NodeJS.WriteStream, text: string, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => (error ? reject(streamError(error, name)) : resolve()))
  })
}
