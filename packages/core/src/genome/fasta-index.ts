import { HeliconError } from '../core/errors.js'
import type { ByteSource } from '../io/byte-source.js'
import { readLines } from '../io/lines.js'

/** Where a sequence lies in a FASTA file: a line of the `.fai` that `samtools faidx` writes. */
export interface FastaIndexEntry {
  /** What follows `>` up to the first blank. */
  readonly name: string
  /** Bases. */
  readonly length: number
  /** The byte of its first base. */
  readonly offset: number
  /** Bases on each line but the last. */
  readonly lineBases: number
  /** Bytes of each line but the last, with its end. */
  readonly lineWidth: number
}

/** Five columns; a name may be long, a line of a megabyte is none. */
const LONGEST_LINE = 1024 * 1024
/** An end of a line, with blanks before it where there are some. */
const LONGEST_LINE_END = 1024
const NUMBER = /^\d{1,16}$/

/** The text of a `.fai`: five columns, one line a sequence. */
export function faiText(entries: readonly FastaIndexEntry[]): string {
  return entries
    .map(({ name, length, offset, lineBases, lineWidth }) =>
      [name, length, offset, lineBases, `${lineWidth}\n`].join('\t'),
    )
    .join('')
}

/**
 * Reads a `.fai`. Whether it fits its FASTA file is another question.
 *
 * @throws HeliconError GENOME_INDEX_LINE_INVALID naming the line; TEXT_NOT_UTF8, LINE_TOO_LONG, FILE_MISSING
 */
export async function readFai(source: ByteSource): Promise<FastaIndexEntry[]> {
  const entries: FastaIndexEntry[] = []
  let line = 0
  for await (const lines of readLines(source.stream(), source.name, { limit: LONGEST_LINE })) {
    for (const text of lines) {
      line++
      if (text !== '') entries.push(entryOfLine(text, source.name, line))
    }
  }
  return entries
}

function entryOfLine(text: string, file: string, line: number): FastaIndexEntry {
  const columns = text.split('\t', 6)
  const [name = '', ...numbers] = columns
  const [length = 0, offset = 0, lineBases = 0, lineWidth = 0] = numbers.map(Number)
  const isIndex =
    columns.length === 5 &&
    name !== '' &&
    numbers.every((number) => NUMBER.test(number)) &&
    Number.isSafeInteger(length + offset) &&
    lineWidth >= lineBases &&
    lineWidth - lineBases <= LONGEST_LINE_END &&
    // More than a line of bases: lines must end, and hold something.
    (length <= lineBases || (lineBases > 0 && lineWidth > lineBases))
  if (!isIndex) throw new HeliconError('GENOME_INDEX_LINE_INVALID', { file, line, found: text.slice(0, 60) })
  return { name, length, offset, lineBases, lineWidth }
}

/** The byte of base `position` (0-based), 0 <= position < length. */
export function byteOfBase(entry: FastaIndexEntry, position: number): number {
  const line = Math.floor(position / entry.lineBases)
  return entry.offset + line * entry.lineWidth + (position - line * entry.lineBases)
}

/** The byte after the last base, before the end of its line. */
export function byteAfterBases(entry: FastaIndexEntry): number {
  return entry.length === 0 ? entry.offset : byteOfBase(entry, entry.length - 1) + 1
}

/** The name in a header without its `>`: up to the first blank of ASCII, as samtools has it. Empty where there is none. */
export function firstWord(header: string): string {
  return /[^\t-\r ]+/.exec(header)?.[0] ?? ''
}
