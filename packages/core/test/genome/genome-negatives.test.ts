import { describe, expect, it } from 'vitest'
import { randomStream } from '../../src/core/index.js'
import {
  type Genome,
  type GenomeNegativesOptions,
  type GenomeRegion,
  genomeFromSequences,
  genomeNegatives,
  openFastaGenome,
  peakWindows,
  readIntervalFile,
} from '../../src/genome/index.js'
import { fileSource, nodeCompression, randomAccessFile } from '../../src/node/index.js'
import { sequenceCodes, sequenceSetFromCodes, sequenceText } from '../../src/sequence/index.js'
import { hasShared, sharedPath } from '../shared-data.js'

/** A chromosome whose share of G and C goes up and down, with stretches of N. */
function chromosome(length: number, seed: number): Uint8Array {
  const letters = randomStream(seed, 'letters')
  return Uint8Array.from({ length }, (_, i) => {
    if (i % 5000 < 100) return 4
    const gc = 0.5 + 0.3 * Math.sin(i / 700)
    const at = letters.uniform(2 * i) < gc ? [1, 2] : [0, 3]
    return at[letters.uniform(2 * i + 1) < 0.5 ? 0 : 1] ?? 4
  })
}

const genome = genomeFromSequences(
  'genome.fa',
  sequenceSetFromCodes(['chr1', 'chr2', 'chr3'], [chromosome(60_000, 1), chromosome(40_000, 2), chromosome(50_000, 3)]),
)

/** Windows on chr1 and chr2, of 101 bases or of the lengths given. */
const positives = Array.from({ length: 40 }, (_, i): GenomeRegion => {
  const start = 600 + 1000 * i
  return { chromosome: i % 2 === 0 ? 'chr1' : 'chr2', start, end: start + 101 }
})
const blacklist = [
  { chromosome: 'chr1', start: 20_000, end: 50_000 },
  { chromosome: 'chr9', start: 0, end: 10 },
]
const options = { perPositive: 3, seed: 7, exclude: blacklist } satisfies GenomeNegativesOptions

const overlap = (a: GenomeRegion, b: GenomeRegion, margin = 0) =>
  a.chromosome === b.chromosome && a.start < b.end + margin && b.start - margin < a.end

async function gcOf({ chromosome, start, end }: GenomeRegion): Promise<number> {
  const codes = await genome.read(chromosome, start, end)
  return codes.filter((code) => code === 1 || code === 2).length / codes.filter((code) => code < 4).length
}

describe('negatives from a genome', () => {
  it('touch no positive, nothing that is excluded, no N and not each other', async () => {
    const { windows, sequences, facts } = await genomeNegatives(positives, genome, { ...options, margin: 50 })
    expect(windows).toHaveLength(120)
    for (const [i, window] of windows.entries()) {
      expect([...positives, ...blacklist].some((region) => overlap(window, region, 50))).toBe(false)
      expect(windows.some((other, k) => k !== i && overlap(window, other))).toBe(false)
      expect(sequenceText(sequences, i)).not.toContain('N')
      expect(sequenceCodes(sequences, i)).toEqual(await genome.read(window.chromosome, window.start, window.end))
    }
    expect(sequences.ids).toEqual(windows.map(({ chromosome, start, end }) => `${chromosome}:${start}-${end}`))
    expect(facts).toMatchObject({ wanted: 120, found: 120, excluded: { used: 1, ignored: 1 } })
  })

  it('are like their positives in length and in G and C, three for each', async () => {
    const mixed = positives.map((region, i) => ({ ...region, end: region.start + 60 + 20 * (i % 3) }))
    const { windows, facts } = await genomeNegatives(mixed, genome, options)
    expect(windows.map(({ positive }) => positive)).toEqual(mixed.flatMap((_, i) => [i, i, i]))
    const widest = Math.max(...facts.tolerances.filter(({ found }) => found > 0).map(({ tolerance }) => tolerance))
    for (const window of windows) {
      const like = mixed[window.positive] ?? window
      expect(window.end - window.start).toBe(like.end - like.start)
      // A share is rounded to whole bases, of the window and of the positive.
      const rounding = 1 / (window.end - window.start)
      expect(Math.abs((await gcOf(window)) - (await gcOf(like)))).toBeLessThanOrEqual(widest + rounding)
    }
    expect(facts.tolerances.reduce((sum, { found }) => sum + found, 0)).toBe(120)
    expect(facts.gc.negatives.mean).toBeCloseTo(facts.gc.positives.mean, 2)
    expect(widest).toBeLessThanOrEqual(0.02)
  })

  it('come from the chromosomes of the positives, or from all', async () => {
    const used = async (chromosomesOf: 'positives' | 'genome') =>
      new Set(
        (await genomeNegatives(positives, genome, { ...options, chromosomesOf })).windows.map((w) => w.chromosome),
      )
    expect(await used('positives')).toEqual(new Set(['chr1', 'chr2']))
    expect(await used('genome')).toEqual(new Set(['chr1', 'chr2', 'chr3']))
  })

  it('are the same for one seed and others for another', async () => {
    const one = await genomeNegatives(positives, genome, options)
    expect(await genomeNegatives(positives, genome, options)).toEqual(one)
    expect((await genomeNegatives(positives, genome, { ...options, seed: 8 })).sequences.ids).not.toEqual(
      one.sequences.ids,
    )
  })

  it('do not depend on when the reads of the genome end', async () => {
    let reads = 0
    const slow: Genome = {
      ...genome,
      read: async (name, start, end) => {
        if (reads++ % 3 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
        return genome.read(name, start, end)
      },
    }
    expect(await genomeNegatives(positives, slow, options)).toEqual(await genomeNegatives(positives, genome, options))
    expect(reads).toBeGreaterThan(0)
  })

  it('are named in the coordinates of the BED file', async () => {
    const shifted = positives.map(({ chromosome, start, end }) => ({
      ...{ chromosome: `b${chromosome}`, start: start + 1_000_000, end: end + 1_000_000 },
    }))
    const exclude = [{ chromosome: 'bchr1', start: 1_020_000, end: 1_050_000 }]
    const where = { chromosomes: { bchr1: 'chr1', bchr2: 'chr2' }, offset: 1_000_000 }
    const there = await genomeNegatives(shifted, genome, { ...options, exclude, ...where })
    const here = await genomeNegatives(positives, genome, options)
    expect(there.sequences.codes).toEqual(here.sequences.codes)
    expect(there.windows).toEqual(
      here.windows.map(({ chromosome, start, end, positive }) => ({
        ...{ chromosome: `b${chromosome}`, start: start + 1_000_000, end: end + 1_000_000, positive },
      })),
    )
  })

  it('are as many as there are where the genome is too small', async () => {
    const exclude = [
      { chromosome: 'chr1', start: 0, end: 55_000 },
      { chromosome: 'chr2', start: 0, end: 40_000 },
    ]
    const { windows, facts } = await genomeNegatives(positives, genome, { ...options, exclude })
    expect(facts.found).toBe(windows.length)
    expect(facts.found).toBeLessThan(facts.wanted)
    // 5,000 bases hold 49 windows of 101 at most.
    expect(facts.found).toBeLessThanOrEqual(49)
    expect(facts.drawn).toBe(100_000)
    // Each positive gets a first one before any gets a second, but for its share of G and C.
    expect(new Set(windows.map(({ positive }) => positive)).size).toBeGreaterThan(facts.found / 2)
  })

  it('may hold as many N as are allowed', async () => {
    const exclude = [
      { chromosome: 'chr1', start: 300, end: 60_000 },
      { chromosome: 'chr2', start: 0, end: 40_000 },
    ]
    const wide = positives.slice(0, 1).map((region) => ({ ...region, start: 40_300, end: 40_500 }))
    // The bases 100 to 300 are known; a window of 200 has to hold N, but for one place.
    const search = { ...options, perPositive: 1, exclude, gcTolerance: 1 }
    const { sequences } = await genomeNegatives(wide, genome, { ...search, mostUnknown: 0.5 })
    expect(sequences.ids).toHaveLength(1)
    expect([...sequences.codes].filter((code) => code === 4).length).toBeLessThanOrEqual(100)
    const strict = await genomeNegatives(wide, genome, { ...search, mostUnknown: 0 })
    expect(strict.sequences.ids).toEqual(['chr1:100-300'])
  })

  it('stop when they are told to', async () => {
    const controller = new AbortController()
    controller.abort(new Error('enough'))
    await expect(genomeNegatives(positives, genome, { ...options, signal: controller.signal })).rejects.toThrow(
      'enough',
    )
  })

  it.skipIf(!hasShared)('match 35 peaks of JUND on a megabase of chr20, ten each (needs ../shared)', async () => {
    const fasta = sharedPath('data', 'human_chr20_1mb', 'z.fa')
    const z = await openFastaGenome(await randomAccessFile(fasta), fileSource(`${fasta}.fai`))
    const path = sharedPath('data', 'peaks_hepg2', 'ChIPseq.HepG2.JUND.conservative.train.narrowPeak.gz')
    const { intervals } = await readIntervalFile(fileSource(path), nodeCompression)
    const where = { chromosomes: { chr20: 'z' }, offset: 1_000_000 }
    const peaks = await peakWindows(intervals, z, { length: 101, ...where })
    const search = { perPositive: 10, seed: 1, exclude: intervals, ...where }
    const { windows, facts } = await genomeNegatives(peaks.windows, z, search)
    expect(facts).toMatchObject({ wanted: 350, found: 350, tolerances: [{ tolerance: 0, found: 350 }] })
    expect(facts.gc.negatives.mean).toBeCloseTo(facts.gc.positives.mean, 10)
    const near = intervals.filter(({ chromosome, start }) => chromosome === 'chr20' && start < 3_000_000)
    expect(windows.some((window) => near.some((peak) => overlap(window, peak)))).toBe(false)
    await z.close()
  })
})
