import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeSequence, encodeSequence, reverseComplement } from '../../src/sequence/alphabet.js'
import {
  selectSequences,
  sequenceCount,
  sequenceLength,
  sequenceSetFromStrings,
  sequenceText,
  uniformLength,
} from '../../src/sequence/build-sequence-set.js'
import { oneHotDecode, oneHotEncode } from '../../src/sequence/one-hot.js'

const codes = fc.array(fc.integer({ min: 0, max: 4 })).map((values) => Uint8Array.from(values))

describe('encodeSequence', () => {
  it('reads upper and lower case, and U as T', () => {
    expect([...encodeSequence('ACGTUNacgtun').codes]).toEqual([0, 1, 2, 3, 3, 4, 0, 1, 2, 3, 3, 4])
  })

  it('makes everything else N and counts it', () => {
    expect(encodeSequence('ARNYryn')).toMatchObject({ ambiguous: 6, other: 0 })
    const encoded = encodeSequence('A-C 1*E\u0430\u{1f9ec}')
    expect(encoded.other).toBe(8) // the last character is two UTF-16 units
    expect(decodeSequence(encoded.codes)).toBe('ANCNNNNNNN')
  })

  it('is undone by decodeSequence', () => {
    fc.assert(
      fc.property(codes, (c) => {
        expect(encodeSequence(decodeSequence(c)).codes).toEqual(c)
      }),
    )
  })
})

describe('reverseComplement', () => {
  it('of AATGCN is NGCATT', () => {
    expect(decodeSequence(reverseComplement(encodeSequence('AATGCN').codes))).toBe('NGCATT')
  })

  it('twice is the identity', () => {
    fc.assert(
      fc.property(codes, (c) => {
        expect(reverseComplement(reverseComplement(c))).toEqual(c)
      }),
    )
  })
})

describe('one-hot', () => {
  it('of ATACAA is 6 x 4 with channels A, C, G, T', () => {
    expect([...oneHotEncode(encodeSequence('ATACAA').codes)]).toEqual([
      1, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0,
    ])
    expect([...oneHotEncode(encodeSequence('GN').codes)]).toEqual([0, 0, 1, 0, 0, 0, 0, 0])
  })

  it('and back is the identity', () => {
    fc.assert(
      fc.property(codes, (c) => {
        expect(oneHotDecode(oneHotEncode(c))).toEqual(c)
      }),
    )
  })

  it.each([[[0, 0, 0, 0, 1, 1, 0, 0]], [[0, 0, 0, 0, 0.5, 0.5, 0, 0]], [[0, 0, 0, 0, 0, Number.NaN, 0, 0]]])(
    'refuses the row that is not one-hot in %j',
    (rows) => {
      expect(() => oneHotDecode(rows)).toThrow(/position 1 .*exactly one 1/)
    },
  )

  it('refuses a number of values that is not a multiple of 4', () => {
    expect(() => oneHotDecode([1, 0, 0])).toThrow(/is 3; expected a multiple of 4/)
  })
})

describe('SequenceSet', () => {
  const set = sequenceSetFromStrings(['a', 'b', 'c'], ['ACG', '', 'TTNT'])

  it('holds sequences of different lengths, also empty ones', () => {
    expect(sequenceCount(set)).toBe(3)
    expect([0, 1, 2].map((i) => sequenceLength(set, i))).toEqual([3, 0, 4])
    expect([0, 1, 2].map((i) => sequenceText(set, i))).toEqual(['ACG', '', 'TTNT'])
  })

  it('selects records in the order asked for, also twice', () => {
    const chosen = selectSequences(set, [2, 0, 2])
    expect(chosen.ids).toEqual(['c', 'a', 'c'])
    expect([0, 1, 2].map((i) => sequenceText(chosen, i))).toEqual(['TTNT', 'ACG', 'TTNT'])
    expect(sequenceCount(selectSequences(set, []))).toBe(0)
    expect(() => selectSequences(set, [3])).toThrow(RangeError)
  })

  it('knows the length that all records share', () => {
    expect(uniformLength(set)).toBeUndefined()
    expect(uniformLength(sequenceSetFromStrings(['a', 'b'], ['ACG', 'TTT']))).toBe(3)
    expect(uniformLength(sequenceSetFromStrings([], []))).toBeUndefined()
  })

  it('refuses a different number of ids and sequences', () => {
    expect(() => sequenceSetFromStrings(['a'], [])).toThrow(/number of ids is 1; expected an integer, exactly 0/)
  })
})
