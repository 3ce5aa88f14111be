import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type MotifFile, type Pfm, type Ppm, pfmFromPpm, readMotifs, writeMotifs } from '../../../src/motif/index.js'
import { hasShared, sharedPath } from '../../shared-data.js'

interface Reference {
  readonly motifs: number
  readonly positions: number
  /** Of all motifs: each number times its place in its motif, from 1. */
  readonly weightedSum: number
  readonly picked: readonly number[]
  readonly ids: readonly (string | null)[]
  readonly rows: readonly (readonly (readonly number[])[])[]
}

// Biopython 1.84; the file names its source.
const golden: {
  readonly files: Readonly<Record<string, Reference>>
  readonly memeCounts: Readonly<Record<string, Reference & { readonly sites: number[]; readonly background: number[] }>>
} = JSON.parse(readFileSync(new URL('./golden/files.json', import.meta.url), 'utf8'))

const JASPAR_2024 = 'JASPAR2024_CORE_vertebrates_non-redundant_pfms_transfac.txt'

const textOf = (name: string) => readFileSync(sharedPath('data', 'motifs', name), 'utf8')
const readShared = (name: string): MotifFile =>
  readMotifs(readFileSync(sharedPath('data', 'motifs', name)), { file: name })

function weightedSum(motifs: readonly (Pfm | Ppm)[]): number {
  return motifs.reduce((sum, { values }) => values.reduce((own, value, i) => own + (i + 1) * value, sum), 0)
}

function near(found: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, i) => {
    expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThanOrEqual(tolerance)
  })
}

/** Numbers and kinds of motifs of the files that are stated where they lie, and the formats that they are in. */
const FILES: readonly [string, string, number, readonly string[]][] = [
  [JASPAR_2024, 'transfac', 879, ['counts']],
  ['JASPAR2022_vertebrates.pfm', 'pfm-four-columns', 838, ['counts']],
  ['H12CORE_meme_format.meme', 'meme', 1443, ['probabilities']],
  ['HOCOMOCOv11_HUMAN.pfm', 'pfm-four-columns', 401, ['counts']],
  ['formats/Arnt.sites', 'sites', 1, ['counts']],
  ['formats/MA0056.1.transfac', 'transfac', 1, ['counts']],
  ['formats/REB1.pfm', 'pfm-four-rows', 1, ['counts']],
  ['formats/SRF.pfm', 'pfm-four-rows', 1, ['counts']],
  ['formats/cisbp.txt', 'cis-bp', 2, ['probabilities']],
  ['formats/clusterbuster.pfm', 'pfm-four-columns', 3, ['counts']],
  ['formats/fourcolumns.pfm', 'pfm-four-columns', 8, ['counts', 'probabilities']],
  ['formats/fourrows.pfm', 'pfm-four-rows', 9, ['counts', 'probabilities']],
  ['formats/hocomoco.txt', 'hocomoco-pwm', 1, ['probabilities']],
  ['formats/homer.txt', 'homer', 5, ['probabilities']],
  ['formats/jaspar.txt', 'jaspar', 5, ['counts']],
  ['formats/meme_full.txt', 'meme', 3, ['probabilities']],
  ['formats/meme_minimal.txt', 'meme', 5, ['probabilities']],
  ['formats/minimal_test.meme', 'meme', 3, ['probabilities']],
  ['formats/transfac.dat', 'transfac', 2, ['counts']],
  ['formats/transfac.txt', 'transfac', 5, ['counts']],
  ['formats/uniprobe_minimal.txt', 'uniprobe', 2, ['probabilities']],
]

describe.skipIf(!hasShared)('files of motif databases and programs (shared data)', () => {
  it.each(FILES)('%s is read as %s with %i motifs', (name, format, count, kinds) => {
    const file = readShared(name)
    expect(file.format).toBe(format)
    expect(file.motifs).toHaveLength(count)
    expect([...new Set(file.motifs.map(({ kind }) => kind))].sort()).toEqual(kinds)
    expect(file.motifs.every(({ id }) => id !== '')).toBe(true)
  })

  it('the motifs of RNA are refused, with the line', () => {
    expect(() => readShared('formats/minimal_test_rna.meme')).toThrow(
      /minimal_test_rna\.meme:3: the alphabet is "ACGU"/,
    )
  })

  it.each(Object.entries(golden.files))('%s holds what Biopython reads in it', (name, expected) => {
    const { motifs } = readShared(name)
    // Biopython stops before the last of this file.
    const known = motifs.slice(0, expected.motifs)
    expect(motifs.length - known.length).toBe(name.endsWith('fourrows.pfm') ? 1 : 0)
    expect(known.reduce((sum, { length }) => sum + length, 0)).toBe(expected.positions)
    // Probabilities that were rounded in print are divided by their sum here.
    const rounded = known.some(({ kind }) => kind === 'probabilities')
    expect(Math.abs(weightedSum(known) / expected.weightedSum - 1)).toBeLessThan(rounded ? 1e-5 : 1e-12)
    expected.picked.forEach((number, i) => {
      const motif = known[number]
      const values = expected.rows[i]?.flat() ?? []
      near([...(motif?.values ?? [])], values, motif?.kind === 'probabilities' ? 2e-3 : 0)
      const id = expected.ids[i]?.split(/\s/)[0]
      if (id) expect(motif?.id).toBe(id)
    })
  })

  it.each(Object.entries(golden.memeCounts))('%s gives the counts that Biopython makes of it', (name, expected) => {
    const { motifs, background } = readShared(name)
    const counts = motifs.slice(0, expected.motifs).map((motif) => {
      if (motif.kind === 'counts') throw new Error('probabilities are expected')
      return pfmFromPpm(motif)
    })
    near([...(background ?? [])], expected.background, 5e-4)
    expect(counts.reduce((sum, { length }) => sum + length, 0)).toBe(expected.positions)
    expected.picked.forEach((number, i) => {
      expect(counts[number]?.id).toBe(expected.ids[i])
      expect(motifs[number]).toMatchObject({ sites: expected.sites[i] })
      near([...(counts[number]?.values ?? [])], expected.rows[i]?.flat() ?? [], 0.5)
    })
    // MEME's own files come from whole numbers of sites; HOCOMOCO counts halves and quarters, which Biopython rounds.
    const whole = counts.every(({ values }) => values.every(Number.isInteger))
    expect(whole).toBe(!name.startsWith('H12') && !name.endsWith('meme_minimal.txt'))
    if (whole) expect(weightedSum(counts)).toBe(expected.weightedSum)
    else expect(Math.abs(weightedSum(counts) / expected.weightedSum - 1)).toBeLessThan(1e-3)
  })

  it('HOMER and HOCOMOCO weights of one motif are its probabilities in MEME, but for rounding', () => {
    const [meme] = readShared('formats/meme_minimal.txt').motifs
    const [homer] = readShared('formats/homer.txt').motifs
    const [weights] = readShared('formats/hocomoco.txt').motifs
    near([...(homer?.values ?? [])], [...(meme?.values ?? [])], 1.1e-3)
    near([...(weights?.values ?? [])], [...(meme?.values ?? [])], 5e-3)
  })
})

describe.skipIf(!hasShared)('JASPAR 2024 (shared data)', () => {
  it('is written in TRANSFAC as it was, byte for byte', () => {
    expect(writeMotifs(readShared(JASPAR_2024).motifs, 'transfac') === textOf(JASPAR_2024)).toBe(true)
  })

  it('goes to MEME and back without loss, though sums of positions differ', () => {
    const { motifs } = readShared(JASPAR_2024)
    const sums = ({ values }: Pfm | Ppm) =>
      new Set(
        Array.from({ length: values.length / 4 }, (_, i) => values.slice(4 * i, 4 * i + 4).reduce((a, b) => a + b)),
      )
    expect(motifs.filter((motif) => sums(motif).size > 1)).toHaveLength(531)
    const meme = writeMotifs(motifs, 'meme')
    const back = readMotifs(meme)
    expect(back.format).toBe('meme')
    expect(back.motifs).toEqual(motifs)
    // The file itself comes back to the byte.
    const transfac = writeMotifs(back.motifs, 'transfac')
    expect(transfac === textOf(JASPAR_2024)).toBe(true)
    expect(writeMotifs(readMotifs(transfac).motifs, 'meme') === meme).toBe(true)
  })
})
