import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/dataset/dataset.js'
import { fastaText } from '../../../src/dataset/formats/fasta-writer.js'
import { tableText } from '../../../src/dataset/formats/table-writer.js'
import { simulateMotif } from '../../../src/dataset/simulate-motif.js'
import { parseDelimited } from '../../../src/io/delimited.js'
import { sequenceSetFromStrings } from '../../../src/sequence/build-sequence-set.js'

async function text(pieces: AsyncIterable<string>): Promise<string> {
  let all = ''
  for await (const piece of pieces) all += piece
  return all
}

function dataset(ids: readonly string[], texts: readonly string[], labels?: readonly number[]): Dataset {
  const outputs = labels === undefined ? 1 : labels.length / Math.max(1, ids.length)
  const taskNames = Array.from({ length: outputs }, (_, i) => `task ${i}`)
  const sequences = sequenceSetFromStrings(ids, texts)
  return {
    name: 'test',
    sequences,
    outputs,
    featureCount: 0,
    taskNames,
    ...(labels && { labels: Float32Array.from(labels) }),
  }
}

describe('fastaText', () => {
  it('has the label in the header, and none where there is none', async () => {
    const one = dataset(['a', 'b'], ['acgu', 'NR'], [1, 0])
    expect(await text(fastaText([one]))).toBe('>a label=1\nACGT\n>b label=0\nNN\n')
    expect(await text(fastaText([dataset(['a'], ['AC'])]))).toBe('>a\nAC\n')
    expect(await text(fastaText([dataset(['a'], ['AC'], [0.3])]))).toBe('>a label=0.300000012\nAC\n')
  })

  it('writes several label columns, or the class that they name', async () => {
    const hot = dataset(['a', 'b'], ['AC', 'GT'], [1, 0, 0, 1])
    expect(await text(fastaText([hot]))).toBe('>a label=1,0\nAC\n>b label=0,1\nGT\n')
    expect(await text(fastaText([hot], { labels: 'class' }))).toBe('>a label=0\nAC\n>b label=1\nGT\n')
  })

  it('breaks lines where it is told to', async () => {
    const long = dataset(['a', 'b', 'c'], ['ACGTACG', 'ACG', ''])
    expect(await text(fastaText([long], { lineWidth: 3 }))).toBe('>a\nACG\nTAC\nG\n>b\nACG\n>c\n\n')
  })

  it('writes shards one after the other, and every record once', async () => {
    const options = { seed: 1, positives: 900, negatives: 700 }
    const whole = await text(fastaText(simulateMotif(options), { labels: 'class' }))
    expect(await text(fastaText(simulateMotif({ ...options, shardSize: 77 }), { labels: 'class' }))).toBe(whole)
    expect(whole.match(/^>seq\d+ label=1$/gm)).toHaveLength(900)
    expect(whole.match(/^>seq\d+ label=0$/gm)).toHaveLength(700)
    expect(whole.match(/^[ACGT]{20}$/gm)).toHaveLength(1600)
  })

  it.each(['', 'a b', 'a\tb', 'a\nb', ' a', 'a\u0000'])('refuses the id %j', async (id) => {
    const pieces = text(fastaText([dataset(['fine', id], ['A', 'C'])]))
    await expect(pieces).rejects.toMatchObject({ code: 'FASTA_ID_INVALID', details: { row: 1, found: id } })
  })

  it('stops when it is told to', async () => {
    const pieces = fastaText([dataset(['a'], ['A'])], { signal: AbortSignal.abort(new Error('enough')) })
    await expect(text(pieces)).rejects.toThrow('enough')
  })
})

describe('tableText', () => {
  it('has a header and a column for the label', async () => {
    const data = dataset(['a', 'b'], ['ACGT', 'GG'], [1, 0])
    expect(await text(tableText([data]))).toBe('id\tsequence\tlabel\na\tACGT\t1\nb\tGG\t0\n')
    expect(await text(tableText([data], { delimiter: ',' }))).toBe('id,sequence,label\na,ACGT,1\nb,GG,0\n')
    expect(await text(tableText([dataset(['a'], ['A'])]))).toBe('id\tsequence\na\tA\n')
    const hot = dataset(['a'], ['A'], [0, 1])
    expect(await text(tableText([hot]))).toBe('id\tsequence\ttask 0\ttask 1\na\tA\t0\t1\n')
    expect(await text(tableText([hot], { labels: 'class' }))).toBe('id\tsequence\tlabel\na\tA\t1\n')
  })

  it('is read back by parseDelimited, whatever the ids', async () => {
    const id = fc.string({ unit: fc.constantFrom('a', ',', '\t', '"', '\n', ' ', '가'), minLength: 1 })
    await fc.assert(
      fc.asyncProperty(fc.array(id, { minLength: 1 }), fc.constantFrom('\t', ',' as const), async (ids, delimiter) => {
        const data = dataset(
          ids,
          ids.map(() => 'ACGT'),
          ids.map((_, i) => i % 2),
        )
        const rows = parseDelimited(await text(tableText([data], { delimiter })), delimiter, 'test')
        expect(rows.slice(1).map(({ values }) => values)).toEqual(ids.map((name, i) => [name, 'ACGT', String(i % 2)]))
      }),
    )
  })
})
