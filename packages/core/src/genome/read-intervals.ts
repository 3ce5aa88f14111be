import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import type { ByteSource, Compression } from '../io/byte-source.js'
import { readLines } from '../io/lines.js'
import { textBytes } from '../io/text-bytes.js'
import type { BedInterval } from './bed-interval.js'
import { columnsOf, hasSummit, intervalOfColumns, isSkipped, otherFormat } from './interval-line.js'
import { OneBasedSigns } from './one-based-signs.js'

/** A line of BED is short; one of a megabyte is something else. */
const LONGEST_LINE = 1024 * 1024

/** Names of files whose column 10 is the summit. */
const NARROW_PEAK = /\.narrowpeak(\.b?gz)?$/i

/** What became known of a BED file when it was read. */
export interface IntervalFacts {
  /** `narrowPeak`: column 10 is the summit. */
  readonly format: 'bed' | 'narrowPeak'
  readonly intervals: number
  /** How many have a summit. */
  readonly summits: number
  /** Given, not thrown: INTERVALS_ONE_BASED. */
  readonly warnings: readonly HeliconError[]
}

export interface IntervalFile {
  readonly name: string
  readonly intervals: readonly BedInterval[]
  readonly facts: IntervalFacts
}

export interface ReadIntervalsOptions extends TaskOptions {
  /** Called once, after the last interval. */
  readonly onFacts?: ((facts: IntervalFacts) => void) | undefined
}

/**
 * Reads a BED file (three to twelve columns), a narrowPeak, broadPeak or gappedPeak file or the output of IDR, plain or
 * in gzip, in pieces. Columns are cut at tabs, or at blanks in a line without tabs. Blank lines and lines that start with
 * `#`, `track` or `browser` are passed over. Whether column 10 is a summit is seen by the name of the file
 * (`.narrowPeak`) or on the first line of intervals, and holds for all.
 *
 * @throws HeliconError naming the line: INTERVAL_COLUMNS_FEW, INTERVAL_CHROMOSOME_INVALID, INTERVAL_NUMBER_INVALID,
 *   INTERVAL_ORDER_WRONG, INTERVAL_WITHOUT_BASES, INTERVAL_SUMMIT_OUTSIDE, INTERVAL_SUMMIT_UNEXPECTED (a line with a
 *   summit after a first one without); INTERVALS_NOT_BED for GFF, VCF, the table of MACS and others; INTERVALS_EMPTY;
 *   TEXT_UTF16, TEXT_BINARY, TEXT_NOT_UTF8, LINE_TOO_LONG, FILE_MISSING and those of damaged gzip
 */
export async function* readIntervals(
  source: ByteSource,
  compression: Compression,
  options: ReadIntervalsOptions = {},
): AsyncGenerator<readonly BedInterval[]> {
  const reader = new IntervalReader(source.name)
  for await (const lines of readLines(textBytes(source, compression), source.name, { limit: LONGEST_LINE })) {
    options.signal?.throwIfAborted()
    const intervals = lines.flatMap((line) => reader.line(line) ?? [])
    if (intervals.length > 0) yield intervals
  }
  options.onFacts?.(reader.facts())
}

/** A whole BED file, see `readIntervals`. */
export async function readIntervalFile(
  source: ByteSource,
  compression: Compression,
  options: TaskOptions = {},
): Promise<IntervalFile> {
  let facts: IntervalFacts = { format: 'bed', intervals: 0, summits: 0, warnings: [] }
  const onFacts = (found: IntervalFacts) => {
    facts = found
  }
  const pieces: (readonly BedInterval[])[] = []
  for await (const piece of readIntervals(source, compression, { ...options, onFacts })) pieces.push(piece)
  return { name: source.name, intervals: pieces.flat(), facts }
}

class IntervalReader {
  readonly #file: string
  readonly #signs = new OneBasedSigns()
  #line = 0
  #format: 'bed' | 'narrowPeak' | undefined
  /** The line of the first interval. */
  #first = 0
  #intervals = 0
  #summits = 0

  constructor(file: string) {
    this.#file = file
  }

  line(text: string): BedInterval | undefined {
    const place = { file: this.#file, line: ++this.#line }
    // Only the first line of intervals, and the comments before it, tell what kind of file it is.
    const columns = isSkipped(text) ? [] : columnsOf(text)
    const other = this.#format === undefined ? otherFormat(columns, text) : undefined
    if (other !== undefined) throw new HeliconError('INTERVALS_NOT_BED', { ...place, format: other })
    if (columns.length === 0) return undefined
    const isPeak = hasSummit(columns)
    if (this.#format === undefined) {
      this.#format = isPeak || NARROW_PEAK.test(this.#file) ? 'narrowPeak' : 'bed'
      this.#first = place.line
    }
    if (isPeak && this.#format === 'bed')
      throw new HeliconError('INTERVAL_SUMMIT_UNEXPECTED', { ...place, first: this.#first })
    const interval = intervalOfColumns(columns, this.#format === 'narrowPeak', place)
    this.#signs.add(interval)
    this.#intervals++
    if (interval.summit !== undefined) this.#summits++
    return interval
  }

  facts(): IntervalFacts {
    if (this.#intervals === 0 || this.#format === undefined)
      throw new HeliconError('INTERVALS_EMPTY', { file: this.#file })
    const warning = this.#signs.warning(this.#file)
    return {
      format: this.#format,
      intervals: this.#intervals,
      summits: this.#summits,
      warnings: warning === undefined ? [] : [warning],
    }
  }
}
