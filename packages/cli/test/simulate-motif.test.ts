import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
afterAll(folder.remove)

const inFolder = (name: string) => join(folder.path, name)
const simulate = (...args: string[]) => helicon(['simulate', 'motif', ...args], folder.path)
const sequencesOf = (fasta: string) => fasta.split('\n').filter((line) => /^[ACGT]+$/.test(line))

describe('simulate motif', () => {
  it('writes FASTA whose headers carry the label, the same for the same seed', async () => {
    const first = await simulate('-o', 'guide.fa', '--seed', '4')
    expect(first).toMatchObject({ code: 0, out: '', err: '2,000 sequences (1,000 positive): guide.fa\n' })
    const text = readFileSync(inFolder('guide.fa'), 'utf8')
    expect(text).toMatch(/^>seq1 label=[01]\n[ACGT]{20}\n>seq2 label=[01]\n/)
    expect(text.match(/label=1$/gm)).toHaveLength(1000)
    expect((await simulate('-o', '-', '--seed', '4')).out).toBe(text)
    expect((await simulate('-o', '-', '--seed', '5')).out).not.toBe(text)
  })

  it('writes tables, plain and in gzip, of the same records', async () => {
    const facts = await simulate('-o', 'guide.tsv', '--records', '7', '--json')
    expect(JSON.parse(facts.out)).toEqual({
      ...{ path: 'guide.tsv', format: 'tsv', seed: 1 },
      ...{ records: 7, positives: 4, negatives: 3 },
    })
    const tsv = readFileSync(inFolder('guide.tsv'), 'utf8')
    expect(tsv).toMatch(/^id\tsequence\tlabel\nseq1\t[ACGT]{20}\t[01]\n/)
    await simulate('-o', 'guide.csv.gz', '--records', '7')
    const csv = gunzipSync(readFileSync(inFolder('guide.csv.gz'))).toString()
    expect(csv.replaceAll(',', '\t')).toBe(tsv)
    expect((await simulate('-o', '-', '--format', 'tsv', '--records', '7')).out).toBe(tsv)
  })

  it('writes a DiskDataset in so many shards, with one-hot labels or one column', async () => {
    expect((await simulate('-o', 'disk', '--shards', '3', '--records', '90')).code).toBe(0)
    expect(readdirSync(inFolder('disk')).filter((name) => name.endsWith('-X.npy'))).toHaveLength(3)
    expect(readFileSync(inFolder('disk/tasks.json'), 'utf8')).toBe('["negative","positive"]')
    await simulate('-o', 'one', '--labels', 'one', '--records', '90')
    expect(readFileSync(inFolder('one/tasks.json'), 'utf8')).toBe('["motif"]')
    const again = await simulate('-o', 'disk')
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('the folder is not empty') })
  })

  it('plants what it is told, where it is told', async () => {
    const motifs = ['--consensus', 'CACGTG', '--consensus', 'TATAWA', '--spacing', '2']
    const common = ['-o', '-', '--background', '0,0,1,0', '--negatives', '0', '--positives', '50', '--length', '20']
    for (const text of sequencesOf((await simulate(...common, ...motifs, '--position', '3')).out))
      expect(text).toMatch(/^GGGCACGTGGGTATA[AT]AGGG$/)
    const turned = sequencesOf((await simulate(...common, ...motifs, '--both-strands')).out)
    expect(turned.some((text) => /^GGGT[AT]TATAGGCACGTGGGG$/.test(text))).toBe(true)
    const shuffled = ['--consensus', 'CCGGAA', '--negatives', '9', '--positives', '0', '--negative-kind', 'shuffled']
    const negatives = sequencesOf((await simulate('-o', '-', '--background', '0,0,0,1', ...shuffled)).out)
    for (const text of negatives) expect([...text].sort().join('')).toBe('AACCGGTTTTTTTTTTTTTT')
  })

  it.each<[string[], RegExp]>([
    [[], /'-o, --output <file>' is required here\nSee: helicon simulate motif --help/],
    [['-o', 'x.txt'], /ending of 'x\.txt' does not tell .*\.fa, \.fasta, \.fna, \.tsv, \.csv/],
    [['-o', 'x.gz'], /DiskDataset is a folder/],
    [['-o', '-', '--format', 'disk-dataset'], /cannot go to standard output/],
    [['-o', '-', '--records', '5', '--negatives', '5'], /--records and --negatives say the same thing/],
    [['-o', '-', '--length', '20', '--flank', '5'], /--length and --flank/],
    [['-o', '-', '--spacing', '5-2'], /expected one number or two with a hyphen/],
    [['-o', '-', '--position', 'left'], /a whole number from 0, middle or random/],
    [['-o', '-', '--background', '1,1,1'], /uniform, human, or four shares/],
    [['-o', '-', '--background', '0,0,0,0'], /not all 0/],
    [['-o', '-', '--length', '5'], /CCGGAA takes 6 bases .* have 5/],
    [['-o', '-', '--position', '15'], /would end at 21/],
    [['-o', '-', '--negative-kind', 'one-motif'], /where there is one motif/],
    [['-o', '-', '--negativ', '3'], /no option '--negativ'\. Did you mean '--negatives'\?/],
  ])('%j is a mistake in usage', async (args, expected) => {
    const { code, out, err } = await simulate(...args)
    expect(err).toMatch(expected)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })

  it('refuses a consensus with a letter that stands for no base', async () => {
    const ended = await simulate('-o', 'none.fa', '--consensus', 'CCXGAA')
    expect(ended).toMatchObject({ code: 65, err: expect.stringContaining('has "X" at position 3') })
    expect(existsSync(inFolder('none.fa'))).toBe(false)
  })

  it('writes a DiskDataset into an empty folder that is there, whatever its name', async () => {
    mkdirSync(inFolder('set.v2'))
    expect((await simulate('-o', 'set.v2', '--records', '4')).code).toBe(0)
    writeFileSync(inFolder('full.fa'), 'old')
    expect((await simulate('-o', 'full.fa', '--records', '4')).code).toBe(0)
    expect(readFileSync(inFolder('full.fa'), 'utf8')).toMatch(/^>seq1/)
  })
})

describe('simulate', () => {
  it('names what it can simulate', async () => {
    const { code, err } = await helicon(['simulate', 'motiv', '-o', 'x'])
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining("no command 'motiv'") })
    expect(err).toContain("Did you mean 'motif'?\nSee: helicon simulate --help")
    const help = await helicon(['simulate', '--help', '--lang', 'ko'])
    expect(help.out).toMatch(/사용법: helicon simulate \[명령\] \[옵션\][\s\S]* motif [\s\S]* jund /)
  })
})
