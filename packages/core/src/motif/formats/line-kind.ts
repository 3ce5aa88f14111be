import { HeliconError } from '../../core/errors.js'
import { likeNumber, type MotifText, placeOfLine, wordsOf } from './motif-text.js'

/** A line of numbers, which may be wrong. */
export interface NumberRow {
  readonly index: number
  /** The base that the row belongs to, in upper case, where it starts with a letter. */
  readonly label?: string
  /** What stands between letter and numbers: `[`, `:`, `|` or nothing. */
  readonly mark: string
  readonly words: readonly string[]
}

/** What a line is, in the formats that are rows of numbers below a heading. */
export type Line =
  | { readonly kind: 'blank' | 'comment' | 'ignored' }
  /** The text after `>`. */
  | { readonly kind: 'heading'; readonly text: string }
  /** The order of the columns, such as `ACGT`. */
  | { readonly kind: 'columns'; readonly text: string }
  | { readonly kind: 'field'; readonly key: string; readonly text: string }
  | { readonly kind: 'row'; readonly row: NumberRow }
  | { readonly kind: 'other'; readonly text: string }

const FIELD = /^(TF Name|TF|Gene|Motif|Family|Species)\s+(.*)$/
const LABELLED = /^\s*([A-Za-z])\s*(?:([:|[])|\s)\s*(.*)$/
const FIRST_COLUMN = /^(pos|position|p0|po|base)$/i
const IGNORED = /^\s*(base(\s+\d+)+|Ent=.*)$/i

/**
 * Looks at the line of index `index`.
 *
 * @throws HeliconError MOTIF_FILE_ALPHABET where rows or columns belong to other letters than A, C, G, T
 */
export function lineKind(text: MotifText, index: number): Line {
  const line = text.lines[index] ?? ''
  if (line === '') return { kind: 'blank' }
  if (line.startsWith('#')) return { kind: 'comment' }
  if (line.startsWith('>')) return { kind: 'heading', text: line.slice(1) }
  if (IGNORED.test(line)) return { kind: 'ignored' }
  const words = wordsOf(line)
  if (likeNumber(words[0])) return { kind: 'row', row: { index, mark: '', words } }
  if (FIRST_COLUMN.test(words[0] ?? '') || (words.length === 4 && words.every((word) => /^[A-Za-z]$/.test(word))))
    return { kind: 'columns', text: requireDna(words.slice(-4).join(''), text, index) }
  const [, letter, mark = '', rest = ''] = LABELLED.exec(line) ?? []
  const numbers = wordsOf(rest.replace('[', ' '))
  if (letter !== undefined && (mark === '[' || likeNumber(numbers[0])))
    return { kind: 'row', row: { index, label: baseOf(letter, text, index), mark: markOf(mark, rest), words: numbers } }
  const [, key, value = ''] = FIELD.exec(line) ?? []
  return key === undefined ? { kind: 'other', text: line.trim() } : { kind: 'field', key, text: value.trim() }
}

/** `A [` and `A  [` alike. */
function markOf(mark: string, rest: string): string {
  return mark === '' && rest.startsWith('[') ? '[' : mark
}

function baseOf(letter: string, text: MotifText, index: number): string {
  const base = letter.toUpperCase()
  if ('ACGT'.includes(base)) return base
  throw new HeliconError('MOTIF_FILE_ALPHABET', { ...placeOfLine(text, index), found: letter })
}

/** Four letters that are A, C, G, T in some order. */
export function requireDna(letters: string, text: MotifText, index: number): string {
  const order = letters.toUpperCase()
  if ([...order].sort().join('') === 'ACGT') return order
  throw new HeliconError('MOTIF_FILE_ALPHABET', { ...placeOfLine(text, index), found: letters })
}
