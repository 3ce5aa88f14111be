import { HeliconError } from '../core/errors.js'
import type { BedInterval } from './bed-interval.js'

/** The columns that a line is cut into at most: those of an IDR file, the widest there is. */
const MOST_COLUMNS = 20
const SUMMIT_COLUMN = 9
const LONGEST_NAME = 255
const WHOLE_NUMBER = /^\d{1,15}$/
const SUMMIT = /^(-1|\d{1,15})$/
const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/
/** What peak callers write for a score that is none or has no bound. */
const NOT_FINITE = /^[-+]?(inf|infinity|nan|na)$/i
const CONTROL = /\p{Cc}/u

/** Where a line stands, for messages. */
export interface LinePlace {
  readonly file: string
  readonly line: number
}

/** Columns of a line: cut at tabs where it has one (a name may hold blanks then), else at blanks. */
export function columnsOf(text: string): string[] {
  if (text.includes('\t')) return text.split('\t', MOST_COLUMNS).map((column) => column.trim())
  return text.trim().split(/\s+/, MOST_COLUMNS)
}

/** Whether a line is none of intervals: blank, a comment, or one for a genome browser. */
export function isSkipped(text: string): boolean {
  return text.startsWith('#') || text.trim() === '' || /^(track|browser)(\s|$)/.test(text)
}

/**
 * Whether the tenth column is the summit, counted from the start, as in narrowPeak and in the output of IDR, which
 * begins with the same ten columns. BED with twelve columns and gappedPeak have the number of blocks there.
 */
export function hasSummit(columns: readonly string[]): boolean {
  const [, , , , , strand = '', ...rest] = columns
  const [signal = '', p = '', q = '', summit = ''] = rest
  return (
    /^[-+.]$/.test(strand) &&
    [signal, p, q].every((value) => NUMBER.test(value) || NOT_FINITE.test(value)) &&
    SUMMIT.test(summit) &&
    !hasBlocks(columns)
  )
}

/** Whether columns 10 to 12 are blocks: their number, that many sizes, that many starts of which the first is 0. */
function hasBlocks(columns: readonly string[]): boolean {
  const [count, sizes, starts] = columns.slice(SUMMIT_COLUMN, SUMMIT_COLUMN + 3)
  if (sizes === undefined || starts === undefined) return false
  const isList = (list: string): boolean => {
    const values = list.replace(/,$/, '').split(',', 10_000)
    return values.length === Number(count) && values.every((value) => WHOLE_NUMBER.test(value))
  }
  return isList(sizes) && isList(starts) && /^0(,|$)/.test(starts)
}

/**
 * The interval of a line.
 *
 * @param summit whether column 10 is the summit
 * @throws HeliconError INTERVAL_COLUMNS_FEW, INTERVAL_CHROMOSOME_INVALID, INTERVAL_NUMBER_INVALID, INTERVAL_ORDER_WRONG,
 *   INTERVAL_WITHOUT_BASES, INTERVAL_SUMMIT_OUTSIDE
 */
export function intervalOfColumns(columns: readonly string[], summit: boolean, place: LinePlace): BedInterval {
  const expected = summit ? SUMMIT_COLUMN + 1 : 3
  if (columns.length < expected)
    throw new HeliconError('INTERVAL_COLUMNS_FEW', { ...place, found: columns.length, expected })
  const [chromosome = '', startText = '', endText = '', name = '', score = '', strand = ''] = columns
  if (chromosome === '' || chromosome.length > LONGEST_NAME || CONTROL.test(chromosome))
    throw new HeliconError('INTERVAL_CHROMOSOME_INVALID', { ...place, found: chromosome.slice(0, 60) })
  const start = coordinate(startText, 'start', place)
  const end = coordinate(endText, 'end', place)
  if (start > end) throw new HeliconError('INTERVAL_ORDER_WRONG', { ...place, start, end })
  if (start === end) throw new HeliconError('INTERVAL_WITHOUT_BASES', { ...place, start })
  return {
    ...{ chromosome, start, end },
    name: name === '' || name === '.' ? undefined : name,
    score: NUMBER.test(score) ? Number(score) : undefined,
    strand: strand === '+' || strand === '-' ? strand : undefined,
    summit: summit ? summitOf(columns[SUMMIT_COLUMN] ?? '', start, end, place) : undefined,
    ...place,
  }
}

function coordinate(text: string, column: 'start' | 'end', place: LinePlace): number {
  if (WHOLE_NUMBER.test(text)) return Number(text)
  throw new HeliconError('INTERVAL_NUMBER_INVALID', { ...place, column, found: text.slice(0, 60) })
}

function summitOf(text: string, start: number, end: number, place: LinePlace): number | undefined {
  if (!SUMMIT.test(text))
    throw new HeliconError('INTERVAL_NUMBER_INVALID', { ...place, column: 'summit', found: text.slice(0, 60) })
  const found = Number(text)
  if (found < 0) return undefined
  // Peak callers round: ENCODE's files have summits right at the end, after the last base.
  if (found > end - start) throw new HeliconError('INTERVAL_SUMMIT_OUTSIDE', { ...place, found, length: end - start })
  return start + found
}

/** What a line is of instead, where it is plainly not of BED. */
export function otherFormat(
  columns: readonly string[],
  text: string,
): 'gff' | 'vcf' | 'macs' | 'sam' | 'fasta' | undefined {
  if (/^##fileformat=VCF/i.test(text)) return 'vcf'
  if (/^##(gff-version|gtf)/i.test(text)) return 'gff'
  if (/^@(HD|SQ|RG|PG|CO)\t/.test(text)) return 'sam'
  if (/^[>@]/.test(text)) return 'fasta'
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = columns
  const words = [first, second, third].map((word) => word.toLowerCase())
  if (words.join(' ') === 'chr start end' && fourth === 'length') return 'macs'
  const numbers = [second, third, fourth, fifth].map((column) => WHOLE_NUMBER.test(column))
  if (columns.length >= 8 && !numbers[0] && !numbers[1] && numbers[2] && numbers[3]) return 'gff'
  if (columns.length >= 8 && numbers[0] && !numbers[1] && /^[ACGTN]+$/i.test(fourth) && /^[ACGTN,.*<]/i.test(fifth))
    return 'vcf'
  return undefined
}
