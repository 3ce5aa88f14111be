import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { writeWindows } from './disk-dataset.js'
import { ended, helicon, temporaryFolder } from './helicon.js'

const PROGRAM = fileURLToPath(new URL('../bin/helicon.js', import.meta.url))

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const convert = (...args: string[]) => helicon(['data', 'convert', ...args], folder.path)
const read = (name: string) => readFileSync(inFolder(name), 'utf8')
afterAll(folder.remove)

/** The command with an open standard input. */
function startWithInput(args: readonly string[], temporary: string) {
  const { LC_ALL: _, LC_MESSAGES: __, ...inherited } = process.env
  return spawn(process.execPath, [PROGRAM, 'data', 'convert', ...args], {
    cwd: folder.path,
    env: { ...inherited, LANG: 'en_US.UTF-8', NO_COLOR: '1', TMPDIR: temporary, TEMP: temporary, TMP: temporary },
  })
}

async function written(...args: string[]): Promise<string> {
  const { code, err } = await convert(...args)
  if (code !== 0) throw new Error(err)
  return err
}

const LABELLED = '>a label=1\nACGTACGTAC\n>b label=0\nNNACGTTTTT\n>c label=1\nGGGGGCCCCC\n'

describe('helicon data convert', () => {
  it('reads FASTA as it comes: wrapped, lower case, CRLF, a byte order mark, blank lines, no last line end', async () => {
    const text = '\ufeff>a first\r\nacgt\r\nACGU\r\n\r\n>b\r\nNNRYACGT'
    writeFileSync(inFolder('in.fa.gz'), gzipSync(text))
    const said = await written('in.fa.gz', 'out.tsv')
    expect(read('out.tsv')).toBe('id\tsequence\na\tACGTACGT\nb\tNNNNACGT\n')
    expect(said).toContain('2 sequences written to out.tsv (tsv)')
  })

  it('keeps ids, bases and labels through every format that it writes', async () => {
    writeFileSync(inFolder('start.fa'), LABELLED)
    const chain = ['start.fa', 'one.tsv', 'two.csv', 'three.npz', 'four', 'five.fa.gz', 'end.fa']
    for (const [index, from] of chain.slice(0, -1).entries()) await written(from, chain[index + 1] ?? '')
    expect(read('end.fa')).toBe(LABELLED)
    expect(gunzipSync(readFileSync(inFolder('five.fa.gz'))).toString()).toBe(LABELLED)
    expect(existsSync(inFolder('four', 'metadata.csv.gzip'))).toBe(true)
  })

  it('joins positives and negatives, by the names of their classes', async () => {
    writeFileSync(inFolder('bound.fa'), '>p1\nACGT\n>p2\nCCGT\n')
    writeFileSync(inFolder('unbound.fa'), '>n1\nTTTT\n')
    const said = await written('bound.fa', '--negatives', 'unbound.fa', 'joined.tsv')
    expect(read('joined.tsv').split('\n')).toEqual([
      'id\tsequence\tlabel',
      'p1\tACGT\tpositive',
      'p2\tCCGT\tpositive',
      'n1\tTTTT\tnegative',
      '',
    ])
    expect(said).toContain('Classes: negative, positive')
    await written('joined.tsv', 'joined.fa')
    expect(read('joined.fa')).toContain('>n1 label=negative\nTTTT\n')
  })

  it('makes shuffles, the same for the same seed', async () => {
    writeFileSync(inFolder('long.fa'), '>p\nACGTTGCATTGACCATTACGGCTAACGTT\n')
    await written('long.fa', '--shuffle', '2', '--seed', '3', 'shuffled.tsv')
    await written('long.fa', '--shuffle', '2', '--seed', '3', 'again.tsv')
    await written('long.fa', '--shuffle', '2', '--seed', '4', 'other.tsv')
    expect(
      read('shuffled.tsv')
        .split('\n')
        .map((line) => line.split('\t')[0]),
    ).toEqual([...['id', 'p', 'p_shuffle1', 'p_shuffle2', '']])
    expect(read('again.tsv')).toBe(read('shuffled.tsv'))
    expect(read('other.tsv')).not.toBe(read('shuffled.tsv'))
  })

  it('takes columns by name and number, and labels of another file', async () => {
    writeFileSync(inFolder('odd.txt'), 'first;ACGTT;x;EI\nsecond;TTTTT;y;IE\nthird;GGTTT;z;N\n')
    const columns = ['--no-header', '--delimiter', 'semicolon', '--id-column', '1', '--sequence-column', '2']
    await written('odd.txt', '--from', 'csv', ...columns, '--label-column', '4', '--classes', 'N,IE,EI', 'odd.tsv')
    expect(read('odd.tsv')).toBe('id\tsequence\tlabel\nfirst\tACGTT\tEI\nsecond\tTTTTT\tIE\nthird\tGGTTT\tN\n')
    writeFileSync(inFolder('plain.fa'), '>a\nACGT\n>b\nCCCC\n')
    writeFileSync(inFolder('plain.target'), '1\t0\n0\t1\n')
    await written('plain.fa', '--targets', 'plain.target', '--target-column', '1', 'plain.tsv')
    expect(read('plain.tsv')).toBe('id\tsequence\tlabel\na\tACGT\t1\nb\tCCCC\t0\n')
  })

  it('writes shards of the size that is asked for', async () => {
    writeFileSync(inFolder('seven.fa'), Array.from({ length: 7 }, (_, i) => `>r${i}\nACGTA\n`).join(''))
    await written('seven.fa', 'shards', '--shard-size', '3')
    expect(readdirSync(inFolder('shards')).filter((name) => name.includes('-X'))).toHaveLength(3)
    await written('shards', 'seven-again.fa')
    expect(read('seven-again.fa')).toBe(read('seven.fa'))
  })

  it('says what it cropped and padded, and does neither without being asked', async () => {
    writeFileSync(inFolder('lengths.fa'), '>a\nACGTACG\n>b\nACG\n>c\nACGTA\n')
    const refused = await convert('lengths.fa', 'lengths.tsv', '--length', '5')
    expect(refused.code).toBe(65)
    expect(refused.err).toMatch(/record a .*has 7 bases/)
    const said = await written('lengths.fa', 'lengths.tsv', '--length', '5', '--fit', 'both')
    expect(read('lengths.tsv')).toBe('id\tsequence\na\tCGTAC\nb\tNACGN\nc\tACGTA\n')
    expect(said).toMatch(/1 of 3 records were longer than 5 bases/)
    expect(said).toMatch(/1 of 3 records were shorter than 5 bases/)
  })

  it('says that weights are left out where they have no place', async () => {
    await writeWindows(inFolder('weighted'), { records: 8 })
    expect(await written('weighted', 'weighted.fa')).toContain('weights, for which fasta has no place')
    expect(await written('weighted', 'weighted.npz')).not.toContain('weights')
    expect(await written('weighted.npz', 'weighted-again')).not.toContain('weights')
    expect(await written('weighted-again', 'weighted.tsv')).toContain('weights, for which tsv has no place')
  })
})

describe('what helicon data convert leaves behind', () => {
  it.each(['lengths-dataset', join('new', 'folder')])(
    'is nothing of a DiskDataset that cannot be: %s',
    async (name) => {
      writeFileSync(inFolder('uneven.fa'), '>a\nACGTACG\n>b\nACG\n')
      const { code, err } = await convert('uneven.fa', name, '--shard-size', '1')
      expect(code).toBe(65)
      expect(err).toMatch(/length.*--length/)
      expect(existsSync(inFolder(name))).toBe(false)
      expect(existsSync(inFolder('new'))).toBe(false)
    },
  )

  it('is an empty folder that was there before', async () => {
    mkdirSync(inFolder('there'))
    expect((await convert('uneven.fa', 'there', '--shard-size', '1')).code).toBe(65)
    expect(readdirSync(inFolder('there'))).toEqual([])
  })

  it('is npz only of sequences of one length', async () => {
    const { code, err } = await convert('uneven.fa', 'uneven.npz')
    expect(code).toBe(65)
    expect(err).toMatch(/length.*--length/)
    expect(existsSync(inFolder('uneven.npz'))).toBe(false)
  })

  it('is the old file where a record is wrong', async () => {
    writeFileSync(inFolder('kept.tsv'), 'old')
    writeFileSync(inFolder('wrong.fa'), `${'>ok\nACGTACGT\n'.repeat(30_000)}>bad\nACEFIL\n`)
    const { code, err } = await convert('wrong.fa', 'kept.tsv')
    expect(code).toBe(65)
    expect(err).toMatch(/wrong\.fa:60002/)
    expect(read('kept.tsv')).toBe('old')
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })

  it('is nothing where it would overwrite what it reads, or a folder that has files', async () => {
    writeFileSync(inFolder('self.fa'), '>a\nACGT\n')
    expect((await convert('self.fa', './self.fa')).err).toContain('writing here would change')
    await writeWindows(inFolder('shards-there'), { records: 8 })
    const inside = await convert('shards-there', join('shards-there', 'shard-0-X.npy'), '--to', 'tsv')
    expect(inside.err).toContain('writing here would change')
    mkdirSync(inFolder('full'))
    writeFileSync(inFolder('full', 'note'), 'mine')
    const { code, err } = await convert('self.fa', 'full')
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('not empty') })
    expect(readdirSync(inFolder('full'))).toEqual(['note'])
  })
})

describe('standard input and output', () => {
  it('take the place of files, also where labels have to be looked at first', async () => {
    const child = startWithInput(['-', '-', '--to', 'tsv'], folder.path)
    const finished = ended(child)
    child.stdin.end('name,seq,class\na,ACGT,yes\nb,CCGT,no\n')
    const { code, out, err } = await finished
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe('id\tsequence\tlabel\na\tACGT\tyes\nb\tCCGT\tno\n')
  })

  it('are called so in messages', async () => {
    const child = startWithInput(['-', '-'], folder.path)
    const finished = ended(child)
    child.stdin.end('>a\nACGT\n>b\nMEFLPQ\n')
    expect(await finished).toMatchObject({ code: 65, out: '', err: expect.stringMatching(/error: standard input:4/) })
  })

  it('leave no temporary file, whether the command ends, fails or is stopped while it waits', async () => {
    const temporary = inFolder('temporary')
    mkdirSync(temporary)
    const child = startWithInput(['-', 'never.tsv'], temporary)
    const finished = ended(child)
    // More than a pipe holds: when all of it is gone, the command has begun to read.
    await new Promise((resolve) => child.stdin.write('>a\nACGT\n'.repeat(100_000), resolve))
    child.kill('SIGINT')
    expect((await finished).code).toBe(process.platform === 'win32' ? null : 130)
    expect(existsSync(inFolder('never.tsv'))).toBe(false)
    expect(readdirSync(temporary)).toEqual([])
  })

  it('refuse what is no text', async () => {
    for (const format of ['npz', 'disk-dataset']) {
      const { code, err } = await convert('self.fa', '-', '--to', format)
      expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('standard output') })
    }
  })
})

describe('what helicon data convert says', () => {
  it('is one JSON object with --json', async () => {
    const { out } = await convert('joined.tsv', 'again.fa', '--json', '--quiet')
    expect(JSON.parse(out)).toEqual({
      ...{ records: 3, output: 'again.fa', format: 'fasta', classes: ['negative', 'positive'] },
    })
  })

  it('is Korean where that is asked for', async () => {
    const { err } = await convert('joined.tsv', 'again.fa', '--lang', 'ko')
    expect(err).toContain('서열 3개를 again.fa에 썼습니다(fasta)')
  })

  it('names the endings that it knows', async () => {
    const { code, err } = await convert('joined.tsv', 'again.gbk')
    expect({ code, err }).toMatchObject({ code: 2, err: expect.stringContaining('.fa, .fasta') })
    expect((await convert('joined.tsv', 'x.npz.gz')).err).toContain('npz is compressed already')
  })
})
