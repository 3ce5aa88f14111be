import { HeliconError } from '../../core/errors.js'
import { checkedBackground } from '../background.js'
import type { BaseNumbers, MotifIdentity, Pfm, Ppm } from '../matrix.js'
import { pfmFromCounts } from '../pfm.js'
import { factsOfComments } from './comment-facts.js'
import { countsOfProbabilities } from './counts-of-probabilities.js'
import { type PositionRow, probabilitiesOfRows, requireLength } from './matrix-of-rows.js'
import { COUNTS_COMMENT, DESCRIPTION_COMMENT, OTHER_COMMENT } from './meme-writer.js'
import {
  idAndName,
  likeNumber,
  type MotifText,
  numberOf,
  numbersOf,
  placeOfLine,
  requireRowLength,
  unexpectedLine,
  wordsOf,
} from './motif-text.js'

/** What a MEME file holds. */
export interface MemeContents {
  readonly motifs: readonly (Pfm | Ppm)[]
  /** Probabilities of A, C, G, T, where the file gives them. */
  readonly background?: BaseNumbers
}

const MATRIX = /^letter-probability matrix:/

/**
 * Reads MEME's text, the minimal form and the whole output of `meme`. All fields of the line
 * `letter-probability matrix: alength= w= nsites= E=` may be absent. Where Helicon wrote the file from counts, the
 * motif is one of counts again.
 *
 * @throws HeliconError MOTIF_FILE_ALPHABET (RNA, protein), MOTIF_TRUNCATED, MOTIF_FILE_EMPTY, MOTIF_LINE_UNEXPECTED and
 *   those of numbers, naming the line
 */
export function readMeme(text: MotifText): MemeContents {
  const start = text.lines.findIndex((line) => /^MEME version\b/.test(line))
  if (start < 0) {
    const first = Math.max(
      0,
      text.lines.findIndex((line) => line !== ''),
    )
    throw unexpectedLine(text, first, { en: 'a line such as "MEME version 4"', ko: '"MEME version 4"와 같은 줄' })
  }
  const motifs: (Pfm | Ppm)[] = []
  let background: BaseNumbers | undefined
  for (let index = start; index < text.lines.length; index++) {
    const line = text.lines[index] ?? ''
    if (/^ALPHABET\b/.test(line)) requireDnaAlphabet(line, text, index)
    else if (/^Background letter frequencies/.test(line)) background = readBackground(text, index + 1)
    else if (/^MOTIF\s+\S/.test(line)) {
      const { motif, next } = readMotif(text, index)
      motifs.push(motif)
      index = next - 1
    } else if (MATRIX.test(line))
      throw unexpectedLine(text, index, { en: 'a line "MOTIF ID" above the matrix', ko: '행렬 위의 "MOTIF ID" 줄' })
  }
  if (motifs.length === 0) throw new HeliconError('MOTIF_FILE_EMPTY', { file: text.file })
  return { motifs, ...(background !== undefined && { background }) }
}

/** `ALPHABET= ACGT`. Others, also those that files define themselves, are refused. */
function requireDnaAlphabet(line: string, text: MotifText, index: number): void {
  const found = line.replace(/^ALPHABET\s*=?\s*/, '').slice(0, 40)
  if (found !== 'ACGT') throw new HeliconError('MOTIF_FILE_ALPHABET', { ...placeOfLine(text, index), found })
}

/** Letters and their frequencies, on one line or several. */
function readBackground(text: MotifText, first: number): BaseNumbers {
  const found = new Map<string, number>()
  for (let index = first; index < text.lines.length && found.size < 4; index++) {
    const words = wordsOf(text.lines[index] ?? '')
    for (let i = 0; i < words.length; i += 2) {
      const letter = words[i] ?? ''
      const [frequency = 0] = numbersOf(words.slice(i + 1, i + 2), text, index)
      if (!/^[ACGT]$/.test(letter) || words.length < i + 2) throw wrongBackground(text, index)
      found.set(letter, frequency)
    }
  }
  const four: BaseNumbers = [found.get('A') ?? 0, found.get('C') ?? 0, found.get('G') ?? 0, found.get('T') ?? 0]
  const sum = four.reduce((total, value) => total + value, 0)
  if (four.some((frequency) => !(frequency > 0)) || Math.abs(sum - 1) > 0.01)
    throw wrongBackground(text, Math.min(first, text.lines.length - 1))
  return checkedBackground(four)
}

function wrongBackground(text: MotifText, index: number): HeliconError {
  return unexpectedLine(text, index, {
    en: 'the background, such as "A 0.3 C 0.2 G 0.2 T 0.3": above 0 and of sum 1',
    ko: '"A 0.3 C 0.2 G 0.2 T 0.3"과 같은 배경 확률(0보다 크고 합이 1)',
  })
}

function readMotif(text: MotifText, start: number): { readonly motif: Pfm | Ppm; readonly next: number } {
  // The whole output adds `width = 15 sites = 50 ...` to the name.
  const title = (text.lines[start] ?? '').replace(/^MOTIF\s+/, '').replace(/\swidth {0,9}=.*$/, '')
  const { id, name } = idAndName(title)
  let sums: number[] | undefined
  let description: string | undefined
  const comments: string[] = []
  let index = start + 1
  for (; ; index++) {
    const line = text.lines[index]
    if (line === undefined || /^MOTIF\s+\S/.test(line)) throw truncated(text, start, id, { missing: 'matrix' })
    if (line.startsWith(COUNTS_COMMENT)) sums = numbersOf(wordsOf(line.slice(COUNTS_COMMENT.length)), text, index)
    if (line.startsWith(DESCRIPTION_COMMENT)) description = line.slice(DESCRIPTION_COMMENT.length).trim()
    if (line.startsWith(OTHER_COMMENT)) comments.push(line.slice(OTHER_COMMENT.length).trim())
    if (MATRIX.test(line)) break
  }
  const fields = matrixFields(text, index)
  const rows = matrixRows(text, index + 1, fields.w)
  const next = index + 1 + rows.length
  if (fields.w !== undefined && rows.length < fields.w)
    throw truncated(text, next - 1, id, { missing: 'positions', found: rows.length, expected: fields.w })
  if (rows.length === 0) throw truncated(text, index, id, { missing: 'matrix' })
  if (likeNumber(wordsOf(text.lines[next] ?? '')[0]))
    throw unexpectedLine(text, next, {
      en: `the end of the matrix of ${id}, which has w= ${rows.length}`,
      ko: `${id} 행렬의 끝(w= ${rows.length})`,
    })
  const url = urlBelow(text, next)
  const facts = {
    ...(description !== undefined && { description }),
    ...factsOfComments(comments),
    ...(fields.E !== undefined && { eValue: fields.E }),
    ...(url !== undefined && { url }),
  }
  const identity = { id, name, ...(Object.keys(facts).length > 0 && { facts }) }
  return { motif: matrixOf(rows, identity, fields.nsites, sums, text), next }
}

function matrixOf(
  rows: readonly PositionRow[],
  identity: MotifIdentity,
  sites: number | undefined,
  sums: readonly number[] | undefined,
  text: MotifText,
): Pfm | Ppm {
  const ppm = probabilitiesOfRows(rows, { ...identity, ...(sites !== undefined && sites > 0 && { sites }) }, text)
  if (sums?.length !== ppm.length || sums.some((sum) => sum <= 0)) return ppm
  return pfmFromCounts(countsOfProbabilities(ppm.values, sums), identity)
}

/** `alength= 4 w= 10 nsites= 1003 E= 4.1e-009`, each of which may be absent. */
function matrixFields(
  text: MotifText,
  index: number,
): { readonly w: number | undefined; readonly nsites: number | undefined; readonly E: number | undefined } {
  const line = text.lines[index] ?? ''
  const field = (key: string) => numberOf(new RegExp(`\\b${key}=\\s*(\\S+)`).exec(line)?.[1])
  const alength = field('alength')
  if (alength !== undefined && alength !== 4)
    throw new HeliconError('MOTIF_FILE_ALPHABET', { ...placeOfLine(text, index), found: `alength= ${alength}` })
  const w = field('w')
  if (w !== undefined && !(Number.isInteger(w) && w > 0))
    throw unexpectedLine(text, index, { en: 'a whole number above 0 after w=', ko: 'w= 뒤의 0보다 큰 정수' })
  requireLength(w ?? 0, text, index)
  return { w, nsites: field('nsites'), E: field('E') }
}

function matrixRows(text: MotifText, first: number, most = Number.POSITIVE_INFINITY): PositionRow[] {
  const rows: PositionRow[] = []
  for (let index = first; index < text.lines.length && rows.length < most; index++) {
    const words = wordsOf(text.lines[index] ?? '')
    if (!likeNumber(words[0])) break
    requireLength(rows.length + 1, text, index)
    requireRowLength(words.length, 4, text, index)
    rows.push({ values: numbersOf(words, text, index), index })
  }
  return rows
}

function urlBelow(text: MotifText, next: number): string | undefined {
  for (let index = next; index < text.lines.length; index++) {
    const line = text.lines[index] ?? ''
    const [, url] = /^URL\s+(\S.*)$/.exec(line) ?? []
    if (url !== undefined) return url
    if (line !== '' && !line.startsWith('#')) return undefined
  }
  return undefined
}

function truncated(
  text: MotifText,
  index: number,
  motif: string,
  what: { readonly missing: 'matrix' | 'positions'; readonly found?: number; readonly expected?: number },
): HeliconError {
  const place = placeOfLine(text, index)
  return new HeliconError('MOTIF_TRUNCATED', { ...place, motif, found: 0, expected: 1, ...what })
}
