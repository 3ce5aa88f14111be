import { describe, expect, it } from 'vitest'
import { encodeSequence } from '../../src/sequence/alphabet.js'
import { basesOfLetter, IUPAC_LETTERS } from '../../src/sequence/iupac.js'
import { oneHotDecode, oneHotEncode, oneHotLetters } from '../../src/sequence/one-hot.js'
import { requireBases, requireLetters, type UnknownLetters } from '../../src/sequence/unknown-letters.js'

const THIRD = Math.fround(1 / 3)

describe('letters that are not one base', () => {
  it.each<[Exclude<UnknownLetters, 'refuse'>, number[], number[], number[]]>([
    ['zeros', [0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]],
    ['quarters', [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]],
    ['shares', [0.25, 0.25, 0.25, 0.25], [0.5, 0, 0.5, 0], [0, THIRD, THIRD, THIRD]],
  ])('become %s', (unknown, n, r, b) => {
    expect([...oneHotLetters('NrBu', { unknown })]).toEqual([...n, ...r, ...b, 0, 0, 0, 1])
  })

  it('are a row of zeros where they are no letters of nucleic acids', () => {
    expect([...oneHotLetters('-A', { unknown: 'shares' })]).toEqual([0, 0, 0, 0, 1, 0, 0, 0])
  })

  it('in codes are N: zeros, quarters, or refused', () => {
    const { codes } = encodeSequence('TR')
    expect([...oneHotEncode(codes)]).toEqual([0, 0, 0, 1, 0, 0, 0, 0])
    const quarters = oneHotEncode(codes, { unknown: 'quarters' })
    expect([...quarters]).toEqual([0, 0, 0, 1, 0.25, 0.25, 0.25, 0.25])
    expect(oneHotDecode(quarters)).toEqual(codes)
    expect(() => oneHotEncode(codes, { unknown: 'refuse', record: 'peak7' })).toThrow(
      /^Sequence peak7 has "N" at position 2 \(from 1\); expected A, C, G, T or U/,
    )
  })

  it('are refused with record, position and letter', () => {
    const options = { unknown: 'refuse', record: 'peak7' } as const
    expect([...oneHotLetters('Ut', options)]).toEqual([0, 0, 0, 1, 0, 0, 0, 1])
    expect(() => oneHotLetters('ACR', options)).toThrow(/Sequence peak7 has "R" at position 3 .*A, C, G, T or U/)
    expect(() => requireLetters('AC\u{1f9ec}', 'iupac')).toThrow(/^The sequence has "\u{1f9ec}" at position 3/u)
    expect(() => requireLetters('ACE', 'iupac', 'x')).toThrow(/"E" at position 3 .*R Y S W K M B D H V N/)
    expect(() => requireLetters('ACNryswkmbdhvu', 'iupac')).not.toThrow()
    expect(() => requireBases([0, 1, 2, 3])).not.toThrow()
  })

  it('has the same IUPAC letters as the reader of sequences', () => {
    for (const letter of IUPAC_LETTERS) {
      expect(encodeSequence(letter).other).toBe(0)
      expect(encodeSequence(letter).ambiguous).toBe(basesOfLetter(letter)?.length === 1 ? 0 : 1)
    }
    expect(IUPAC_LETTERS).toHaveLength(16)
    expect(basesOfLetter('E')).toBeUndefined()
    expect(basesOfLetter('toString')).toBeUndefined()
  })
})
