import { HeliconError } from '../../core/errors.js'
import type { Pfm } from '../matrix.js'
import { pfmFromInstances } from '../pfm.js'
import { type MotifText, numberOf, placeOfLine, unexpectedLine, wordsOf } from './motif-text.js'

interface Site {
  /** Of the line of its first bases. */
  readonly index: number
  readonly heading: string
  readonly letters: string
}

/**
 * Reads the sites of one motif, as JASPAR gives them: FASTA in which the aligned part of each record is in upper case and
 * what lies beside it in lower case. Where all headings start with the same word, it is the id.
 *
 * @throws HeliconError MOTIF_INSTANCE_LENGTH, MOTIF_INSTANCE_LETTER, MOTIF_INSTANCE_EMPTY, MOTIF_LINE_UNEXPECTED, naming
 *   the line
 */
export function readSites(text: MotifText): Pfm[] {
  const sites = fastaRecords(text)
  const instances = sites.map(({ letters, index }) => upperCasePart(letters, text, index))
  const identity = identityOfSites(sites)
  return [pfmFromInstances(instances, identity, (instance) => placeOfLine(text, sites[instance]?.index ?? 0))]
}

function fastaRecords(text: MotifText): Site[] {
  const sites: Site[] = []
  let open: { index: number; heading: string; pieces: string[] } | undefined
  const close = () => {
    if (open !== undefined) sites.push({ index: open.index, heading: open.heading, letters: open.pieces.join('') })
  }
  text.lines.forEach((line, index) => {
    if (line.startsWith('>')) {
      close()
      open = { index, heading: line.slice(1), pieces: [] }
    } else if (line !== '' && !line.startsWith('#')) {
      if (open === undefined)
        throw unexpectedLine(text, index, { en: 'a heading that starts with ">"', ko: '">"로 시작하는 머리줄' })
      if (open.pieces.length === 0) open.index = index
      open.pieces.push(line.trim())
    }
  })
  close()
  if (sites.length === 0) throw new HeliconError('MOTIF_FILE_EMPTY', { file: text.file })
  return sites
}

/** The letters in upper case, which must stand together. */
function upperCasePart(letters: string, text: MotifText, index: number): string {
  const parts = letters.split(/[a-z]+/).filter((part) => part !== '')
  if (parts.length <= 1) return parts[0] ?? ''
  throw unexpectedLine(text, index, {
    en: 'one run of upper-case letters, the aligned part',
    ko: '정렬된 부분을 나타내는, 이어진 대문자 한 무리',
  })
}

function identityOfSites(sites: readonly Site[]): { readonly id: string; readonly name: string } {
  const [id = '', name = ''] = wordsOf(sites[0]?.heading ?? '')
  const same = id !== '' && sites.every(({ heading }) => wordsOf(heading)[0] === id)
  if (!same) return { id: 'motif1', name: '' }
  return { id, name: numberOf(name) === undefined ? name : '' }
}
