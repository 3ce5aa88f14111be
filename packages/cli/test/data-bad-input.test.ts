import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
afterAll(folder.remove)

interface BadInput {
  readonly what: string
  readonly file: string
  readonly content: string | Uint8Array
  /** Further files by their names. */
  readonly beside?: Readonly<Record<string, string | Uint8Array>>
  readonly args?: readonly string[]
  readonly exitCode?: number
  readonly en: RegExp
  readonly ko: RegExp
}

const GENOME = `>chr1\n${'ACGT'.repeat(100)}\n>chr2\n${'GGCA'.repeat(50)}\n`
const genome = ['--genome', 'genome.fa', '--length', '20']
const besideGenome = { 'genome.fa': GENOME }
const rows = (count: number, row: (index: number) => string) => Array.from({ length: count }, (_, i) => row(i)).join('')

const BAD: readonly BadInput[] = [
  {
    what: 'a protein given as DNA',
    file: 'protein.fa',
    content: '>ok\nACGT\n>p53\nMEEPQSDPSV\n',
    en: /protein\.fa:4:2: the sequence p53 has "E", an amino acid.*protein/,
    ko: /protein\.fa:4:2: .*p53.*"E".*단백질/,
  },
  {
    what: 'a letter that is none',
    file: 'letter.fa',
    content: '>a\nACGT\nAC*T\n',
    en: /letter\.fa:3:3: .*"\*"; expected letters of DNA/,
    ko: /letter\.fa:3:3: .*"\*".*DNA나 RNA의 글자/,
  },
  { what: 'an empty file', file: 'empty.fa', content: '', en: /empty\.fa.*empty/, ko: /empty\.fa.*(비어|빈)/ },
  {
    what: 'an empty record',
    file: 'record.fa',
    content: '>a\nACGT\n>b\n>c\nACGT\n',
    en: /record\.fa:3: the record b has no sequence/,
    ko: /record\.fa:3: .*b/,
  },
  {
    what: 'an id that is missing',
    file: 'id.fa',
    content: '>a\nACGT\n>\nACGT\n',
    en: /id\.fa:3: there is no id after ">"/,
    ko: /id\.fa:3: ">" 뒤에 ID가 없습니다/,
  },
  {
    what: 'text that is no data at all',
    file: 'letter.txt',
    content: 'Dear colleague,\nplease find the peaks attached.\n',
    en: /letter\.txt/,
    ko: /letter\.txt/,
  },
  {
    what: 'labels with typos',
    file: 'typos.tsv',
    content: `id\tsequence\tbound\n${rows(9, (i) => `r${i}\tACGT\t${['Yes', 'no', 'yes'][i % 3]}\n`)}`,
    en: /typos\.tsv: bound writes what looks like one class in several ways: "Yes" \(3 times, first in line 2\), "yes"/,
    ko: /typos\.tsv: .*"Yes"\(3번, 처음은 2번째 줄\)/,
  },
  {
    what: 'labels that are numbers and words',
    file: 'mixed.tsv',
    content: 'id\tsequence\tlabel\na\tACGT\tyes\nb\tCCGT\tno\nc\tTTGT\t1\n',
    en: /mixed\.tsv: .*"1"/,
    ko: /mixed\.tsv: .*"1"/,
  },
  {
    what: 'a label that is missing',
    file: 'unlabelled.tsv',
    content: 'id\tsequence\tlabel\na\tACGT\t1\nb\tCCGT\t\nc\tTTGT\t0\n',
    en: /unlabelled\.tsv.*label.*line 3/,
    ko: /unlabelled\.tsv.*3번째 줄/,
  },
  {
    what: 'a row with a column too few on line 17',
    file: 'short-row.tsv',
    content: `id\tsequence\tlabel\n${rows(15, (i) => `r${i}\tACGTAC\t${i % 2}\n`)}r15\tACGTAC\n`,
    en: /short-row\.tsv: line 17 has 2 columns; the header has 3/,
    ko: /short-row\.tsv: 17번째 줄의 열은 2개/,
  },
  {
    what: 'a quote that is not closed',
    file: 'quote.csv',
    content: `id,sequence,label\na,"ACGT,1\n${rows(50, (i) => `r${i},ACGT,0\n`)}`,
    en: /quote\.csv.*line 2|quote\.csv:2/,
    ko: /quote\.csv/,
  },
  {
    what: 'two columns of sequences',
    file: 'two.tsv',
    content: 'name\tleft\tright\tlabel\na\tACGTACGTAC\tCCGTACGTTT\t1\nb\tTTGTAGGGCC\tGGGTAACCAA\t0\n',
    en: /two\.tsv: several columns hold DNA: left, right\. .*--sequence-column/,
    ko: /two\.tsv: .*left, right.*--sequence-column/,
  },
  {
    what: 'a column that is not there',
    file: 'column.tsv',
    content: 'name\tseq\tlabel\na\tACGTA\t1\nb\tTTGTA\t0\n',
    args: ['--label-column', 'bound'],
    en: /column\.tsv: there is no column "bound"; the columns are name, seq, label/,
    ko: /column\.tsv: "bound" 열이 없습니다/,
  },
  {
    what: 'a class that was not named',
    file: 'classes.tsv',
    content: 'name\tseq\tlabel\na\tACGTA\tEI\nb\tTTGTA\tIE\nc\tTTGTA\tN\n',
    args: ['--classes', 'EI,IE'],
    en: /classes\.tsv:4: label is "N"; expected one of EI, IE/,
    ko: /classes\.tsv:4: label 값이 "N"입니다/,
  },
  {
    what: 'labels of more records than there are',
    file: 'targets.fa',
    content: '>a\nACGT\n>b\nCCGT\n',
    beside: { 'targets.txt': '1\n0\n1\n' },
    args: ['--targets', 'targets.txt'],
    en: /targets\.txt.*(more rows|3)/,
    ko: /targets\.txt/,
  },
  {
    what: 'Korean text that is not UTF-8',
    file: 'cp949.tsv',
    content: Buffer.concat([Buffer.from('id\tsequence\tlabel\na\tACGT\t'), Buffer.from([0xbe, 0xe7, 0xbc, 0xba, 10])]),
    en: /cp949\.tsv.*iconv -f CP949 -t UTF-8/s,
    ko: /cp949\.tsv.*iconv -f CP949 -t UTF-8/s,
  },
  {
    what: 'UTF-16, as Windows programs save "Unicode"',
    file: 'utf16.tsv',
    content: Buffer.from('\ufeffid\tsequence\tlabel\na\tACGT\t1\n', 'utf16le'),
    en: /utf16\.tsv: the text is UTF-16.*iconv -f UTF-16 -t UTF-8/,
    ko: /utf16\.tsv: .*UTF-16.*iconv -f UTF-16 -t UTF-8/,
  },
  {
    what: 'a chromosome on one line of a table',
    file: 'chromosome.tsv',
    content: `id\tsequence\nchr1\t${'ACGT'.repeat(5 * 2 ** 20)}\n`,
    en: /chromosome\.tsv, line 2: longer than \d+ characters/,
    ko: /chromosome\.tsv.*2번째 줄/,
  },
  {
    what: 'NUL bytes',
    file: 'nul.fa',
    content: Buffer.from('>a\nACGT\n>b\nAC\0\0GT\n'),
    en: /nul\.fa/,
    ko: /nul\.fa/,
  },
  {
    what: 'damaged gzip',
    file: 'damaged.fa.gz',
    content: gzipSync(`>a\n${'ACGTTGCA'.repeat(500)}\n`).subarray(0, 40),
    en: /damaged\.fa\.gz.*(cut|truncat|end)/,
    ko: /damaged\.fa\.gz/,
  },
  {
    what: 'FASTQ with a quality too short',
    file: 'reads.fq',
    content: '@a\nACGT\n+\nIIII\n@b\nACGT\n+\nII\n',
    en: /reads\.fq:\d: .*b has 2 quality values; expected 4/,
    ko: /reads\.fq:\d: .*b/,
  },
  {
    what: 'coordinates without a genome',
    file: 'peaks.bed',
    content: 'chr1\t10\t50\nchr1\t100\t140\n',
    exitCode: 2,
    en: /peaks\.bed: these are coordinates.*--genome/,
    ko: /peaks\.bed: 좌표 파일입니다.*--genome/,
  },
  {
    what: 'a start after its end',
    file: 'turned.bed',
    content: 'chr1\t10\t50\nchr1\t140\t100\n',
    beside: besideGenome,
    args: genome,
    en: /turned\.bed:2: /,
    ko: /turned\.bed:2: /,
  },
  {
    what: 'a region beyond the chromosome',
    file: 'beyond.bed',
    content: 'chr1\t10\t50\nchr1\t390\t420\n',
    beside: besideGenome,
    args: genome,
    en: /beyond\.bed:2: .*400/,
    ko: /beyond\.bed:2: .*400/,
  },
  {
    what: 'chr1 against 1',
    file: 'names.bed',
    content: '1\t10\t50\n2\t100\t140\n',
    beside: besideGenome,
    args: genome,
    en: /names\.bed.*chr1.*--chromosome/s,
    ko: /names\.bed.*chr1.*--chromosome/s,
  },
  {
    what: 'GFF, which counts from 1',
    file: 'genes.bed',
    content: 'chr1\thavana\tgene\t11\t50\t.\t+\t.\tID=a\nchr1\thavana\tgene\t60\t90\t.\t+\t.\tID=b\n',
    beside: besideGenome,
    args: genome,
    en: /genes\.bed.*GFF/,
    ko: /genes\.bed.*GFF/,
  },
  {
    what: 'a genome index of another file',
    file: 'index.bed',
    content: 'chr1\t10\t50\n',
    beside: { 'indexed.fa': GENOME, 'indexed.fa.fai': 'chr1\t400\t6\t60\t61\nchr2\t200\t500\t60\t61\n' },
    args: ['--genome', 'indexed.fa', '--length', '20'],
    en: /indexed\.fa.*faidx/s,
    ko: /indexed\.fa.*faidx/s,
  },
]

/** What the command ends with; its file is in a folder of its own, where nothing may appear. */
async function refusal(bad: BadInput, language: string) {
  const place = inFolder(bad.file.replaceAll('.', '-'))
  mkdirSync(place, { recursive: true })
  const files = { [bad.file]: bad.content, ...bad.beside }
  for (const [name, content] of Object.entries(files)) writeFileSync(join(place, name), content)
  const args = ['data', 'convert', bad.file, 'out.tsv', ...(bad.args ?? []), '--lang', language]
  const { code, out, err } = await helicon(args, place)
  expect(readdirSync(place).sort()).toEqual(Object.keys(files).sort())
  expect(out).toBe('')
  return { code, err }
}

describe('bad input of data is refused with file, place and what to do, and nothing is written', () => {
  it.each(BAD)('$what', async (bad) => {
    const english = await refusal(bad, 'en')
    expect(english).toMatchObject({ code: bad.exitCode ?? 65, err: expect.stringMatching(/^error: /) })
    expect(english.err).toMatch(bad.en)
    const korean = await refusal(bad, 'ko')
    expect(korean).toMatchObject({ code: bad.exitCode ?? 65, err: expect.stringMatching(/^오류: /) })
    expect(korean.err).toMatch(bad.ko)
  })
})

describe('a folder that is no DiskDataset', () => {
  it.each([
    ['en', /^error: .*files: this is a folder, and no DiskDataset.*Name a file in it: FASTA, FASTQ, a table/],
    ['ko', /^오류: .*files: 폴더이지만 .*DiskDataset이 아닙니다\. 그 안의 FASTA, FASTQ, 표/],
  ])('is refused with what can be named instead (%s)', async (language, expected) => {
    mkdirSync(inFolder('files'), { recursive: true })
    writeFileSync(inFolder('files', 'a.fa'), '>a\nACGT\n')
    const { code, err } = await helicon(['data', 'inspect', 'files', '--lang', language], folder.path)
    expect(code).toBe(65)
    expect(err).toMatch(expected)
  })
})

describe('input that looks odd but is data', () => {
  const convert = (...args: string[]) => helicon(['data', 'convert', ...args], folder.path)

  it('is kept as it is, and cannot reach the terminal', async () => {
    const ids = ['\u001b[31mred', '<script>alert(1)</script>', '=1+1', '@here', '-x']
    writeFileSync(inFolder('ids.tsv'), `id\tsequence\n${ids.map((id) => `${id}\tACGT\n`).join('')}`)
    const { code, out, err } = await convert('ids.tsv', '-', '--to', 'tsv')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(`id\tsequence\n${ids.map((id) => `${id}\tACGT\n`).join('')}`)
    writeFileSync(inFolder('red.fa'), '>\u001b[31mred\nACGT\nEEEE\n')
    const refused = await convert('red.fa', '-')
    expect(refused.code).toBe(65)
    expect(refused.err).not.toContain('\u001b')
  })

  it('is coordinates that look as if they started at 1, with a warning', async () => {
    writeFileSync(inFolder('genome.fa'), GENOME)
    // Windows of a round length in 1-based reading, a base short in BED's.
    writeFileSync(
      inFolder('ones.bed'),
      rows(12, (i) => `chr1\t${21 + 25 * i}\t${40 + 25 * i}\n`),
    )
    const { code, err } = await convert('ones.bed', 'ones.tsv', ...genome)
    expect(code).toBe(0)
    expect(err).toMatch(/ones\.bed.*1/)
    expect(err).toMatch(/0-based|start(s)? at 1|1-based/)
  })

  it('is RNA, whose U is read as T and counted', async () => {
    writeFileSync(inFolder('rna.fa'), '>a\nACGU\n>b\nUUGC\n')
    const { code, err } = await convert('rna.fa', 'rna.tsv')
    expect(code).toBe(0)
    expect(err).toMatch(/3 letters U/)
  })
})
