import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../src/dataset/dataset.js'
import { openDiskDataset } from '../../src/dataset/formats/disk-dataset.js'
import { readWholeDataset } from '../../src/dataset/formats/read-whole-dataset.js'
import { splitRecords } from '../../src/dataset/split-records.js'
import type { DatasetStream } from '../../src/dataset/stream.js'
import { inspectData } from '../../src/inspection/index.js'
import { nodeCompression, sourceFolder } from '../../src/node/index.js'
import { sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'
import { datasetOf } from '../dataset/split-data.js'
import { hasShared, sharedPath } from '../shared-data.js'

/** Positives, then negatives, of two FASTA files. */
function fastaPair(positives: string, negatives: string): Dataset {
  const ids: string[] = []
  const texts: string[] = []
  const labels: number[] = []
  for (const [label, file] of [
    [1, positives],
    [0, negatives],
  ] as const)
    for (const line of readFileSync(sharedPath('data', file), 'utf8').split(/\r?\n/)) {
      if (line.startsWith('>')) {
        ids.push(line.slice(1))
        texts.push('')
        labels.push(label)
      } else texts[texts.length - 1] = (texts.at(-1) ?? '') + line.trim()
    }
  return datasetOf(ids, labels, { name: positives, sequences: sequenceSetFromStrings(ids, texts) })
}

function streamOf(dataset: Dataset): DatasetStream {
  const { name, outputs, taskNames } = dataset
  return {
    name,
    outputs,
    taskNames,
    labels: { kind: 'binary' },
    async *pieces() {
      yield dataset
    },
  }
}

async function jund(part: string): Promise<Dataset> {
  return readWholeDataset(await openDiskDataset(sourceFolder(sharedPath('data', 'jund', part)), nodeCompression))
}

describe.skipIf(!hasShared)('inspection of real data', () => {
  it('finds the neighbours of JUND, whose parts are drawn at random from one chromosome', async () => {
    const [validation, test] = await Promise.all(['valid_dataset', 'test_dataset'].map(jund))
    if (!validation || !test) throw new Error('two parts')
    const { parts, pairs, findings } = await inspectData({ validation: streamOf(validation), test: streamOf(test) })
    expect(parts.map(({ records }) => records)).toEqual([34_527, 34_528])
    expect(parts[0]?.letters).toMatchObject({ unknown: 148, recordsWithUnknown: 4 })
    // Counted with NumPy 2: searchsorted over the starts, and the running maximum of the ends.
    expect(pairs[0]?.neighbours).toEqual({ readable: 34_528, overlapping: 0, adjacent: 11_942 })
    expect(findings.map(({ code }) => code)).toContain('PARTS_NEIGHBOUR')
  })

  it('has the AUROC of scikit-learn for GC and length alone, and finds the test records that are trained on', async () => {
    const train = fastaPair('enhancers_liu/enhancer.cv.txt', 'enhancers_liu/non.cv.txt')
    const test = fastaPair('enhancers_liu/enhancer.ind.txt', 'enhancers_liu/non.ind.txt')
    const { parts, pairs, findings } = await inspectData({ train: streamOf(train), test: streamOf(test) })
    // scikit-learn 1.9.1, roc_auc_score of the share of G and C; NumPy's mean, std and percentile
    expect(parts[0]?.gc.auroc[0]?.value).toBeCloseTo(0.8306931619212299, 12)
    expect(parts[1]?.gc.auroc[0]?.value).toBeCloseTo(0.8147875, 12)
    expect(parts[0]?.gc.classes[1]?.summary).toMatchObject({
      mean: expect.closeTo(0.49068059299191374, 12),
      deviation: expect.closeTo(0.09194884828824748, 12),
      lowerQuartile: expect.closeTo(0.42, 12),
      median: expect.closeTo(0.495, 12),
      upperQuartile: expect.closeTo(0.56, 12),
    })
    expect(findings.filter(({ code }) => code === 'GC_SEPARATES')).toHaveLength(2)
    // Half of the enhancers of the independent test are enhancers of the training part, letter by letter.
    expect(pairs[0]?.shared).toMatchObject({ identical: 100, reverseComplements: 0, conflicting: 0 })
    expect(pairs[0]?.neighbours).toMatchObject({ overlapping: 100 })

    const nfe2 = 'nfe2/wgEncodeSydhTfbsGm12878Nfe2hStdAlnRep0'
    const other = await inspectData({ train: streamOf(fastaPair(`${nfe2}.tr.fa`, `${nfe2}.neg.tr.fa`)) })
    expect(other.parts[0]?.lengths.auroc[0]?.value).toBeCloseTo(0.4890894448516648, 12)
    expect(other.parts[0]?.gc.auroc[0]?.value).toBeCloseTo(0.529334323521469, 4)
  })

  it('divides real windows by similarity and by chromosome to the sizes that are asked for', () => {
    const set = fastaPair('enhancers_liu/enhancer.cv.txt', 'enhancers_liu/non.cv.txt')
    for (const method of ['similarity', 'chromosome'] as const) {
      const { facts } = splitRecords(set, { validation: 0.1, test: 0.1, method, seed: 1 })
      for (const { records, asked, classCounts } of facts.parts) {
        expect(Math.abs(records / (asked ?? 1) - 1)).toBeLessThan(0.05)
        expect(Math.abs((classCounts?.[1] ?? 0) / records - 0.5)).toBeLessThan(0.05)
      }
    }
  })
})
