import { describe, expect, it } from 'vitest'
import { fastaRecords } from '../../src/dataset/formats/fasta-records.js'
import { readStream } from '../../src/dataset/formats/read-stream.js'
import { sniffRecords } from '../../src/dataset/formats/sniff-records.js'
import { tableRecords } from '../../src/dataset/formats/table-records.js'
import { withTargets } from '../../src/dataset/formats/target-records.js'
import { labelRecords } from '../../src/dataset/labels/index.js'
import type { RawRecordSource } from '../../src/dataset/stream.js'
import { fileSource } from '../../src/node/index.js'
import { sequenceText, uniformLength } from '../../src/sequence/index.js'
import { hasShared, sharedPath } from '../shared-data.js'
import { packing } from './record-files.js'

const source = (...path: string[]) => fileSource(sharedPath('data', ...path))
const NFE2 = 'wgEncodeSydhTfbsGm12878Nfe2hStdAlnRep0'

/** What is known of a data set: records, length, first id, classes, records of each class. */
async function facts(records: Promise<RawRecordSource>) {
  const stream = await labelRecords(await records)
  const { sequences, labels, outputs } = await readStream(stream)
  const counts = Array.from({ length: outputs }, () => 0)
  labels?.forEach((value, k) => {
    counts[k % outputs] = (counts[k % outputs] ?? 0) + value
  })
  return [sequences.ids.length, uniformLength(sequences), sequences.ids[0], stream.labels, counts]
}

// Numbers of records and classes: the table in ../shared/data/README.md, and `grep -c` on the files.
describe.skipIf(!hasShared)('real files are read without options (needs ../shared)', () => {
  it.each([
    ['chip101/FOXA1_HepG2_AC.seq.gz', 'tsv', [42614, 101, 'seq_00001_peak', { kind: 'binary' }, [42614]]],
    ['chip101/REST_GM12878_B.seq.gz', 'tsv', [1000, 101, 'seq_00002_peak', { kind: 'binary' }, [500]]],
    [
      'splice_uci/spliceData.txt',
      'csv',
      [3190, 60, 'ATRINS-DONOR-521', { kind: 'categorical', classes: ['EI', 'IE', 'N'] }, [767, 768, 1655]],
    ],
    ['promoters_uci/promoters.data', 'csv', [106, 57, 'S10', { kind: 'binary', classes: ['-', '+'] }, [53]]],
  ] as const)('%s', async (path, format, expected) => {
    expect(await sniffRecords(source(path), packing)).toBe(format)
    expect(await facts(tableRecords(source(path), packing))).toEqual(expected)
  })

  it.each([
    ['enhancers_liu/enhancer.cv.txt', [1484, 200, 'CHR13_99137199_99137399', { kind: 'none' }, []]],
    [`nfe2/${NFE2}.tr.fa`, [644, undefined, 'chr10:22605206-22605441', { kind: 'none' }, []]],
    ['ctcf101/test.fa', [19544, 101, 'chr12:82386381-82386481', { kind: 'none' }, []]],
    ['bamm_jund/JunD.fasta', [300, 205, 'chr5', { kind: 'none' }, []]],
  ] as const)('%s', async (path, expected) => {
    expect(await sniffRecords(source(path), packing)).toBe('fasta')
    expect(await facts(fastaRecords(source(path), packing))).toEqual(expected)
  })

  it('ctcf101 with its targets', async () => {
    const read = async (columns?: readonly number[]) =>
      withTargets(
        await fastaRecords(source('ctcf101/test.fa'), packing),
        source('ctcf101/test.target'),
        packing,
        columns,
      )
    expect((await facts(read([1]))).slice(3)).toEqual([{ kind: 'binary' }, [9823]])
    expect((await facts(read())).slice(3)).toEqual([
      { kind: 'categorical', classes: ['column 1', 'column 2'] },
      [9823, 9721],
    ])
  })

  it('nfe2 with the predictions of another program, by id', async () => {
    const fasta = await fastaRecords(source(`nfe2/${NFE2}.test.fa`), packing)
    const predictions = source(`nfe2/${NFE2}.test.pred.txt`)
    const { labels } = await readStream(await labelRecords(await withTargets(fasta, predictions, packing)))
    expect(labels?.slice(0, 2)).toEqual(Float32Array.of(0.871409, 0.492784))
  })

  it('the genome of phage lambda, as one record', async () => {
    const records = await fastaRecords(source('phage/lambda_virus.fa'), packing)
    for await (const { sequences } of records.read()) {
      expect(sequences.ids).toEqual(['gi|9626243|ref|NC_001416.1|'])
      expect(sequences.codes.length).toBe(48502)
      expect(sequenceText(sequences, 0).slice(0, 20)).toBe('GGGCGGCGACCTCGCGGGTT')
    }
  })
})
