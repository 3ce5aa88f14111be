import { HeliconError } from '../../core/errors.js'
import { type Block, readBlocks } from './blocks.js'
import { probabilitiesOfWeights } from './hocomoco-reader.js'
import { type Line, lineKind } from './line-kind.js'
import { MOTIF_FORMATS, type MotifFormat } from './motif-format.js'
import { type MotifText, numberOf, placeOfLine } from './motif-text.js'

/** Keys with which a record or the head of a TRANSFAC file starts. */
const TRANSFAC_START = /^(VV|XX|AC|ID|NA|DE|DT|CO|BF|TY|OS)(\s|$)/

/**
 * Tells the format of a file by looking at its first lines, and at the shape of its matrices where these have neither
 * letters nor a heading.
 *
 * @throws HeliconError MOTIF_FILE_EMPTY, MOTIF_FORMAT_UNKNOWN, MOTIF_FORMAT_AMBIGUOUS; MOTIF_FILE_ALPHABET where rows
 *   belong to letters that are no bases of DNA
 */
export function detectMotifFormat(text: MotifText): MotifFormat {
  const first = nextLine(text, 0)
  if (first === undefined) throw new HeliconError('MOTIF_FILE_EMPTY', { file: text.file })
  if (text.lines.some((line) => /^(MEME version\b|letter-probability matrix:)/.test(line))) return 'meme'
  if (TRANSFAC_START.test(text.lines[first] ?? '')) return 'transfac'
  const line = lineKind(text, first)
  const second = nextLine(text, first + 1)
  const below = second === undefined ? undefined : lineKind(text, second)
  const format = line.kind === 'heading' ? ofHeading(line.text, below, text) : ofFirstLine(line, below, text)
  if (format !== undefined) return format
  throw new HeliconError('MOTIF_FORMAT_UNKNOWN', {
    ...placeOfLine(text, first),
    found: (text.lines[first] ?? '').trim().slice(0, 60),
    formats: MOTIF_FORMATS,
  })
}

/** The first line from `index` on that is neither blank nor a comment. */
function nextLine(text: MotifText, index: number): number | undefined {
  for (let i = index; i < text.lines.length; i++) {
    const line = text.lines[i] ?? ''
    if (line !== '' && !line.startsWith('#')) return i
  }
  return undefined
}

function ofHeading(heading: string, below: Line | undefined, text: MotifText): MotifFormat | undefined {
  if (below === undefined || below.kind === 'heading') return 'pfm-four-columns'
  if (below.kind === 'other') return /^[A-Za-z*-]+$/.test(below.text) ? 'sites' : undefined
  if (below.kind === 'columns') return 'pfm-four-columns'
  if (below.kind !== 'row') return undefined
  const { label, mark } = below.row
  if (label !== undefined) return mark === '[' ? 'jaspar' : 'pfm-four-rows'
  const fields = heading.split('\t')
  if (fields.length >= 3 && numberOf(fields[2]?.trim()) !== undefined) return 'homer'
  return ofShape(text)
}

function ofFirstLine(line: Line, below: Line | undefined, text: MotifText): MotifFormat | undefined {
  switch (line.kind) {
    case 'columns':
      return 'pfm-four-columns'
    case 'field':
      return 'cis-bp'
    case 'ignored':
      return 'pfm-four-rows'
    case 'row':
      if (line.row.label === undefined) return ofShape(text)
      return line.row.mark === '[' ? 'jaspar' : 'pfm-four-rows'
    case 'other':
      if (below?.kind !== 'row') return undefined
      if (below.row.label === undefined) return ofShape(text)
      return below.row.mark === ':' ? 'uniprobe' : 'pfm-four-rows'
    default:
      return undefined
  }
}

/** By the numbers of rows and columns of the first matrix without letters that is not 4 x 4; else by the sums. */
function ofShape(text: MotifText): MotifFormat {
  const blocks = readBlocks(text).filter(({ rows }) => rows[0]?.label === undefined)
  for (const { rows } of blocks) {
    const columns = rows[0]?.words.length ?? 0
    if (columns === 4 && rows.length === 4) continue
    if (columns === 4) return ofWeights(blocks)
    // Rows that are cut short are told when they are read.
    return 'pfm-four-rows'
  }
  if (ofWeights(blocks) === 'hocomoco-pwm') return 'hocomoco-pwm'
  return ofSquare(blocks, text)
}

/** Four columns: counts, or weights where there are negative numbers and they are log-odds. */
function ofWeights(blocks: readonly Block[]): 'pfm-four-columns' | 'hocomoco-pwm' {
  const rows = blocks[0]?.rows.map(({ words, index }) => ({ values: words.map((word) => Number(word)), index })) ?? []
  const negative = rows.some(({ values }) => values.some((value) => value < 0))
  return negative && probabilitiesOfWeights(rows) !== undefined ? 'hocomoco-pwm' : 'pfm-four-columns'
}

/** In a matrix of counts the sums of the positions are equal, but hardly those of the bases. */
function ofSquare(blocks: readonly Block[], text: MotifText): MotifFormat {
  for (const { rows } of blocks) {
    const numbers = rows.map(({ words }) => words.map(Number))
    const byRow = equal(numbers.map((row) => row.reduce((sum, value) => sum + value, 0)))
    const byColumn = equal([0, 1, 2, 3].map((column) => numbers.reduce((sum, row) => sum + (row[column] ?? 0), 0)))
    if (byRow !== byColumn) return byRow ? 'pfm-four-columns' : 'pfm-four-rows'
  }
  throw new HeliconError('MOTIF_FORMAT_AMBIGUOUS', placeOfLine(text, blocks[0]?.index ?? 0))
}

function equal(sums: readonly number[]): boolean {
  const [first = 0] = sums
  return sums.every((sum) => Math.abs(sum - first) <= 1e-2 * Math.abs(first))
}
