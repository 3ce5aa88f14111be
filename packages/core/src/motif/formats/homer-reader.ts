import type { MotifFacts, Pfm, Ppm } from '../matrix.js'
import { readBlocks } from './blocks.js'
import { positionRows } from './matrix-blocks.js'
import { matrixOfRows } from './matrix-of-rows.js'
import { idAndName, type MotifText, numberOf, unexpectedLine } from './motif-text.js'

/**
 * Reads HOMER's `.motif` files: `>CONSENSUS NAME THRESHOLD [LN(P-VALUE) ...]` between tabs, then one row for each
 * position. The consensus is not kept: it follows from the matrix.
 *
 * @throws HeliconError with file and line, where something is missing, too much or no number
 */
export function readHomer(text: MotifText): (Pfm | Ppm)[] {
  return readBlocks(text).map((block, number) => {
    const [, title = '', threshold, logPValue] = (block.heading ?? '').split('\t').map((field) => field.trim())
    const detection = numberOf(threshold)
    const enrichment = numberOf(logPValue)
    if (detection === undefined)
      throw unexpectedLine(text, block.index, {
        en: 'a heading of HOMER: consensus, name and threshold between tabs',
        ko: '탭으로 나눈 컨센서스, 이름, 임계값이 있는 HOMER의 머리줄',
      })
    const facts: MotifFacts = { threshold: detection, ...(enrichment !== undefined && { logPValue: enrichment }) }
    const { id, name } = idAndName(title)
    return matrixOfRows(
      positionRows(block, 'positions', text, number),
      { id: id || `motif${number + 1}`, name, facts },
      text,
      'probabilities',
    )
  })
}
