import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashTable } from '../../src/core/hash-table.js'
import { hasher, textHash } from '../../src/core/hash64.js'
import { FINDING_SEVERITIES, type Finding, type FindingCode, finding } from '../../src/inspection/finding.js'
import { findingText } from '../../src/inspection/finding-texts.js'
import { LABEL } from '../../src/inspection/label-rows.js'
import { regionTally } from '../../src/inspection/region-tally.js'
import { repeatTally } from '../../src/inspection/repeat-tally.js'
import { valueTally } from '../../src/inspection/value-tally.js'
import { rocAuc } from '../../src/metrics/ranking.js'
import { encodeSequence, reverseComplement } from '../../src/sequence/alphabet.js'
import { sequenceHasher } from '../../src/sequence/sequence-hash.js'

describe('valueTally', () => {
  it('has the AUROC of the metric, and leaves missing labels out', () => {
    const rows = fc.array(
      fc.record({
        value: fc.integer({ min: 0, max: 8 }),
        label: fc.constantFrom(LABEL.zero, LABEL.one, LABEL.missing),
      }),
      { minLength: 1, maxLength: 60 },
    )
    fc.assert(
      fc.property(rows, (records) => {
        const tally = valueTally(2)
        for (const { value, label } of records) tally.add(value, [LABEL.missing, label])
        const known = records.filter(({ label }) => label !== LABEL.missing)
        const expected = rocAuc(
          known.map(({ label }) => label),
          known.map(({ value }) => value),
        )
        const found = tally.separation(1)
        if (expected === null) expect(found).toBeNull()
        else expect(found).toBeCloseTo(expected, 12)
        expect(tally.separation(0)).toBeNull()
        expect(tally.all()?.records).toBe(records.length)
      }),
    )
  })

  it('has the quartiles, mean and deviation of NumPy', () => {
    const tally = valueTally(1)
    for (const value of [5, 1, 4, 1, 9, 2, 6]) tally.add(value, [value > 4 ? LABEL.one : LABEL.zero])
    // numpy 2: percentile([5, 1, 4, 1, 9, 2, 6], [25, 50, 75]), mean, std
    expect(tally.all()).toEqual({
      records: 7,
      smallest: 1,
      lowerQuartile: 1.5,
      median: 4,
      upperQuartile: 5.5,
      largest: 9,
      mean: 4,
      deviation: expect.closeTo(2.7255405754769875, 12),
    })
    expect(tally.ofLabel(0, 1)).toMatchObject({ records: 3, median: 6 })
    expect(valueTally(0).all()).toBeNull()
  })
})

describe('repeatTally', () => {
  it('counts what a comparison of all records counts', () => {
    const records = fc.array(
      fc.record({
        id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'ab'),
        text: fc.stringMatching(/^[ACN]{1,3}$/),
        reversed: fc.boolean(),
        label: fc.nat({ max: 1 }),
      }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(records, records, (first, second) => {
        const [one, two] = [first, second].map((list) =>
          list.map(({ id, text, reversed, label }) => {
            const { codes } = encodeSequence(text)
            return { id, codes: reversed ? reverseComplement(codes) : codes, label }
          }),
        )
        const known = repeatTally([])
        for (const { id, codes, label } of one ?? []) known.add(id, codes, label)
        const later = repeatTally([known.known])
        for (const { id, codes, label } of two ?? []) later.add(id, codes, label)

        const text = (codes: Uint8Array) => codes.join('')
        const other = (codes: Uint8Array) => text(reverseComplement(codes))
        const counts = { identical: 0, reverseComplements: 0, ids: 0 }
        const seen: { id: string; codes: Uint8Array }[] = []
        for (const record of one ?? []) {
          const strands = seen.map(({ codes }) => text(codes))
          const blank = record.codes.every((code) => code === 4)
          if (!blank && strands.includes(text(record.codes))) counts.identical++
          else if (!blank && strands.includes(other(record.codes))) counts.reverseComplements++
          if (seen.some(({ id }) => id === record.id)) counts.ids++
          seen.push(record)
        }
        expect(known.facts()).toMatchObject(counts)

        const shared = { identical: 0, reverseComplements: 0, ids: 0 }
        for (const { id, codes } of two ?? []) {
          const strands = seen.map((record) => text(record.codes))
          const blank = codes.every((code) => code === 4)
          if (!blank && strands.includes(text(codes))) shared.identical++
          else if (!blank && strands.includes(other(codes))) shared.reverseComplements++
          if (seen.some((record) => record.id === id)) shared.ids++
        }
        expect(later.shared()[0]).toMatchObject(shared)
      }),
      { numRuns: 300 },
    )
  })
})

describe('hashes', () => {
  it('are one for a sequence and its reverse complement, and tell the strands apart', () => {
    const hashOf = sequenceHasher()
    const codes = fc.uint8Array({ min: 0, max: 3, minLength: 1, maxLength: 45 })
    fc.assert(
      fc.property(codes, (sequence) => {
        const other = reverseComplement(sequence)
        const [a, b] = [hashOf(sequence), hashOf(other)]
        expect([a.high, a.low]).toEqual([b.high, b.low])
        expect(a.reversed === b.reversed).toBe(sequence.join() === other.join())
      }),
    )
  })

  it('differ for sequences that differ in a letter, in length or by N', () => {
    const hashOf = sequenceHasher()
    const texts = ['A', 'AA', 'AAA', 'AAAAAAAAAA', 'AAAAAAAAAAA', 'AAAAAAAAAN', 'NAAAAAAAAA', 'AAAAAAAAAC', '', 'N']
    const hashes = texts.map((text) => hashOf(encodeSequence(text).codes)).map(({ high, low }) => `${high}:${low}`)
    // The reverse complement of AAAAAAAAAN is NTTTTTTTTT, of NAAAAAAAAA TTTTTTTTTN: all are different.
    expect(new Set(hashes).size).toBe(texts.length)
    const words = hasher()
    const ids = ['', 'a', 'ab', 'abc', 'b', 'a\u0000', 'chr1:1-2', 'chr1:1-3']
    expect(new Set(ids.map((id) => JSON.stringify(textHash(id, words)))).size).toBe(ids.length)
  })

  it('are numbered in the order in which they came, however many there are', () => {
    const table = hashTable()
    const words = hasher()
    const hashes = Array.from({ length: 5000 }, (_, i) => textHash(`id${i}`, words))
    hashes.forEach((hash, i) => {
      expect(table.find(hash)).toBe(-1)
      expect(table.add(hash)).toBe(i)
    })
    hashes.forEach((hash, i) => {
      expect([table.find(hash), table.add(hash)]).toEqual([i, i])
    })
    expect(table.size).toBe(5000)
    // One half of a hash is not the hash.
    const [first] = hashes
    expect(table.find({ high: (first?.high ?? 0) ^ 1, low: first?.low ?? 0 })).toBe(-1)
  })
})

describe('regionTally', () => {
  it('finds the neighbours that a comparison of all pairs finds', () => {
    const regions = fc.array(
      fc.record({
        chromosome: fc.constantFrom('chr1', '1', 'chrX'),
        start: fc.nat({ max: 300 }),
        length: fc.nat({ max: 30 }),
      }),
      { minLength: 1, maxLength: 30 },
    )
    fc.assert(
      fc.property(regions, regions, (first, second) => {
        const [earlier, later] = [first, second].map((list) => {
          const tally = regionTally()
          for (const { chromosome, start, length } of list) tally.add(`${chromosome}:${start}-${start + length}`)
          return tally
        })
        let [overlapping, adjacent] = [0, 0]
        const bare = (name: string) => name.replace('chr', '')
        for (const own of second) {
          const gaps = first
            .filter(({ chromosome }) => bare(chromosome) === bare(own.chromosome))
            .map(({ start, length }) => Math.max(start - (own.start + own.length), own.start - (start + length)))
          const nearest = Math.min(...gaps)
          if (nearest < 0) overlapping++
          else if (nearest <= own.length) adjacent++
        }
        expect(earlier && later?.neighbours(earlier)).toEqual({ readable: second.length, overlapping, adjacent })
      }),
    )
  })
})

describe('findingText', () => {
  const part = 'test'
  const earlier = 'train'
  const counts = { records: 1234, share: 0.25 }
  const all: readonly Finding[] = [
    finding('LENGTHS_DIFFER', { part, shortest: 59, median: 236, longest: 1247 }),
    finding('LETTERS_UNKNOWN', { part, records: 1, letters: 3, share: 0.00001 }),
    finding('RECORDS_UNKNOWN', { part, records: 2 }),
    finding('LABELS_MISSING', { part, task: 'lung', records: 3 }),
    finding('CLASS_SINGLE', { part, label: 'EI', records: 12 }),
    finding('CLASS_RARE', { part, task: 'bound', label: '1', ...counts }),
    finding('CLASS_ABSENT', { part, earlier, label: 'EI' }),
    finding('GC_SEPARATES', { part, task: 'bound', label: '1', auroc: 0.1234 }),
    finding('LENGTH_SEPARATES', { part, label: '1', auroc: 0.81 }),
    finding('SEQUENCES_REPEATED', { part, records: 5, sequences: 1, example: 'r7' }),
    finding('REVERSE_COMPLEMENTS', { part, records: 1 }),
    finding('LABELS_CONFLICT', { part, records: 4, sequences: 2 }),
    finding('IDS_REPEATED', { part, records: 4 }),
    finding('PARTS_SHARE_SEQUENCES', { part, earlier, ...counts, reverseComplements: 2, conflicting: 0 }),
    finding('PARTS_SHARE_IDS', { part, earlier, records: 4 }),
    finding('PARTS_NEIGHBOUR', { part, earlier, overlapping: 0, adjacent: 34466, share: 0.9982 }),
    finding('PARTS_SIMILAR', { part, earlier, ...counts }),
  ]

  it('has a text for every code in both languages, with the part', () => {
    const codes = Object.keys(FINDING_SEVERITIES)
    expect(all.map(({ code }): FindingCode => code).sort()).toEqual(codes.sort())
    for (const each of all) {
      expect(findingText(each, 'en')).toMatch(/^Test part: .*\.$/)
      expect(findingText(each, 'ko')).toMatch(/^테스트 부분: .*[가-힣]\.$/)
      for (const language of ['en', 'ko'] as const) expect(findingText(each, language)).not.toMatch(/undefined|NaN/)
      expect(findingText(each, 'en')).not.toContain('Training keeps')
    }
  })

  it('says numbers as people write them', () => {
    const texts = all.map((each) => findingText(each, 'en')).join('\n')
    for (const said of ['59 to 1,247 bases', '<0.1%', '34,466 are at most', '99.8%', 'AUROC of 0.123 (it has less)'])
      expect(texts).toContain(said)
    expect(findingText(finding('RECORDS_UNKNOWN', { part: 'data', records: 1 }), 'en')).toContain(
      'data: 1 record without',
    )
  })
})
