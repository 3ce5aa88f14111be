import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'
import { hasSharedData, sharedData } from './shared-data.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const inspect = (...args: string[]) => helicon(['data', 'inspect', ...args], folder.path)
afterAll(folder.remove)

interface Told {
  readonly parts: readonly { readonly part: string; readonly records: number; readonly labels: unknown }[]
  readonly findings: readonly {
    readonly code: string
    readonly severity: string
    readonly text: string
    readonly details: unknown
  }[]
}

async function told(...args: string[]): Promise<Told> {
  const { code, out, err } = await inspect(...args, '--json')
  if (code !== 0) throw new Error(err)
  return JSON.parse(out)
}

/** Sequences of 30 bases of which `share` are G or C. */
function fasta(name: string, records: number, share: number, label: string, seed: number): string {
  let state = seed
  const next = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return state / 2 ** 31
  }
  const base = () => (next() < share ? 'GC' : 'AT')[next() < 0.5 ? 0 : 1]
  const sequence = () => Array.from({ length: 30 }, base).join('')
  return Array.from({ length: records }, (_, index) => `>${name}${index} label=${label}\n${sequence()}\n`).join('')
}

beforeAll(() => {
  writeFileSync(inFolder('train.fa'), fasta('p', 40, 0.7, '1', 1) + fasta('n', 60, 0.3, '0', 2))
  const seen = fasta('p', 40, 0.7, '1', 1).split('\n').slice(0, 6).join('\n')
  writeFileSync(inFolder('test.fa'), `${seen}\n${fasta('t', 10, 0.5, '1', 3)}${fasta('u', 10, 0.5, '0', 4)}`)
})

describe('helicon data inspect', () => {
  it('shows what the records hold, with a bar a class, and what G+C alone tells', async () => {
    const { code, out, err } = await inspect('train.fa')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^sequences +100$/m)
    expect(out).toMatch(/^length, bases +30$/m)
    expect(out).toMatch(/^0 +60 +60\.0 .* #{12}$/m)
    expect(out).toMatch(/^1 +40 +40\.0 .* (0\.9\d\d|1\.000) +#{8}$/m)
    expect(out).toMatch(/^- warning: train\.fa: the share of G and C alone tells class 1.* AUROC of (0\.9\d\d|1\.000)/m)
  })

  it('finds the records that parts share, and says what it means', async () => {
    const { out } = await inspect('train.fa', '--test', 'test.fa')
    expect(out).toMatch(/^ +training +test$/m)
    expect(out).toMatch(/^- warning: Test part: 3 records \(13\.0%\).* training part/m)
    const { parts, findings } = await told('train.fa', '--test', 'test.fa')
    expect(parts.map(({ part, records }) => [part, records])).toEqual([
      ['train', 100],
      ['test', 23],
    ])
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: 'PARTS_SHARE_SEQUENCES',
        severity: 'warning',
        details: expect.objectContaining({ part: 'test', earlier: 'train', records: 3 }),
      }),
    )
  })

  it('says it in Korean', async () => {
    const { out } = await inspect('train.fa', '--test', 'test.fa', '--lang', 'ko')
    expect(out).toMatch(/^서열 +100 +23$/m)
    expect(out).toMatch(/^- 경고: 테스트 부분: .*레코드 3개\(13\.0%\).*학습 부분/m)
  })

  it('looks at shuffles as training would make them: the same composition', async () => {
    writeFileSync(inFolder('positives.fa'), fasta('p', 40, 0.7, '1', 5))
    const { out } = await inspect('positives.fa', '--shuffle', '1')
    expect(out).toMatch(/^negative +40 +50\.0/m)
    expect(out).toMatch(/^positive +40 +50\.0 .* 0\.500 /m)
    expect(out).not.toContain('share of G and C alone')
  })

  it('names classes of words, tasks and numbers', async () => {
    const rows = [0, 1, 2, 3, 4, 5].map((i) => `r${i}\t${'ACGT'.repeat(5)}${'ACGTAC'[i]}G\t`)
    writeFileSync(inFolder('three.tsv'), `id\tseq\tclass\n${rows.map((row, i) => `${row}${'abc'[i % 3]}\n`).join('')}`)
    expect((await inspect('three.tsv')).out).toMatch(/^a +2 +33\.3.*\nb +2 +33\.3.*\nc +2 +33\.3/m)
    writeFileSync(inFolder('numbers.tsv'), `id\tseq\ty\n${rows.map((row, i) => `${row}${i / 4}\n`).join('')}`)
    expect((await inspect('numbers.tsv')).out).toMatch(/^y +6 +0\.000 +0\.6250 +1\.250$/m)
    const tasks = rows.map((row, i) => `${row}${i % 2}\t${i === 0 ? '' : i % 3 === 0 ? 1 : 0}\n`)
    writeFileSync(inFolder('tasks.tsv'), `id\tseq\tjun\tfos\n${tasks.join('')}`)
    const { out } = await inspect('tasks.tsv', '--label-column', 'jun', '--label-column', 'fos')
    expect(out).toMatch(/^jun = 1 +3 /m)
    expect(out).toMatch(/^fos = 1 +1 /m)
    expect(out).toContain('1 record without a label for fos')
  })

  it('reads the labels of a later part as those of the first', async () => {
    const table = (labels: readonly string[]) =>
      `id\tsequence\tclass\n${labels.map((label, i) => `r${i}\tACGTACGTAC\t${label}\n`).join('')}`
    writeFileSync(inFolder('abc.tsv'), table(['a', 'b', 'c']))
    writeFileSync(inFolder('ac.tsv'), table(['a', 'c']))
    const { out } = await inspect('abc.tsv', '--validation', 'ac.tsv', '--json')
    expect(JSON.parse(out).parts[1].labels).toMatchObject({
      kind: 'categorical',
      classes: [
        { name: 'a', records: 1 },
        { name: 'b', records: 0 },
        { name: 'c', records: 1 },
      ],
    })
  })

  it('looks at the parts of a configuration as a training would make them', async () => {
    await writeWindows(inFolder('train'))
    await writeWindows(inFolder('validation'), { seed: 2, records: 120 })
    writeFileSync(inFolder('config.yaml'), smallConfig('', '{ fraction: 0.25 }'))
    const { parts } = await told('config.yaml')
    expect(parts.map(({ part, records }) => [part, records])).toEqual([
      ['train', 180],
      ['test', 60],
      ['validation', 120],
    ])
  })

  it('cannot be made to write to the terminal by an id or a class', async () => {
    writeFileSync(
      inFolder('escape.tsv'),
      'id\tseq\tclass\n\u001b[31mx\tACGTACGTAC\tr\u001b[0m\n\u001b[31mx\tACGTACGTAC\tb\n',
    )
    const { code, out } = await inspect('escape.tsv')
    expect(code).toBe(0)
    expect(out).not.toContain('\u001b')
    expect(out).toContain('\\x1b[31mx')
  })

  it('refuses standard input for two parts, and to write over what it reads', async () => {
    expect(await inspect('-', '--test', '-')).toMatchObject({ code: 2, err: expect.stringContaining('more than once') })
    expect(await inspect('train.fa', '-o', './train.fa')).toMatchObject({
      ...{ code: 2, err: expect.stringContaining('writing here would change') },
    })
  })
})

describe.skipIf(!hasSharedData)('helicon data inspect on real data (../shared/data)', () => {
  it('says that windows of JUND lie next to windows of the other part', async () => {
    const { findings } = await told(sharedData('jund/valid_dataset'), '--test', sharedData('jund/test_dataset'))
    const found = findings.find(({ code }) => code === 'PARTS_NEIGHBOUR')
    // All records of the tutorial are neighbours on chromosome 22; counted with a table of starts in NumPy.
    expect(found).toMatchObject({ severity: 'warning', details: { part: 'test', overlapping: 0, adjacent: 11942 } })
  })

  it('finds the 35 JUND peaks of a megabase of chromosome 20, and as many windows like them', async () => {
    const { code, out, err } = await inspect(
      sharedData('peaks_hepg2/ChIPseq.HepG2.JUND.conservative.train.narrowPeak.gz'),
      ...['--genome', sharedData('human_chr20_1mb/z.fa'), '--chromosome', 'chr20=z', '--offset', '1000000'],
      ...['--length', '101', '--negatives-from-genome', '1'],
    )
    expect(code).toBe(0)
    expect(err).toContain('35 of 35,011 peaks are windows of the genome')
    expect(out).toMatch(/^positive +35 /m)
    expect(out).toMatch(/^negative +35 /m)
  })
})
