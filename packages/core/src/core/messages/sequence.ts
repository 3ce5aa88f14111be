import { message } from './message.js'

const EXPECTED = {
  bases: { en: 'A, C, G, T or U', ko: 'A, C, G, T, U 중 하나' },
  iupac: {
    en: 'a base or an IUPAC letter (A C G T U R Y S W K M B D H V N)',
    ko: '염기 또는 IUPAC 문자(A C G T U R Y S W K M B D H V N)',
  },
} as const

/** Errors of single sequences. Positions are counted from 1. */
export const sequenceMessages = {
  SEQUENCE_LETTER_UNKNOWN: message<{
    record: string | undefined
    position: number
    found: string
    allowed: keyof typeof EXPECTED
  }>(
    'data',
    (d) =>
      `${d.record === undefined ? 'The sequence' : `Sequence ${d.record}`} has ${JSON.stringify(d.found)} at position ${d.position} (from 1); expected ${EXPECTED[d.allowed].en}. Correct it, leave the record out, or allow such letters`,
    (d) =>
      `${d.record === undefined ? '서열' : `서열 ${d.record}`}의 ${d.position}번째 글자가 ${JSON.stringify(d.found)}입니다. 올 수 있는 글자: ${EXPECTED[d.allowed].ko}. 글자를 고치거나 레코드를 빼거나 그런 글자를 허용하십시오`,
  ),
}
