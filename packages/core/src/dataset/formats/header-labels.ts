/** The words before `=` that say that a label follows, in the order in which they are looked for. */
const KEYS = ['label', 'class', 'target'].flatMap((key) => [
  key,
  `${key[0]?.toUpperCase()}${key.slice(1)}`,
  key.toUpperCase(),
])

/** The line after `>`: an id and what follows it. */
export interface SequenceHeader {
  readonly id: string
  readonly description: string
}

/** How the headers of a file carry labels. */
export interface HeaderLabels {
  /** One a label; empty where there are none. */
  readonly names: readonly string[]
  /** The labels of a header, '' each where it has none; there may be more or fewer than names. */
  read(header: SequenceHeader): readonly string[]
}

const NO_LABELS: HeaderLabels = { names: [], read: () => [] }

/**
 * Looks whether headers carry labels. With `auto` the first of these that fits:
 * - `label=`, `class=` or `target=` in any of the headers, at a word's start: `>id label=1`, `>id|class=EI`, in several
 *   columns `>id label=1,0`. The value ends at a blank, `|` or `;`, or stands in double quotes;
 * - after every id nothing but 0 or 1: `>id 1`.
 *
 * @param headers the first of the file
 * @param option `auto`, `none`, or the word before `=`
 */
export function findHeaderLabels(headers: readonly SequenceHeader[], option: string): HeaderLabels {
  if (option === 'none') return NO_LABELS
  for (const key of option === 'auto' ? KEYS : [option]) {
    const first = headers.map((header) => valuesOfKey(header, key)).find((values) => values !== undefined)
    if (first !== undefined) return keyLabels(key, first.length)
  }
  if (option !== 'auto') return keyLabels(option, 1)
  const bare = headers.length > 0 && headers.every(({ description }) => description === '0' || description === '1')
  return bare ? { names: ['label'], read: ({ description }) => [description] } : NO_LABELS
}

function keyLabels(key: string, count: number): HeaderLabels {
  const name = KEYS.includes(key) ? key.toLowerCase() : key
  const names = count === 1 ? [name] : Array.from({ length: count }, (_, i) => `${name}${i + 1}`)
  const missing = names.map(() => '')
  return { names, read: (header) => valuesOfKey(header, key) ?? missing }
}

/** What follows `key=` in the header; undefined where it is not there. */
function valuesOfKey({ id, description }: SequenceHeader, key: string): string[] | undefined {
  const text = `${id} ${description}`
  const word = `${key}=`
  let at = text.indexOf(word)
  while (at > 0 && !isSeparator(text[at - 1])) at = text.indexOf(word, at + 1)
  return at < 0 ? undefined : valuesAt(text, at + word.length)
}

function valuesAt(text: string, start: number): string[] {
  const values: string[] = []
  let at = start
  for (;;) {
    const { value, end } = text[at] === '"' ? quotedValue(text, at + 1) : plainValue(text, at)
    values.push(value)
    if (text[end] !== ',') return values
    at = end + 1
  }
}

function plainValue(text: string, start: number): { value: string; end: number } {
  let end = start
  while (end < text.length && text[end] !== ',' && !isSeparator(text[end])) end++
  return { value: text.slice(start, end), end }
}

/** A value in double quotes, where a quote is doubled; without a closing one it ends with the header. */
function quotedValue(text: string, start: number): { value: string; end: number } {
  let value = ''
  let from = start
  for (;;) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return { value: value + text.slice(from), end: text.length }
    value += text.slice(from, quote)
    if (text[quote + 1] !== '"') return { value: value.trim(), end: quote + 1 }
    value += '"'
    from = quote + 2
  }
}

function isSeparator(letter: string | undefined): boolean {
  return letter === ' ' || letter === '\t' || letter === '|' || letter === ';'
}
