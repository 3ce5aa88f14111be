import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { fitLengths, fittedCodes, type LengthFitName } from '../../src/dataset/fit-lengths.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { firstKernelExtent } from '../../src/nn/kernel-extent.js'
import { presetSpec } from '../../src/nn/presets.js'
import { decodeSequence, encodeSequence } from '../../src/sequence/alphabet.js'
import { sequenceSetFromStrings, sequenceText } from '../../src/sequence/build-sequence-set.js'

function records(...texts: string[]): Dataset {
  const ids = texts.map((_, i) => `r${i}`)
  const sequences = sequenceSetFromStrings(ids, texts)
  const labels = Float32Array.from(texts, (_, i) => i % 2)
  return { name: 'peaks.fa', sequences, labels, outputs: 1, featureCount: 0, taskNames: ['task'] }
}
const textsOf = ({ sequences }: Dataset) => sequences.ids.map((_, i) => sequenceText(sequences, i))

describe('fitLengths', () => {
  const mixed = records('ACGTA', 'ACGTACGT', 'ACG', 'ACGT', 'ACGTAC')

  it('crops and pads about the middle, and counts both', () => {
    const fitted = fitLengths(mixed, { length: 5, fit: 'both' })
    // Of three too many, one goes at the start and two at the end; of one too few, the N goes to the end.
    expect(textsOf(fitted.dataset)).toEqual(['ACGTA', 'CGTAC', 'NACGN', 'ACGTN', 'ACGTA'])
    expect(fitted).toMatchObject({ cropped: 2, padded: 2, shorterThanKernel: 0 })
    expect(fitted.dataset.labels).toBe(mixed.labels)
    expect(fitted.dataset.sequences.ids).toEqual(mixed.sequences.ids)
  })

  it('cropping undoes padding', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ACGT'), maxLength: 30 }), fc.nat(30), (text, more) => {
        const { codes } = encodeSequence(text)
        expect(decodeSequence(fittedCodes(fittedCodes(codes, codes.length + more), codes.length))).toBe(text)
      }),
    )
  })

  it('leaves records of that length as they are', () => {
    const data = records('ACGT', 'TTTT')
    for (const fit of ['exact', 'crop', 'pad', 'both'] as const) {
      expect(fitLengths(data, { length: 4, fit }).dataset).toBe(data)
    }
  })

  it.each<[LengthFitName | undefined, string, number]>([
    [undefined, 'r1', 8],
    ['exact', 'r1', 8],
    ['crop', 'r2', 3],
    ['pad', 'r1', 8],
  ])('%s refuses the first record that it has no rule for, and says what to set', (fit, record, found) => {
    const options = { length: 5, ...(fit && { fit }), firstRow: 100 }
    const row = 100 + Number(record.slice(1))
    expect(() => fitLengths(mixed, options)).toThrow(
      `peaks.fa: record ${record} (row ${row}) has ${found} bases; expected 5. Set length: 5 with fit: crop`,
    )
  })

  it('refuses records shorter than the first filters, or counts them where they are padded', () => {
    const kernelExtent = firstKernelExtent(buildGraph(presetSpec('deepbind')))
    expect(kernelExtent).toBe(24)
    const short = records('A'.repeat(20), 'C'.repeat(30))
    let thrown: unknown
    try {
      fitLengths(records('A'.repeat(20)), { length: 20, kernelExtent })
    } catch (error) {
      thrown = error
    }
    expect(isHeliconError(thrown, 'SEQUENCE_SHORTER_THAN_KERNEL') && thrown.message).toContain('has 20 bases, but')
    expect(fitLengths(short, { length: 30, fit: 'pad', kernelExtent })).toMatchObject({
      padded: 1,
      shorterThanKernel: 1,
    })
  })

  it('a length of no base is refused', () => {
    expect(() => fitLengths(mixed, { length: 0, fit: 'both' })).toThrow(/length is 0; expected an integer, at least 1/)
  })
})
