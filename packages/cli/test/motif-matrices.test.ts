import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { MOTIF_FORMATS, WRITTEN_MOTIF_FORMATS } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ended, helicon, temporaryFolder } from './helicon.js'
import { hasSharedData, sharedData } from './shared-data.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const motif = (...args: string[]) => helicon(['motif', ...args], folder.path)
const jsonLines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

const JASPAR = `>MA0004.1 Arnt
A [  4 19  0  0  0  0 ]
C [ 16  0 20  0  0  0 ]
G [  0  1  0 20  0 20 ]
T [  0  0  0  0 20  0 ]

>MA0006.1 Ahr::Arnt
A [ 3 0 0 ]
C [ 8 0 23 ]
G [ 2 23 0 ]
T [ 11 1 1 ]
`

beforeAll(() => {
  writeFileSync(inFolder('two.jaspar'), JASPAR)
  writeFileSync(inFolder('two.jaspar.gz'), gzipSync(JASPAR))
  writeFileSync(inFolder('zeros.pfm'), '>Z\n1\t0\t2\n0\t0\t2\n0\t0\t2\n0\t0\t2\n')
})
afterAll(folder.remove)

/** Runs `helicon motif ARGS` with a file on standard input. */
function fed(input: string, ...args: string[]) {
  const program = fileURLToPath(new URL('../bin/helicon.js', import.meta.url))
  const child = spawn(process.execPath, [program, 'motif', ...args], { cwd: folder.path })
  child.stdin.end(readFileSync(inFolder(input)))
  return ended(child)
}

const SITES = ['TACAA', 'TACGA', 'TACAA']

describe('helicon motif pwm', () => {
  // What print() of Biopython 1.84 gives for the matrices of these sites.
  it.each([
    [
      ['--pseudocount', '0.5'],
      '        0      1      2      3      4\nA:   0.10   0.70   0.10   0.50   0.70\nC:   0.10   0.10   0.70   0.10   0.10\nG:   0.10   0.10   0.10   0.30   0.10\nT:   0.70   0.10   0.10   0.10   0.10\n',
    ],
    [
      ['--kind', 'counts'],
      '        0      1      2      3      4\nA:   0.00   3.00   0.00   2.00   3.00\nC:   0.00   0.00   3.00   0.00   0.00\nG:   0.00   0.00   0.00   1.00   0.00\nT:   3.00   0.00   0.00   0.00   0.00\n',
    ],
    [
      ['--kind', 'log-odds', '--background', '0.3,0.2,0.2,0.3'],
      '        0      1      2      3      4\nA:   -inf   1.74   -inf   1.15   1.74\nC:   -inf   -inf   2.32   -inf   -inf\nG:   -inf   -inf   -inf   0.74   -inf\nT:   1.74   -inf   -inf   -inf   -inf\n',
    ],
  ])('prints the matrix of sites as the guide shows it, with %j', async (options, expected) => {
    expect(await motif('pwm', '--instances', ...SITES, ...options)).toEqual({ code: 0, out: expected, err: '' })
  })

  it('prints the motifs of a file with their ids and names, or those that are named', async () => {
    const all = await motif('pwm', 'two.jaspar', '--kind', 'counts')
    expect(all.out.split('\n\n').map((table) => table.split('\n')[0])).toEqual(['MA0004.1 Arnt', 'MA0006.1 Ahr::Arnt'])
    const one = await motif('pwm', 'two.jaspar', '--kind', 'counts', '--motif', 'Ahr::Arnt')
    expect(`${all.out.split('\n\n')[1]}`).toBe(one.out)
  })

  it('gives numbers in full with --json, -Infinity as null', async () => {
    const { out } = await motif('pwm', 'two.jaspar.gz', '--json', '--kind', 'log-odds', '--motif', 'MA0004.1')
    const [read] = jsonLines(out)
    expect(read).toMatchObject({ id: 'MA0004.1', name: 'Arnt', kind: 'log-odds', length: 6, letters: 'ACGT' })
    expect(read.values[0]).toEqual([Math.log2(0.8), Math.log2(3.2), null, null])
    const four = await motif('pwm', 'zeros.pfm', '--json', '--pseudocount', '1,2,3,4')
    expect(jsonLines(four.out)[0].values[1]).toEqual([0.1, 0.2, 0.3, 0.4])
  })
})

describe('helicon motif list', () => {
  it('tells id, name, length, information and consensus', async () => {
    const { code, out } = await motif('list', 'two.jaspar')
    expect(code).toBe(0)
    expect(out).toBe(
      'id\tname\tkind\tlength\tinformation\tconsensus\nMA0004.1\tArnt\tcounts\t6\t10.99\tCACGTG\nMA0006.1\tAhr::Arnt\tcounts\t3\t3.78\tYGC\n',
    )
    expect(jsonLines((await motif('list', 'two.jaspar', '--json')).out)).toHaveLength(2)
  })

  it('leaves the information open where a position has no counts, unless there is a pseudocount', async () => {
    expect((await motif('list', 'zeros.pfm')).out).toContain('Z\t\tcounts\t3\t\tANN\n')
    expect((await motif('list', 'zeros.pfm', '--pseudocount', '1')).out).toMatch(/Z\t\tcounts\t3\t0\.\d\d\tANN\n/)
  })
})

describe('helicon motif convert', () => {
  it('takes the format from the ending, reads and writes gzip, and comes back to the byte', async () => {
    const there = await motif('convert', 'two.jaspar.gz', '-o', 'two.meme')
    expect(there).toEqual({ code: 0, out: '', err: '2 motifs written to two.meme (jaspar to meme)\n' })
    const { out } = await motif('convert', 'two.meme', '-o', 'two.transfac.gz', '--json')
    expect(JSON.parse(out)).toEqual({ motifs: 2, from: 'meme', to: 'transfac', output: 'two.transfac.gz' })
    expect(gunzipSync(readFileSync(inFolder('two.transfac.gz'))).toString()).toContain(
      'ID Ahr::Arnt\nXX\nPO\tA\tC\tG\tT\n',
    )
    await motif('convert', 'two.transfac.gz', '-o', 'again.jaspar')
    expect((await motif('convert', 'two.jaspar', '--to', 'jaspar')).out).toBe(
      readFileSync(inFolder('again.jaspar'), 'utf8'),
    )
  })

  it('reads standard input and writes standard output', async () => {
    const { code, out } = await fed('two.jaspar', 'convert', '-', '--to', 'pfm-four-columns', '--motif', 'MA0006.1')
    expect({ code, out }).toEqual({ code: 0, out: '>MA0006.1 Ahr::Arnt\n3\t8\t2\t11\n0\t0\t23\t1\n0\t23\t0\t1\n' })
  })

  it('adds pseudocounts for probabilities, and takes a number of sites for counts', async () => {
    const { code, err } = await motif('convert', 'zeros.pfm', '-o', 'zeros.homer')
    expect(code).toBe(65)
    expect(err).toMatch(/motif Z: all four counts at position 2 \(from 1\) are 0.*Give a pseudocount/)
    expect(existsSync(inFolder('zeros.homer'))).toBe(false)
    expect((await motif('convert', 'zeros.pfm', '-o', 'zeros.homer', '--pseudocount', '1')).code).toBe(0)
    const unknown = await motif('convert', 'zeros.homer', '--to', 'jaspar')
    expect(unknown).toMatchObject({ code: 65, err: expect.stringContaining('no number of sites') })
    const known = await motif('convert', 'zeros.homer', '--to', 'jaspar', '--sites', '20', '--from', 'homer')
    expect(known.out).toContain('A [ 8 5 5 ]')
  })
})

describe('motif commands refuse', () => {
  it.each([
    [['pwm'], 2, 'not both and not neither'],
    [['pwm', 'two.jaspar', '--instances', 'ACGT'], 2, 'not both'],
    [['pwm', '--instances', 'ACGT', '--motif', 'x'], 2, '--motif chooses from a file'],
    [['pwm', '--instances', 'ACGT', 'ACG'], 65, 'instance 2 has 3 bases; expected 4'],
    [['pwm', '--instances', 'ACGT', 'ACNT'], 65, 'instance 2 has "N" at position 3'],
    [['pwm', 'two.jaspar', '--kind', 'count'], 2, 'expected one of counts, probabilities, log-odds'],
    [['pwm', 'two.jaspar', '--pseudocount', '1,2'], 2, 'a number, 0 or more, or four such numbers'],
    [['pwm', 'two.jaspar', '--pseudocount', '-1'], 2, 'a number, 0 or more'],
    [['pwm', 'two.jaspar', '--background', '1,1,1,1'], 2, 'four numbers above 0 with a sum of 1'],
    [['pwm', 'two.jaspar', '--motif', 'Arn'], 2, 'Did you mean "Arnt"?'],
    [['pwm', 'two.jaspar', '-o', 'two.jaspar'], 2, 'would change two.jaspar'],
    [['list', 'nothing.meme'], 66, 'nothing.meme: there is no such file'],
    [['convert', 'two.jaspar'], 2, 'name it with --to, one of meme, jaspar, transfac'],
    [['convert', 'two.jaspar', '-o', 'two.txt'], 2, 'name it with --to'],
    [['convert', 'two.jaspar', '--to', 'sites'], 2, 'expected one of meme'],
    [['convert', 'two.jaspar', '--from', 'transfac', '--to', 'meme'], 65, 'two.jaspar:1: found ">MA0004.1 Arnt"'],
    [['convert', 'two.jaspar', '--to', 'meme', '--sites', '0'], 2, 'a number above 0'],
  ])('%j', async (args, expected, message) => {
    const { code, out, err } = await motif(...args)
    expect({ code, out, err }).toMatchObject({ code: expected, out: '', err: expect.stringContaining(message) })
    expect(err).not.toContain('    at ')
  })

  it('in Korean too', async () => {
    const { err } = await motif('pwm', '--instances', 'ACGT', 'ACG', '--lang', 'ko')
    expect(err).toContain('2번째 부위 서열의 길이가 3염기입니다')
  })
})

describe('the pages about formats', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))

  it.each(['en', 'ko'])('docs/%s/motif-formats.md shows what is printed, and its program runs', async (language) => {
    const page = readFileSync(join(root, 'docs', language, 'motif-formats.md'), 'utf8')
    const [, line = ''] = /^ {4}helicon (motif pwm .*)$/m.exec(page) ?? []
    const { out } = await helicon(line.split(' '), folder.path)
    expect(page).toContain(`\`\`\`text\n${out}\`\`\``)
    const [, program = ''] = /```js\n([\s\S]*?)```/.exec(page) ?? []
    const args = ['--input-type=module', '-e', program]
    const ran = await ended(spawn(process.execPath, args, { cwd: join(root, 'packages', 'cli') }))
    expect(ran).toEqual({
      code: 0,
      // Probabilities (4.5, 16.5, .5, .5) / 22 and so on: their information by hand.
      out: 'jaspar MA0004.1 Arnt 3.84 12\n>MA0004.1 Arnt\n0\t0\t20\t0\n0\t1\t0\t19\n0\t0\t16\t4\n\n',
      err: '',
    })
  })

  it.each(['en', 'ko'])('docs/%s/motif-formats.md names every format, and those that are written', (language) => {
    const page = readFileSync(join(root, 'docs', language, 'motif-formats.md'), 'utf8')
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \|.*\| (yes|no|됨|안 됨) \|$/gm)]
    expect(rows.map(([, name]) => name)).toEqual([...MOTIF_FORMATS])
    const written = rows.filter(([, , answer]) => answer === 'yes' || answer === '됨').map(([, name]) => name)
    expect(written).toEqual([...WRITTEN_MOTIF_FORMATS])
  })
})

describe.skipIf(!hasSharedData)('JASPAR 2024 (needs ../shared)', () => {
  it('becomes MEME and TRANSFAC again without loss of ids, names and counts', async () => {
    const source = sharedData('motifs/JASPAR2024_CORE_vertebrates_non-redundant_pfms_transfac.txt')
    expect((await motif('convert', source, '-o', 'jaspar.meme')).err).toContain('879 motifs written to jaspar.meme')
    expect((await motif('convert', 'jaspar.meme', '-o', 'jaspar.transfac')).code).toBe(0)
    const matrices = (file: string) => motif('pwm', file, '--kind', 'counts', '--json')
    const found = await Promise.all([source, 'jaspar.transfac'].map(matrices))
    const [before = [], after = []] = found.map(({ out }) =>
      jsonLines(out).map(({ id, name, values }) => JSON.stringify({ id, name, values })),
    )
    expect(before).toHaveLength(879)
    expect(after).toEqual(before)
  })
})
