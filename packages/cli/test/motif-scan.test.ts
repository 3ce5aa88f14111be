import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ended, helicon, start, temporaryFolder } from './helicon.js'
import { hasSharedData, sharedData } from './shared-data.js'

interface Hit {
  readonly sequence: string
  readonly start: number
  readonly end: number
  readonly strand: '+' | '-'
  readonly motif: string
  readonly score: number | null
  readonly pvalue: number
  readonly match: string
}

interface Golden {
  readonly motifs: readonly { readonly name: string; readonly counts: Readonly<Record<string, number[]>> }[]
  readonly scan: {
    readonly sequence: string
    readonly forward: readonly (number | null)[]
    readonly reverse: readonly (number | null)[]
  }
}

// Biopython 1.80.
const path = new URL('../../core/test/motif/golden/motifs.json', import.meta.url)
const golden: Golden = JSON.parse(readFileSync(path, 'utf8'))
const { sequence } = golden.scan

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const scan = (...args: string[]) => helicon(['motif', 'scan', ...args], folder.path)
const linesOf = (text: string) => text.trimEnd().split('\n')
const rowsOf = (text: string) => linesOf(text).map((line) => line.split('\t'))

/** The counts of a motif of the reference numbers as a JASPAR file has them. */
function jaspar(name: string, id = name): string {
  const counts = golden.motifs.find((motif) => motif.name === name)?.counts ?? {}
  const rows = ['A', 'C', 'G', 'T'].map((base) => `${base} [ ${counts[base]?.join(' ')} ]`)
  return `>${id} ${name}\n${rows.join('\n')}\n`
}

async function jsonHits(...args: string[]): Promise<Hit[]> {
  const { code, out, err } = await scan(...args, '--json')
  if (code !== 0) throw new Error(err)
  return out === '' ? [] : linesOf(out).map((line) => JSON.parse(line))
}

beforeAll(() => {
  writeFileSync(inFolder('ap1.jaspar'), jaspar('ap1', 'MA1'))
  writeFileSync(inFolder('two.jaspar'), jaspar('ap1', 'MA1') + jaspar('guide', 'MA2'))
  writeFileSync(inFolder('planted.fa'), `>planted two sites\n${sequence.match(/.{1,60}/g)?.join('\n')}\n`)
})
afterAll(folder.remove)

describe('helicon motif scan', () => {
  it('finds both planted sites, on the strand and at the place where they are', async () => {
    const { code, out, err } = await scan('ap1.jaspar', 'planted.fa', '--pseudocount', '1', '--pvalue', '1e-4')
    const rows = rowsOf(out)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(rows).toEqual([
      ['sequence', 'start', 'end', 'strand', 'motif', 'name', 'score', 'pvalue', 'match'],
      ['planted', '100', '107', '+', 'MA1', 'ap1', '9.02299128', '6.104e-5', 'TGACTCA'],
      ['planted', '200', '207', '-', 'MA1', 'ap1', '9.02299128', '6.104e-5', 'TGACTCA'],
    ])
    expect(sequence.slice(200, 207)).toBe('TGAGTCA')
  })

  it('agrees with every score of Biopython, and leaves out the windows that it gives none', async () => {
    const hits = await jsonHits('ap1.jaspar', 'planted.fa', '--pseudocount', '1', '--threshold', '-1000')
    for (const [strand, expected] of [
      ['+', golden.scan.forward],
      ['-', golden.scan.reverse],
    ] as const) {
      const found: (number | null)[] = expected.map(() => null)
      for (const hit of hits) if (hit.strand === strand) found[hit.start] = Math.fround(hit.score ?? Number.NaN)
      expect(found).toEqual(expected)
    }
    for (const { start: first, end, strand, match } of hits)
      if (strand === '+') expect(match).toBe(sequence.slice(first, end))
  })

  it('writes the same hits as a table, as BED and as JSON', async () => {
    const args = ['two.jaspar', 'planted.fa', '--pvalue', '0.01']
    const [table, bed, hits] = await Promise.all([scan(...args), scan(...args, '--bed'), jsonHits(...args)])
    const rows = rowsOf(table.out).slice(1)
    expect(rows.length).toBeGreaterThan(5)
    const places = rows.map(([id, first, end, strand, motif]) => [id, first, end, motif, strand])
    const bedRows = rowsOf(bed.out)
    expect(bedRows.map(([id, first, end, motif, _score, strand]) => [id, first, end, motif, strand])).toEqual(places)
    expect(hits.map((hit) => [hit.sequence, `${hit.start}`, `${hit.end}`, hit.motif, hit.strand])).toEqual(places)
    hits.forEach(({ pvalue, score }, i) => {
      expect(pvalue).toBeLessThanOrEqual(0.01)
      expect(Number(bedRows[i]?.[4])).toBe(Math.round(-100 * Math.log10(pvalue)))
      expect(rows[i]?.slice(6, 8)).toEqual([String(Number(score?.toPrecision(9))), pvalue.toExponential(3)])
    })
  })

  it('goes by strand, by score, by share of the highest score, by motif and by the best window', async () => {
    const all = await jsonHits('two.jaspar', 'planted.fa', '--threshold', '-1000')
    const chosen = async (...args: string[]) => jsonHits('two.jaspar', 'planted.fa', ...args)
    const threshold = ['--threshold', '2.5']
    expect(await chosen(...threshold)).toEqual(all.filter(({ score }) => (score ?? 0) >= 2.5))
    for (const strand of ['+', '-'])
      expect(await chosen(...threshold, '--strand', strand)).toEqual(
        all.filter((hit) => (hit.score ?? 0) >= 2.5 && hit.strand === strand),
      )
    const ofGuide = all.filter(({ motif }) => motif === 'MA2')
    for (const called of ['MA2', 'guide'])
      expect(await chosen('--threshold', '-1000', '--motif', called)).toEqual(ofGuide)
    const scores = ofGuide.map(({ score }) => score ?? 0)
    // TACAA, TACGA, TACAA with the pseudocount 0.2: columns of 3 and of 2 and 1.
    const weight = (count: number) => Math.log2(((count + 0.2) / 3.8) * 4)
    const [lowest, highest] = [5 * weight(0), 4 * weight(3) + weight(2)]
    const relative = ofGuide.filter(({ score }) => (score ?? 0) >= lowest + 0.7 * (highest - lowest))
    expect(relative.length).toBeGreaterThan(0)
    expect(await chosen('--relative', '0.7', '--motif', 'MA2')).toEqual(relative)
    const best = await chosen('--best')
    expect(best.map(({ motif, start: first }) => [motif, first])).toEqual([
      ['MA1', 100],
      ['MA2', ofGuide.find(({ score }) => score === Math.max(...scores))?.start],
    ])
  })

  it('reads gzip, standard input and letters of the command line', async () => {
    const expected = await jsonHits('ap1.jaspar', 'planted.fa')
    expect(expected).toHaveLength(2)
    writeFileSync(inFolder('planted.fa.gz'), gzipSync(readFileSync(inFolder('planted.fa'))))
    writeFileSync(inFolder('ap1.jaspar.gz'), gzipSync(readFileSync(inFolder('ap1.jaspar'))))
    expect(await jsonHits('ap1.jaspar.gz', 'planted.fa.gz')).toEqual(expected)
    const named = expected.map((hit) => ({ ...hit, sequence: 'sequence' }))
    expect(await jsonHits('ap1.jaspar', '--sequence', sequence.toLowerCase())).toEqual(named)
    for (const [args, input] of [
      [['-', 'planted.fa'], 'ap1.jaspar'],
      [['ap1.jaspar', '-'], 'planted.fa.gz'],
    ] as const) {
      const program = fileURLToPath(new URL('../bin/helicon.js', import.meta.url))
      const child = spawn(process.execPath, [program, 'motif', 'scan', ...args, '--json'], { cwd: folder.path })
      child.stdin.end(readFileSync(inFolder(input)))
      const { code, out } = await ended(child)
      expect(code).toBe(0)
      expect(linesOf(out).map((line) => JSON.parse(line))).toEqual(expected)
    }
  })

  it('takes the background from numbers or from the sequences, where both strands count', async () => {
    const given = await jsonHits('ap1.jaspar', 'planted.fa', '--best', '--background', '0.3,0.2,0.2,0.3')
    const uniform = await jsonHits('ap1.jaspar', 'planted.fa', '--best')
    // TGACTCA: four of A and T, three of C and G.
    const change = 4 * Math.log2(0.25 / 0.3) + 3 * Math.log2(0.25 / 0.2)
    expect((given[0]?.score ?? 0) - (uniform[0]?.score ?? 0)).toBeCloseTo(change, 9)
    expect(given[0]?.pvalue).toBeCloseTo(0.3 ** 4 * 0.2 ** 3, 12)
    const at = ([...sequence].filter((letter) => 'AT'.includes(letter)).length + 2) / (sequence.length - 5 + 4) / 2
    const own = await jsonHits('ap1.jaspar', 'planted.fa', '--best', '--background', 'from-sequences')
    expect(own[0]?.pvalue).toBeCloseTo(at ** 4 * (0.5 - at) ** 3, 12)
  })

  it('writes ids that would break a line or move the cursor with escapes', async () => {
    writeFileSync(inFolder('odd.fa'), '>a\u001b[31m\u0007b\u202e and more\nTGACTCA\n')
    const { out } = await scan('ap1.jaspar', 'odd.fa', '--best', '--bed')
    expect(out).toBe('a\\x1b[31m\\x07b\\u202e\t0\t7\tMA1\t421\t+\n')
    expect((await jsonHits('ap1.jaspar', 'odd.fa', '--best'))[0]?.sequence).toBe('a\\x1b[31m\\x07b\\u202e')
  })

  it('counts the sequences that are too short and the motifs that can have no hits', async () => {
    writeFileSync(inFolder('short.fa'), '>a\nTGACT\n>b\nTGACTCA\n>c\n>d\nNNNNNNNN\n')
    const { code, out, err } = await scan('two.jaspar', 'short.fa')
    expect(code).toBe(0)
    expect(rowsOf(out).map(([id]) => id)).toEqual(['sequence', 'b'])
    expect(err).toContain('1 motif can have no hits: even the best match does not reach the limit (MA2)')
    expect(err).toContain('2 sequences shorter than a motif; pairs of a sequence and a motif that were left out: 3')
    const best = await scan('ap1.jaspar', 'short.fa', '--best', '--lang', 'ko', '-o', 'best.tsv')
    expect(best.err).toContain('1쌍에는 가장 잘 맞는 구간이 없습니다')
    expect(best.err).toContain('1곳을 best.tsv에 썼습니다')
  })
})

describe('helicon motif scan refuses', () => {
  it.each([
    [['ap1.jaspar'], 2, 'Give a FASTA file or letters'],
    [['ap1.jaspar', 'planted.fa', '--sequence', 'ACGT'], 2, 'not both'],
    [['-', '-'], 2, 'cannot both come from standard input'],
    [['ap1.jaspar', '-', '--background', 'from-sequences'], 2, 'reads the sequences twice'],
    [['ap1.jaspar', 'planted.fa', '--pvalue', '0.1', '--best'], 2, '--pvalue, --best exclude each other'],
    [['ap1.jaspar', 'planted.fa', '--pvalue', '0'], 2, 'expected a number above 0, at most 1'],
    [['ap1.jaspar', 'planted.fa', '--relative', '1.1'], 2, 'expected a number above 0, at most 1'],
    [['ap1.jaspar', 'planted.fa', '--strand', 'x'], 2, 'expected both, + or -'],
    [['ap1.jaspar', 'planted.fa', '--background', '1,1,1,1'], 2, 'four numbers above 0 with a sum of 1'],
    [['ap1.jaspar', 'planted.fa', '--pseudocount', '-1'], 2, 'expected a number, 0 or more'],
    [['ap1.jaspar', 'planted.fa', '--bed', '--json'], 2, '--bed and --json exclude each other'],
    [['ap1.jaspar', 'planted.fa', '-o', 'planted.fa'], 2, 'would change planted.fa'],
    [['ap1.jaspar', 'planted.fa', '--motif', 'MA3'], 2, 'Did you mean "MA1"?'],
    [['ap1.jaspar', '--sequence', 'TGACTC'], 65, 'Motif MA1 has 7 positions, the sequence only 6 bases'],
    [['ap1.jaspar', '--sequence', 'TGAC-TC'], 2, "'-' at position 5"],
    [['ap1.jaspar', 'planted.fa', '--relative', '0.8', '--pseudocount', '0'], 65, 'bases of probability 0'],
    [['ap1.jaspar', 'nothing.fa'], 66, 'nothing.fa: there is no such file'],
    [['planted.fa', 'planted.fa'], 65, 'planted.fa'],
    [['ap1.jaspar', 'ap1.jaspar'], 65, 'ap1.jaspar:2:3: the sequence MA1 has "["'],
  ])('%j', async (args, expected, message) => {
    const { code, out, err } = await scan(...args)
    expect({ code, err }).toMatchObject({ code: expected, err: expect.stringContaining(message) })
    expect(rowsOf(out).length).toBeLessThanOrEqual(1)
    expect(err).not.toContain('    at ')
  })

  it('a damaged file without leaving half of the hits', async () => {
    writeFileSync(inFolder('damaged.fa'), `>a\n${sequence}\n>b\nTGA*\n`)
    const { code } = await scan('ap1.jaspar', 'damaged.fa', '-o', 'damaged.tsv')
    expect(code).toBe(65)
    expect(readdirSync(folder.path).filter((name) => name.includes('damaged.tsv'))).toEqual([])
  })
})

describe('a long scan', () => {
  /** Two million bases, whose every window is a hit of every motif: more than can be written before the end. */
  const endless = ['many.jaspar', 'long.fa', '--threshold', '-1000']

  beforeAll(() => {
    writeFileSync(inFolder('many.jaspar'), Array.from({ length: 100 }, (_, i) => jaspar('ap1', `M${i}`)).join(''))
    writeFileSync(inFolder('long.fa'), `>long\n${'TGACTCAACG'.repeat(200_000)}\n`)
  })

  it.skipIf(process.platform === 'win32')('ends at Ctrl-C (POSIX only) with 130 and leaves nothing', async () => {
    const child = start(['motif', 'scan', ...endless, '-o', 'stopped.tsv'], folder.path)
    const end = ended(child)
    const written = () => readdirSync(folder.path).some((name) => name.startsWith('.stopped.tsv'))
    while (!written()) await new Promise((resolve) => setTimeout(resolve, 20))
    child.kill('SIGINT')
    expect(await end).toEqual({ code: 130, out: '', err: '' })
    expect(written() || existsSync(inFolder('stopped.tsv'))).toBe(false)
  })

  it('ends quietly when nobody reads any more', async () => {
    const child = start(['motif', 'scan', ...endless], folder.path)
    let err = ''
    child.stderr?.on('data', (text) => {
      err += text
    })
    child.stdout?.once('data', () => child.stdout?.destroy())
    const code = await new Promise((resolve) => child.on('close', resolve))
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })
})

describe.skipIf(!hasSharedData)('real motifs (needs ../shared)', () => {
  it('of JASPAR are found in the genome of phage lambda about as often as chance has it', async () => {
    const motifs = sharedData('motifs/JASPAR2024_CORE_vertebrates_non-redundant_pfms_transfac.txt')
    const hits = await jsonHits(motifs, sharedData('phage/lambda_virus.fa'), '--background', 'from-sequences')
    const expected = 2 * 48_502 * (879 - 98) * 1e-4
    expect(hits.length / expected).toBeGreaterThan(0.7)
    expect(hits.length / expected).toBeLessThan(1.3)
    for (const { pvalue } of hits) expect(pvalue).toBeLessThanOrEqual(1e-4)
  })
})

describe('a FASTA file in the place of the motifs', () => {
  const fasta = (name: string, sequences: readonly string[]) =>
    writeFileSync(inFolder(name), sequences.map((letters, i) => `>s${i}\n${letters}\n`).join(''))

  it('is said to be read as the sites of one motif', async () => {
    fasta('sites.fa', ['TGACTCA', 'TGAGTCA', 'TGACTCA'])
    const { code, err } = await scan('sites.fa', 'planted.fa')
    expect(code).toBe(0)
    expect(err).toBe('3 aligned sequences were read as one motif of 7 positions (motif1)\n')
  })

  it.each([
    ['long', ['ACGTT'.repeat(9), 'TTACG'.repeat(9)]],
    [
      'many that have nothing in common',
      Array.from({ length: 200 }, (_, i) => 'ACGTTGCA'.repeat(3).slice(i % 8, (i % 8) + 12)),
    ],
  ])('is warned of where its sequences are %s', async (_, sequences) => {
    fasta('peaks.fa', sequences)
    const { err } = await scan('peaks.fa', 'planted.fa')
    expect(err).toMatch(/aligned sequences were read as one motif/)
    expect(err).toMatch(/^warning: This does not look like the aligned sites of a motif/m)
    expect((await scan('peaks.fa', 'planted.fa', '--lang', 'ko')).err).toMatch(/^경고: 정렬된 결합 부위로/m)
  })
})
