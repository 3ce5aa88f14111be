import { describe, expect, it } from 'vitest'
import {
  type BedInterval,
  chromosomesBySpelling,
  genomeFromSequences,
  openFastaGenome,
  otherPeaks,
  peakWindows,
  readIntervalFile,
  readIntervals,
} from '../../src/genome/index.js'
import { fileSource, nodeCompression, randomAccessFile } from '../../src/node/index.js'
import { decodeSequence, sequenceCodes, sequenceSetFromStrings, sequenceText } from '../../src/sequence/index.js'
import { hasShared, sharedPath } from '../shared-data.js'
import { textSource } from './texts.js'

const text = Array.from({ length: 300 }, (_, i) => 'ACGT'[(i * i + (i >> 2)) % 4]).join('')
const genome = genomeFromSequences('genome.fa', sequenceSetFromStrings(['chr1', 'chr2'], [text, `${text}NNNNNNNNNN`]))

const interval = (chromosome: string, start: number, end: number, summit?: number): BedInterval => ({
  ...{ chromosome, start, end, summit, line: 1, file: 'a.bed' },
})

describe('windows of peaks', () => {
  it.each([
    ['an odd length has the summit in its middle', 5, 120, [118, 123]],
    ['an even length has it right of its middle', 4, 120, [118, 122]],
    ['without a summit it is the middle of the interval', 5, undefined, [108, 113]],
  ] as const)('%s', async (_what, length, summit, [start, end]) => {
    const { windows, sequences } = await peakWindows([interval('chr1', 100, 121, summit)], genome, { length })
    expect(windows.map((window) => [window.start, window.end])).toEqual([[start, end]])
    expect(sequences.ids).toEqual([`chr1:${start}-${end}`])
    expect(sequenceText(sequences, 0)).toBe(text.slice(start, end))
  })

  it('are the intervals themselves where these have the length', async () => {
    for (const length of [6, 7, 20, 101]) {
      const { windows } = await peakWindows([interval('chr1', 50, 50 + length, 51)], genome, {
        length,
        centre: 'middle',
      })
      expect(windows[0]).toMatchObject({ start: 50, end: 50 + length })
    }
  })

  it('come in the order of the intervals, though the genome is read in its own', async () => {
    const intervals = [interval('chr2', 200, 210), interval('chr1', 30, 40), interval('chr2', 20, 30)]
    const { sequences, windows } = await peakWindows(intervals, genome, { length: 10 })
    expect(sequences.ids).toEqual(['chr2:200-210', 'chr1:30-40', 'chr2:20-30'])
    expect(windows.map((window) => window.interval)).toEqual(intervals)
    expect(decodeSequence(sequenceCodes(sequences, 2))).toBe(text.slice(20, 30))
  })

  it('are counted where they are left out, and where they hold N', async () => {
    const intervals = [
      interval('chr1', 100, 110),
      interval('chr1', 101, 109),
      interval('chr1', 0, 4),
      interval('chr2', 300, 310),
      interval('chr7', 5, 10),
      interval('chr8', 5, 10),
      interval('chr8', 50, 60),
    ]
    const { sequences, leftOut, withUnknown } = await peakWindows(intervals, genome, { length: 10 })
    expect(sequences.ids).toEqual(['chr1:100-110', 'chr2:300-310'])
    expect(withUnknown).toBe(1)
    expect(leftOut).toEqual({
      ...{ missingChromosome: 3, outside: 0, edge: 1, duplicate: 1 },
      missingNames: [
        { name: 'chr8', intervals: 2 },
        { name: 'chr7', intervals: 1 },
      ],
    })
  })

  it('of a part of a chromosome are found by its offset, and named as in the BED file', async () => {
    const intervals = [interval('chr20', 100, 110), interval('chr20', 1100, 1110), interval('chr20', 1290, 1310)]
    const { sequences, leftOut } = await peakWindows(intervals, genome, {
      ...{ length: 10, chromosomes: { chr20: 'chr1' }, offset: 1000 },
    })
    expect(sequences.ids).toEqual(['chr20:1100-1110'])
    expect(sequenceText(sequences, 0)).toBe(text.slice(100, 110))
    expect(leftOut).toMatchObject({ missingChromosome: 0, outside: 1, edge: 1 })
  })

  it('may count intervals beyond a chromosome without an offset too', async () => {
    const intervals = [interval('chr1', 10, 20), interval('chr1', 290, 301), interval('chr1', 300, 310)]
    const { leftOut } = await peakWindows(intervals, genome, { length: 10, beyond: 'count' })
    expect(leftOut).toMatchObject({ outside: 1, edge: 0 })
  })

  it('are cut from the pieces of a file as well', async () => {
    const pieces = readIntervals(textSource('a.bed', 'chr1\t10\t20\nchr1\t40\t50\n'), nodeCompression)
    expect((await peakWindows(pieces, genome, { length: 4 })).sequences.ids).toEqual(['chr1:13-17', 'chr1:43-47'])
  })

  it.skipIf(!hasShared).each([
    // awk '$1=="chr20" && $3>1000000 && $2<2000000' counts as many lines.
    ['JUND.conservative.train', 35],
    ['JUND.relaxed', 111],
    ['CTCF.conservative.train', 39],
    ['FOXA1.conservative.train', 30],
  ])('of ENCODE, %s, are found on a megabase of chr20 (needs ../shared)', async (name, expected) => {
    const fasta = sharedPath('data', 'human_chr20_1mb', 'z.fa')
    const z = await openFastaGenome(await randomAccessFile(fasta), fileSource(`${fasta}.fai`))
    const path = sharedPath('data', 'peaks_hepg2', `ChIPseq.HepG2.${name}.narrowPeak.gz`)
    const { intervals } = await readIntervalFile(fileSource(path), nodeCompression)
    const where = { length: 101, chromosomes: { chr20: 'z' }, offset: 1_000_000 }
    const { sequences, leftOut } = await peakWindows(intervals, z, where)
    expect(sequences.ids).toHaveLength(expected)
    const { missingChromosome, outside, edge, duplicate } = leftOut
    expect(expected + missingChromosome + outside + edge + duplicate).toBe(intervals.length)
    if (name === 'JUND.conservative.train') {
      expect(sequences.ids[0]).toBe('chr20:1015129-1015230')
      // pysam 0.24.1: FastaFile('z.fa').fetch('z', 15129, 15230)
      expect(sequenceText(sequences, 0)).toBe(
        'ACTCCGGGGTAAGCCAGCCATTGAGGAAGAGGTATGAGATCACCGTGCTGGAAAAGCTACATGTCAACACACCACTCAACAATCCAGTCGAGACAGCCTTC',
      )
    }
    await z.close()
  })
})

describe('names of chromosomes', () => {
  it('that differ by chr alone can be led to each other, on request', () => {
    const chromosomes = ['1', 'MT', 'chrX'].map((name) => ({ name, length: 1 }))
    expect(chromosomesBySpelling(['chr1', 'chrM', 'X', 'chr9', 'MT'], chromosomes)).toEqual({
      ...{ chr1: '1', chrM: 'MT', X: 'chrX' },
    })
  })
})

describe('peaks of other experiments', () => {
  const others = Array.from({ length: 20 }, (_, i) => interval('chr1', 10 + 12 * i, 20 + 12 * i))

  it('are taken where they do not touch the positives', async () => {
    const avoid = [{ chromosome: 'chr1', start: 20, end: 22 }, interval('chr1', 57, 59)]
    const near = await otherPeaks(others, genome, { length: 10, avoid })
    expect(near.touching).toBe(1)
    expect(near.sequences.ids.slice(0, 5)).toEqual(
      ['10-20', '22-32', '34-44', '46-56', '70-80'].map((place) => `chr1:${place}`),
    )
    const far = await otherPeaks(others, genome, { length: 10, avoid, margin: 1 })
    expect(far.touching).toBe(3)
  })

  it('are drawn by a seed where there are more than are wanted', async () => {
    const take = async (seed: number) => otherPeaks(others, genome, { length: 10, avoid: [], most: 5, seed })
    const [one, again, other] = [await take(1), await take(1), await take(2)]
    expect(one.sequences.ids).toHaveLength(5)
    expect(one.notDrawn).toBe(15)
    expect(one.windows.map(({ start }) => start)).toEqual(
      [...one.windows].map(({ start }) => start).sort((a, b) => a - b),
    )
    expect(again.sequences).toEqual(one.sequences)
    expect(other.sequences.ids).not.toEqual(one.sequences.ids)
  })
})
