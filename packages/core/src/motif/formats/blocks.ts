import { HeliconError } from '../../core/errors.js'
import { lineKind, type NumberRow } from './line-kind.js'
import { idAndName, type MotifText, placeOfLine, unexpectedLine } from './motif-text.js'

/** Rows of numbers that stand together, and what is said above them. */
export interface Block {
  /** Index of its first line. */
  readonly index: number
  /** The text after `>`, or of a line that is nothing else. */
  readonly heading?: string
  /** Such as `Motif` and `Species`. */
  readonly fields: ReadonlyMap<string, string>
  /** The order of the columns, where a line such as `Pos A C G T` gives it. */
  readonly columns?: string
  readonly rows: readonly NumberRow[]
}

interface OpenBlock {
  index: number
  heading?: string
  fields: Map<string, string>
  columns?: string
  rows: NumberRow[]
}

/**
 * Cuts a file into blocks. A blank line, a comment or what stands above a matrix ends the rows before it. A line that is
 * nothing else, right above a row, is the name of the matrix.
 *
 * @throws HeliconError MOTIF_FILE_EMPTY, MOTIF_FILE_ALPHABET, MOTIF_LINE_UNEXPECTED, MOTIF_TRUNCATED (a heading without
 *   rows)
 */
export function readBlocks(text: MotifText): Block[] {
  const reader = new BlockReader(text)
  for (let index = 0; index < text.lines.length; index++) {
    const line = lineKind(text, index)
    switch (line.kind) {
      case 'blank':
      case 'comment':
        reader.endRows()
        break
      case 'ignored':
        break
      case 'row':
        reader.add(line.row)
        break
      case 'heading':
        reader.setHeading(line.text, index)
        break
      case 'columns':
        reader.setColumns(line.text, index)
        break
      case 'field':
        reader.setField(line.key, line.text, index)
        break
      case 'other':
        if (lineKind(text, index + 1).kind !== 'row') throw unexpectedLine(text, index, ROW_OR_HEADING)
        reader.setHeading(line.text, index)
    }
  }
  return reader.finish()
}

const ROW_OR_HEADING = { en: 'a row of numbers or a heading', ko: '수로 된 행이나 머리줄' }

class BlockReader {
  readonly #text: MotifText
  readonly #blocks: Block[] = []
  #open: OpenBlock | undefined

  constructor(text: MotifText) {
    this.#text = text
  }

  add(row: NumberRow): void {
    this.#opened(row.index).rows.push(row)
  }

  setHeading(heading: string, index: number): void {
    this.endRows()
    if (this.#open?.heading !== undefined) this.#throwWithoutRows(this.#open)
    this.#opened(index).heading = heading
  }

  setColumns(columns: string, index: number): void {
    this.endRows()
    if (this.#open?.columns !== undefined) this.#throwWithoutRows(this.#open)
    this.#opened(index).columns = columns
  }

  setField(key: string, value: string, index: number): void {
    this.endRows()
    if (this.#open?.fields.has(key) === true) this.#throwWithoutRows(this.#open)
    this.#opened(index).fields.set(key, value)
  }

  /** The block is complete where it has rows. */
  endRows(): void {
    if (this.#open === undefined || this.#open.rows.length === 0) return
    this.#blocks.push(this.#open)
    this.#open = undefined
  }

  finish(): Block[] {
    this.endRows()
    if (this.#open !== undefined) this.#throwWithoutRows(this.#open)
    if (this.#blocks.length === 0) throw new HeliconError('MOTIF_FILE_EMPTY', { file: this.#text.file })
    return this.#blocks
  }

  #opened(index: number): OpenBlock {
    this.#open ??= { index, fields: new Map(), rows: [] }
    return this.#open
  }

  #throwWithoutRows(block: OpenBlock): never {
    throw new HeliconError('MOTIF_TRUNCATED', {
      ...placeOfLine(this.#text, block.index),
      motif: titleOf(block, this.#blocks.length),
      missing: 'matrix',
      found: 0,
      expected: 1,
    })
  }
}

/** What to call a block: by its heading, or by its number in the file, from 1. */
export function titleOf(block: Pick<Block, 'heading' | 'fields'>, number: number): string {
  return idAndName(block.heading ?? block.fields.get('Motif') ?? '').id || `motif${number + 1}`
}
