import { HeliconError } from '../core/errors.js'
import type { RandomAccessSource } from '../io/byte-source.js'
import { byteAfterBases, byteOfBase, type FastaIndexEntry, firstWord } from './fasta-index.js'

const NEWLINE = 10

/** Between two sequences lie blank lines and a header, no more. */
const LONGEST_GAP = 1024 * 1024

/** Why an index does not fit, for the message. */
export type IndexProblem = 'header' | 'lines' | 'size' | 'rest'

/**
 * Checks that an index belongs to its FASTA file, by looking at the few places that it speaks of: before each sequence
 * stands its header and nothing else, its first and its last line end where the index says, and after the last
 * sequence the file ends. A file that had bases inserted, removed or wrapped anew does not pass; one in which letters
 * were exchanged for others does.
 *
 * @throws HeliconError GENOME_INDEX_MISMATCH naming the first sequence in the file that does not fit
 */
export async function checkFastaIndex(
  file: RandomAccessSource,
  index: string,
  entries: readonly FastaIndexEntry[],
): Promise<void> {
  const sorted = [...entries].sort((a, b) => a.offset - b.offset)
  let end = 0
  for (const entry of sorted) {
    const problem = await problemOf(file, entry, end)
    if (problem !== undefined) throw mismatch(file, index, entry, problem)
    end = byteAfterBases(entry)
  }
  const last = sorted.at(-1)
  if (last === undefined) return
  const fits = file.size - end <= LONGEST_GAP && (await linesOf(file, end, file.size)).every(holdsNoBase)
  if (!fits) throw mismatch(file, index, last, 'rest')
}

async function problemOf(
  file: RandomAccessSource,
  entry: FastaIndexEntry,
  previousEnd: number,
): Promise<IndexProblem | undefined> {
  if (byteAfterBases(entry) > file.size) return 'size'
  if (entry.offset < previousEnd || entry.offset - previousEnd > LONGEST_GAP) return 'header'
  const lines = await linesOf(file, previousEnd, entry.offset)
  // A lone header at the end of a file may lack its line end.
  if (lines.at(-1) === '') lines.pop()
  else if (entry.offset < file.size) return 'header'
  const header = lines.at(-1) ?? ''
  if (!lines.every(holdsNoBase) || !header.startsWith('>') || firstWord(header.slice(1)) !== entry.name) return 'header'
  return (await linesFit(file, entry)) ? undefined : 'lines'
}

/** Whether the first and the last full line end where they should, and the sequence does. */
async function linesFit(file: RandomAccessSource, entry: FastaIndexEntry): Promise<boolean> {
  const { length, offset, lineBases, lineWidth } = entry
  if (length === 0) return true
  const end = byteAfterBases(entry)
  if (!(await endsLine(file, end, Math.min(end + lineWidth - lineBases, file.size)))) return false
  if (length <= lineBases) return true
  const lastLine = byteOfBase(entry, Math.floor((length - 1) / lineBases) * lineBases)
  return (
    (await endsLine(file, offset + lineBases, offset + lineWidth)) &&
    (await endsLine(file, lastLine - (lineWidth - lineBases), lastLine)) &&
    !(await endsLine(file, lastLine, lastLine + 1))
  )
}

/** Whether [start, end) is an end of a line: blanks and a line feed. At the end of the file nothing is one too. */
async function endsLine(file: RandomAccessSource, start: number, end: number): Promise<boolean> {
  if (start === file.size) return true
  const bytes = await file.read(start, end)
  const newline = bytes.indexOf(NEWLINE)
  // The end of the last line may be shorter than those before it.
  return newline >= 0 && bytes.subarray(0, newline).every((byte) => byte <= 32)
}

/** The text of [start, end) cut at line feeds: where the last is empty, it ends with one. */
async function linesOf(file: RandomAccessSource, start: number, end: number): Promise<string[]> {
  return new TextDecoder().decode(await file.read(start, end)).split('\n')
}

/** Blank lines and headers without bases may stand between sequences; samtools leaves such headers out of an index. */
function holdsNoBase(line: string): boolean {
  return line.startsWith('>') || line.trim() === ''
}

function mismatch(file: RandomAccessSource, index: string, { name }: FastaIndexEntry, problem: IndexProblem) {
  return new HeliconError('GENOME_INDEX_MISMATCH', { file: index, genome: file.name, record: name, problem })
}
