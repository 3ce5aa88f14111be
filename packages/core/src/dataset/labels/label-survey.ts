import { HeliconError } from '../../core/errors.js'
import { isMissingText, isNumberText } from '../formats/column-contents.js'
import type { RawRecords } from '../stream.js'

/** The most classes of a label column. */
export const MOST_CLASSES = 1000
/** The longest name of a class, in characters. */
const LONGEST_WORD = 200

/** How often a word is a label, and where it is first. */
export interface WordCount {
  readonly word: string
  count: number
  readonly line: number
}

/** Labels that are not there. */
export interface MissingLabels {
  readonly count: number
  /** Of the first. */
  readonly file: string
  readonly line: number
  readonly text: string
}

/** Where the labels of a piece come from, for messages. */
interface Place {
  readonly file: string
  readonly line: number
}

/** What all the values of one label column are. */
export class ColumnSurvey {
  readonly title: string
  /** Different texts, missing ones left out; undefined where there are more numbers than classes may be. */
  words: Map<string, WordCount> | undefined = new Map()
  missing: MissingLabels | undefined
  /** The first value that is no number. */
  notNumber: (Place & { readonly text: string }) | undefined
  /** Values that are there. */
  count = 0
  hasFraction = false
  hasOtherThanZeroOne = false
  #dashes: MissingLabels | undefined

  constructor(title: string) {
    this.title = title
  }

  /** Takes the values of a piece. @throws HeliconError LABEL_TOO_MANY_CLASSES, LABEL_TOO_LONG */
  take(values: readonly string[], lines: Uint32Array, file: string): void {
    for (let row = 0; row < values.length; row++) {
      const text = values[row] ?? ''
      const known = this.words?.get(text)
      this.count++
      if (known !== undefined) known.count++
      else this.#takeNew(text, { file, line: lines[row] ?? 0 })
    }
  }

  /** Whether all values that are there are numbers. */
  get isNumeric(): boolean {
    return this.count > 0 && this.notNumber === undefined
  }

  #takeNew(text: string, place: Place): void {
    if (isMissingText(text)) {
      this.count--
      if (text === '-') this.#dashes = addMissing(this.#dashes, { ...place, count: 1, text })
      else this.missing = addMissing(this.missing, { ...place, count: 1, text })
      return
    }
    const title = { ...place, column: this.title }
    if (text.length > LONGEST_WORD) throw new HeliconError('LABEL_TOO_LONG', { ...title, limit: LONGEST_WORD })
    if (isNumberText(text)) {
      const value = Number(text)
      this.hasFraction ||= !Number.isInteger(value)
      this.hasOtherThanZeroOne ||= value !== 0 && value !== 1
    } else this.notNumber ??= { ...place, text }
    if (this.words === undefined && this.notNumber === undefined) return
    if (this.words === undefined || this.words.size >= MOST_CLASSES) {
      if (this.notNumber !== undefined)
        throw new HeliconError('LABEL_TOO_MANY_CLASSES', { ...title, limit: MOST_CLASSES })
      this.words = undefined
      return
    }
    const word = ownText(text)
    this.words.set(word, { word, count: 1, line: place.line })
  }

  /** To be called after the last piece: a dash is a word where there is a plus, and else says that a label is missing. */
  finish(): void {
    const dashes = this.#dashes
    if (dashes === undefined) return
    if (this.words?.has('+') === true) {
      this.words.set('-', { word: '-', count: dashes.count, line: dashes.line })
      this.count += dashes.count
    } else this.missing = addMissing(this.missing, dashes)
  }
}

function addMissing(sum: MissingLabels | undefined, more: MissingLabels): MissingLabels {
  return sum === undefined ? more : { ...sum, count: sum.count + more.count }
}

/** What all labels of records are. */
export interface LabelSurvey {
  readonly columns: readonly ColumnSurvey[]
  /** Whether every record has exactly one 1 and else 0. */
  readonly isOneHot: boolean
  readonly records: number
}

/** Looks at all labels, piece by piece. */
export async function surveyLabels(
  pieces: AsyncIterable<RawRecords>,
  names: readonly string[],
  name: string,
): Promise<LabelSurvey> {
  const columns = names.map((title) => new ColumnSurvey(title))
  let isOneHot = names.length > 1
  let records = 0
  for await (const { labels, lines, file = name, labelPlaces = { file, lines } } of pieces) {
    columns.forEach((column, i) => {
      column.take(labels[i] ?? [], labelPlaces.lines, labelPlaces.file)
    })
    isOneHot &&= everyRowIsOneHot(labels, lines.length)
    records += lines.length
  }
  for (const column of columns) column.finish()
  return { columns, isOneHot, records }
}

function everyRowIsOneHot(labels: readonly (readonly string[])[], records: number): boolean {
  for (let row = 0; row < records; row++) {
    let ones = 0
    for (const column of labels) {
      const text = column[row] ?? ''
      const value = text === '' ? Number.NaN : Number(text)
      if (value !== 0 && value !== 1) return false
      ones += value
    }
    if (ones !== 1) return false
  }
  return true
}

/** The same text in memory of its own, not as a part of the chunk of the file that it was read from. */
function ownText(text: string): string {
  return Array.from(text).join('')
}
