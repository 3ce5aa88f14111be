import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  consensus,
  type Pfm,
  type Ppm,
  pfmFromCounts,
  ppmFromPfm,
  ppmFromProbabilities,
  readMotifs,
  WRITTEN_MOTIF_FORMATS,
  writeMotifs,
} from '../../../src/motif/index.js'

const lines = (...all: string[]) => all.join('\n')

/** Counts as databases give them: whole, or of a few digits. */
const count = fc.oneof(
  fc.integer({ min: 0, max: 100_000 }),
  fc.integer({ min: 0, max: 10_000_000 }).map((value) => value / 1e4),
)
const countRow = fc.tuple(count, count, count, count).filter((row) => row.some((value) => value > 0))
const word = fc.stringMatching(/^m[A-Za-z][A-Za-z0-9_.:()/-]{0,12}$/)
const pfms = fc.array(
  fc.tuple(fc.array(countRow, { minLength: 1, maxLength: 25 }), word, fc.oneof(fc.constant(''), word)),
  { minLength: 1, maxLength: 5 },
)
const anyPfms = pfms.map((all) =>
  // A motif that has 4 positions throughout could be read in two ways; the last has not.
  [...all, [[[1, 2, 3, 4]], 'last', ''] as const].map(([rows, id, name]) => pfmFromCounts(rows.flat(), { id, name })),
)

const matrix = ({ kind, id, name, values }: Pfm | Ppm) => ({ kind, id, name, values: [...values] })

describe('motifs that are written and read again', () => {
  it.each(WRITTEN_MOTIF_FORMATS)('have the same ids, names and numbers in %s, and the file is the same', (format) => {
    fc.assert(
      fc.property(anyPfms, (motifs) => {
        const text = writeMotifs(motifs, format)
        const file = readMotifs(text, { format })
        const kept = ['homer', 'uniprobe', 'cis-bp'].includes(format)
          ? motifs.map((motif) => ppmFromPfm(motif))
          : motifs
        expect(file.motifs.map(matrix)).toEqual(kept.map(matrix))
        expect(writeMotifs(file.motifs, format)).toBe(text)
      }),
      { numRuns: 40 },
    )
  })

  it.each(WRITTEN_MOTIF_FORMATS)('are known to be %s by looking', (format) => {
    fc.assert(
      fc.property(anyPfms, (motifs) => {
        expect(readMotifs(writeMotifs(motifs, format)).format).toBe(format)
      }),
      { numRuns: 40 },
    )
  })

  it.each(['meme', 'homer', 'pfm-four-rows', 'pfm-four-columns', 'uniprobe', 'cis-bp'] as const)(
    'keep probabilities to the last digit in %s',
    (format) => {
      fc.assert(
        fc.property(anyPfms, (motifs) => {
          const given = motifs.map((motif) => ppmFromPfm(motif, { pseudocount: 0.7 }))
          expect(readMotifs(writeMotifs(given, format), { format }).motifs.map(matrix)).toEqual(given.map(matrix))
        }),
        { numRuns: 40 },
      )
    },
  )

  it('keep the facts that their format has room for', () => {
    const facts = {
      description: 'M1 Arnt ; From JASPAR',
      species: ['vertebrates'],
      class: 'bHLH',
      family: 'PAS',
      comments: ['tax_group:vertebrates', 'tf_family:PAS', 'tf_class:bHLH', 'data_type:'],
    }
    const motif = pfmFromCounts([4, 16, 0, 0], { id: 'M1', name: 'Arnt', facts })
    expect(readMotifs(writeMotifs([motif], 'transfac')).motifs).toEqual([motif])
    const found = { ...ppmFromPfm(motif), facts: { url: 'https://example.org/M1', eValue: 4.1e-9 } }
    expect(readMotifs(writeMotifs([found], 'meme')).motifs).toEqual([found])
    const homer = { ...ppmFromProbabilities([0.2, 0.8, 0, 0], { id: 'M1' }), facts: { threshold: 6.5, logPValue: -20 } }
    expect(readMotifs(writeMotifs([homer], 'homer')).motifs).toEqual([homer])
    const cisBp = readMotifs(writeMotifs([motif], 'cis-bp')).motifs[0]
    expect(cisBp?.facts).toEqual({ species: ['vertebrates'], family: 'PAS' })
  })

  it('have an id of one word and a name of one line', () => {
    const motif = pfmFromCounts([1, 2, 3, 4], { id: 'my motif\n', name: 'a\tname\r\nof lines' })
    for (const format of WRITTEN_MOTIF_FORMATS) {
      const [read] = readMotifs(writeMotifs([motif], format), { format }).motifs
      expect([read?.id, read?.name]).toEqual(['my_motif', 'a name of lines'])
    }
  })
})

describe('probabilities as counts', () => {
  it('need a number of sites', () => {
    const unknown = ppmFromProbabilities([0.2, 0.8, 0, 0], { id: 'M1' })
    expect(() => writeMotifs([unknown], 'transfac')).toThrow(/Motif M1 has probabilities and no number of sites/)
    expect(writeMotifs([unknown], 'transfac', { sites: 20 })).toContain('01\t4.0\t16.0\t0.0\t0.0')
    const known = ppmFromProbabilities([0.2, 0.8, 0, 0], { id: 'M1', sites: 10 })
    expect(writeMotifs([known], 'jaspar', { sites: 20 })).toBe(
      lines('>M1', 'A [ 2 ]', 'C [ 8 ]', 'G [ 0 ]', 'T [ 0 ]', ''),
    )
  })

  it('of six digits become whole in a file of MEME', () => {
    const text = lines(
      'MEME version 4',
      'MOTIF KRP',
      'letter-probability matrix: nsites= 17',
      ' 0 0.176471 0 0.823529 ',
    )
    expect(writeMotifs(readMotifs(text).motifs, 'transfac')).toContain('01\t0.0\t3.0\t0.0\t14.0')
  })
})

describe('HOMER', () => {
  it('has 0.8 of the best score as threshold where the motif has none', () => {
    const text = writeMotifs([ppmFromProbabilities([1, 0, 0, 0, 0, 0.5, 0, 0.5], { id: 'M1' })], 'homer')
    const [heading = ''] = text.split('\n')
    expect(heading.split('\t').slice(0, 2)).toEqual(['>AY', 'M1'])
    expect(Number(heading.split('\t')[2])).toBeCloseTo(0.8 * (Math.log(4) + Math.log(2)), 12)
  })

  it('may hold counts, which it divides itself', () => {
    const { motifs } = readMotifs('>ACG\tM1\t5.2\n3\t1\t0\t0\n0\t4\t0\t0\n')
    expect(motifs[0]).toMatchObject({ kind: 'counts', facts: { threshold: 5.2 }, length: 2 })
  })
})

describe('MEME', () => {
  it('is read with a background on several lines, any ends of lines and a byte order mark', () => {
    const text = [
      '\ufeffMEME version 5.5',
      'Background letter frequencies (from x):',
      'A 0.3 C 0.2',
      'G 0.2 T 0.3',
      '',
      'MOTIF a b c',
      'letter-probability matrix: alength=4 w=1',
      '1 0 0 0',
      '',
      'URL http://x',
    ].join('\r\n')
    const { motifs, background } = readMotifs(new TextEncoder().encode(text))
    expect(background).toEqual([0.3, 0.2, 0.2, 0.3])
    expect(motifs).toEqual([
      {
        kind: 'probabilities',
        id: 'a',
        name: 'b c',
        length: 1,
        values: Float64Array.of(1, 0, 0, 0),
        facts: { url: 'http://x' },
      },
    ])
  })

  it('passes over a line of sums that is not of this matrix', () => {
    const text = writeMotifs([pfmFromCounts([1, 1, 0, 0], { id: 'M1' })], 'meme')
    expect(readMotifs(text.replace('position: 2', 'position: 2 2')).motifs[0]).toMatchObject({
      kind: 'probabilities',
      sites: 2,
    })
  })
})

describe('TRANSFAC', () => {
  it('is read with columns in another order, positions from 0, references and several species', () => {
    const text = lines(
      'VV  x',
      'XX',
      '//',
      'AC  M00001',
      'XX',
      'ID  V$MYOD_01',
      'NA  MyoD',
      'BF  T00526; MyoD',
      'BF  T00527; other',
      'OS  mouse',
      'OS  human',
      'P0      T      G      C      A',
      '00      1      2      3      4      N',
      '01      4      3      2      1      N',
      'XX',
      'RN  [1]',
      'RX  PUBMED: 1',
      '//',
    )
    expect(readMotifs(text).motifs).toMatchObject([
      {
        id: 'M00001',
        name: 'MyoD',
        values: Float64Array.of(4, 3, 2, 1, 1, 2, 3, 4),
        facts: { species: ['mouse', 'human'] },
      },
    ])
  })
})

describe('tables without letters', () => {
  it('of 4 x 4 are read the way in which sums are equal', () => {
    const positions = lines('4 3 2 1', '1 1 1 7', '10 0 0 0', '5 5 0 0')
    expect(readMotifs(positions)).toMatchObject({ format: 'pfm-four-columns', motifs: [{ length: 4 }] })
    const bases = lines('4 1 10 5', '3 1 0 5', '2 1 0 0', '1 7 0 0')
    const [first] = readMotifs(positions).motifs
    expect(readMotifs(bases).format).toBe('pfm-four-rows')
    expect(readMotifs(bases).motifs[0]).toEqual(first)
  })

  it('are counts where all numbers are whole, also of one site, and probabilities where the sums are 1', () => {
    expect(readMotifs('1 0 0 0\n0 1 0 0\n').motifs[0]).toMatchObject({ kind: 'counts' })
    expect(readMotifs('.5 .5 0 0\n0 1 0 0\n').motifs[0]).toMatchObject({ kind: 'probabilities' })
  })
})

describe('weights of HOCOMOCO', () => {
  it('are natural logarithms or those of base 2, whichever gives probabilities', () => {
    const probabilities = [0.7, 0.1, 0.1, 0.1, 0.05, 0.05, 0.6, 0.3]
    for (const log of [Math.log, Math.log2]) {
      const weights = probabilities.map((p) => log(p / 0.25))
      const text = lines('>M1', weights.slice(0, 4).join('\t'), weights.slice(4).join('\t'))
      const file = readMotifs(text)
      expect(file.format).toBe('hocomoco-pwm')
      file.motifs[0]?.values.forEach((value, i) => {
        expect(value).toBeCloseTo(probabilities[i] ?? Number.NaN, 12)
      })
    }
  })
})

describe('sites', () => {
  it('are counted where they are in upper case, over wrapped lines', () => {
    const { motifs } = readMotifs(lines('>M1 Arnt 1', 'gaCAC', 'GTGt', '>M1 Arnt 2', 'CACGTT'))
    expect(motifs).toMatchObject([{ id: 'M1', name: 'Arnt', length: 6 }])
    expect(motifs.map(consensus)).toEqual(['CACGTG'])
    expect(readMotifs('>chr1:1-4\nACGT\n>chr1:9-12\nACGA\n').motifs[0]?.id).toBe('motif1')
  })
})
