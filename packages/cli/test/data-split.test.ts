import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const split = (...args: string[]) => helicon(['data', 'split', ...args], folder.path)
const read = (...names: string[]) => readFileSync(inFolder(...names), 'utf8')

/** 120 different sequences of 40 bases on four chromosomes, every fourth bound. */
const RECORDS = Array.from({ length: 120 }, (_, index) => {
  let state = index + 1
  const bases = Array.from({ length: 40 }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31
    return 'ACGT'[(state >> 16) & 3]
  })
  return {
    id: `chr${1 + (index % 4)}:${1000 * index}-${1000 * index + 40}`,
    bases: bases.join(''),
    bound: index % 3 === 0,
  }
})

beforeAll(() => {
  const fasta = RECORDS.map(({ id, bases, bound }) => `>${id} label=${bound ? 1 : 0}\n${bases}\n`)
  writeFileSync(inFolder('all.fa'), fasta.join(''))
  const rows = RECORDS.map(({ id, bases, bound }) => `${id}\t${bases}\t${bound ? 'bound' : 'free'}\n`)
  writeFileSync(inFolder('all.tsv.gz'), gzipSync(`name\tseq\tclass\n${rows.join('')}`))
})
afterAll(folder.remove)

const idsOf = (text: string) => [...text.matchAll(/^>(\S+)/gm)].map((match) => match[1] ?? '')
const boundOf = (text: string) => [...text.matchAll(/ label=1$/gm)].length

describe('helicon data split', () => {
  it('puts every record into one part, with like shares of the classes', async () => {
    const { code, out, err } = await split('all.fa', '-o', 'parts', '--validation', '0.1', '--test', '0.2')
    expect({ code, out }).toEqual({ code: 0, out: '' })
    const parts = ['train', 'validation', 'test'].map((part) => read('parts', `${part}.fa`))
    expect(parts.map((text) => idsOf(text).length)).toEqual([84, 12, 24])
    expect(parts.map(boundOf)).toEqual([28, 4, 8])
    expect(parts.flatMap(idsOf).sort()).toEqual(RECORDS.map(({ id }) => id).sort())
    expect(err).toMatch(/train\.fa +84 +70\.0 +56 +66\.7 +28 +33\.3/)
    expect(JSON.parse(read('parts', 'split.json'))).toMatchObject({
      ...{ method: 'stratified', seed: 1 },
      parts: [
        { name: 'train', file: 'train.fa', records: 84, classCounts: [56, 28] },
        { name: 'validation', records: 12, classCounts: [8, 4] },
        { name: 'test', records: 24, classCounts: [16, 8] },
      ],
    })
  })

  it('gives the same parts for the same seed, others for another', async () => {
    for (const [name, seed] of [
      ['seed5', '5'],
      ['seed5-again', '5'],
      ['seed6', '6'],
    ])
      expect((await split('all.fa', '-o', name ?? '', '--seed', seed ?? '')).code).toBe(0)
    expect(read('seed5-again', 'test.fa')).toBe(read('seed5', 'test.fa'))
    expect(read('seed6', 'test.fa')).not.toBe(read('seed5', 'test.fa'))
    // Nothing said: a tenth each.
    expect(idsOf(read('seed5', 'test.fa'))).toHaveLength(12)
  })

  it('keeps format and compression of the source, and the names of the classes', async () => {
    expect((await split('all.tsv.gz', '-o', 'tables')).code).toBe(0)
    expect(readdirSync(inFolder('tables')).sort()).toEqual([
      ...['split.json', 'test.tsv.gz', 'train.tsv.gz', 'validation.tsv.gz'],
    ])
    const test = gunzipSync(readFileSync(inFolder('tables', 'test.tsv.gz'))).toString()
    expect(test).toMatch(/^id\tsequence\tlabel\n/)
    expect(test).toMatch(/\tbound\n/)
    expect((await split('all.tsv.gz', '-o', 'datasets', '--to', 'disk-dataset')).code).toBe(0)
    expect(existsSync(inFolder('datasets', 'validation', 'metadata.csv.gzip'))).toBe(true)
  })

  it('takes whole chromosomes', async () => {
    const chromosomes = ['--validation-chromosomes', 'chr2', '--test-chromosomes', 'chr3,chr4']
    expect((await split('all.fa', '-o', 'chromosomes', ...chromosomes)).code).toBe(0)
    const found = ['train', 'validation', 'test'].map((part) => [
      ...new Set(idsOf(read('chromosomes', `${part}.fa`)).map((id) => id.split(':')[0])),
    ])
    expect(found.map((names) => names.sort())).toEqual([['chr1'], ['chr2'], ['chr3', 'chr4']])
  })

  it('divides into folds, each record in one', async () => {
    const { code, out } = await split('all.fa', '-o', 'folds', '--folds', '5', '--json', '--quiet')
    expect(code).toBe(0)
    const folds = [1, 2, 3, 4, 5].map((fold) => read('folds', `fold-${fold}.fa`))
    expect(folds.map((text) => idsOf(text).length)).toEqual([24, 24, 24, 24, 24])
    expect(folds.map(boundOf)).toEqual([8, 8, 8, 8, 8])
    expect(folds.flatMap(idsOf).sort()).toEqual(RECORDS.map(({ id }) => id).sort())
    expect(JSON.parse(out).parts).toHaveLength(5)
  })

  it('keeps similar records on one side', async () => {
    const twins = RECORDS.slice(0, 40).flatMap(({ id, bases, bound }) => [
      `>${id} label=${bound ? 1 : 0}\n${bases}\n`,
      `>${id}_twin label=${bound ? 1 : 0}\n${bases}\n`,
    ])
    writeFileSync(inFolder('twins.fa'), twins.join(''))
    const { code, err } = await split('twins.fa', '-o', 'similar', '--method', 'similarity', '--test', '0.25')
    expect({ code, err }).toMatchObject({ code: 0 })
    const ids = idsOf(read('similar', 'test.fa'))
    expect(ids.length).toBeGreaterThan(8)
    for (const id of ids) expect(ids).toContain(id.endsWith('_twin') ? id.slice(0, -5) : `${id}_twin`)
  })
})

describe('a split that cannot be', () => {
  it.each([
    ['a share that leaves nothing', ['--validation', '0.5', '--test', '0.5'], 2, /nothing to train on/],
    ['a share and chromosomes', ['--test', '0.1', '--test-chromosomes', 'chr1'], 2, /exclude each other/],
    ['folds and a share', ['--folds', '3', '--test', '0.1'], 2, /--folds divides all records.*--test/],
    ['chromosomes by similarity', ['--test-chromosomes', 'chr1', '--method', 'similarity'], 2, /--method similarity/],
    ['a chromosome that is not there', ['--test-chromosomes', 'chrX'], 65, /chrX/],
  ])('is refused and leaves no folder: %s', async (_, args, expectedCode, expected) => {
    const { code, err } = await split('all.fa', '-o', 'refused', ...args)
    expect({ code, err }).toMatchObject({ code: expectedCode, err: expect.stringMatching(expected) })
    expect(existsSync(inFolder('refused'))).toBe(false)
  })

  it('names the part that would have no record of a class', async () => {
    writeFileSync(inFolder('rare.fa'), `>a label=1\nACGTACGTAA\n${'>b label=0\nACGTTTTTTT\n'.repeat(40)}`)
    const { code, err } = await split('rare.fa', '-o', 'refused')
    expect(code).toBe(65)
    expect(err).toMatch(/class/)
    expect(existsSync(inFolder('refused'))).toBe(false)
  })

  it('does not touch a folder that has files', async () => {
    mkdirSync(inFolder('full'))
    writeFileSync(inFolder('full', 'note'), 'mine')
    expect(await split('all.fa', '-o', 'full')).toMatchObject({ code: 2, err: expect.stringContaining('not empty') })
    expect(readdirSync(inFolder('full'))).toEqual(['note'])
    expect(await split('all.fa', '-o', '-')).toMatchObject({ code: 2 })
  })
})
