import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, openDiskDataset, selectRecords, writeDiskDataset } from '@helicon/core'
import { nodeCompression, sourceFolder, targetFolder } from '@helicon/core/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const text = (...names: string[]) => readFileSync(inFolder(...names), 'utf8')
const json = (...names: string[]) => JSON.parse(text(...names))
const table = (...names: string[]) =>
  text(...names)
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
const run = (...args: string[]) => helicon(args, folder.path)
const weights = (err: string) => /SHA-256 of the weights: ([0-9a-f]{64})/.exec(err)?.[1]

/** Fewer records of class 1 than of class 0, in no order; a fraction of what is trained on validates. */
const CONFIG = smallConfig('', 'unreadable').replace('validation: validation', 'validation: { fraction: 0.2 }')

beforeAll(async () => {
  await writeWindows(inFolder('train'), { records: 130 })
  // There is something, but no data set: whoever looks at the test data fails.
  mkdirSync(inFolder('unreadable'))
  writeFileSync(inFolder('config.yaml'), CONFIG)
  writeFileSync(
    inFolder('plain.yaml'),
    CONFIG.replace('  test: unreadable\n', '').replace('train: train', 'train: others'),
  )
})
afterAll(folder.remove)

/** The records of the training data, with the fold that each was dealt to. */
async function recordsAndFolds(name: string): Promise<{ readonly records: Dataset[]; readonly folds: number[] }> {
  const source = await openDiskDataset(sourceFolder(inFolder('train')), nodeCompression)
  const records = await Promise.all([0, 1].map((shard) => source.readShard(shard)))
  const folds = table(name, 'predictions.tsv')
    .slice(1)
    .map(([, fold]) => Number(fold))
  return { records, folds }
}

describe('train --folds', () => {
  it('writes a run folder for each fold, and what they come to beside them', async () => {
    const { code, out, err } = await run('train', 'config.yaml', '--folds', '4', '-o', 'folds')
    expect(err).toContain('130 training records in 4 folds, stratified by class, seed 1')
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(readdirSync(inFolder('folds')).sort()).toEqual(
      ['config.yaml', 'fold-1', 'fold-2', 'fold-3', 'fold-4'].concat(['folds.json', 'folds.tsv', 'predictions.tsv']),
    )
    for (const file of ['report.html', 'metrics.json', 'model.safetensors', 'predictions.tsv'])
      expect(existsSync(inFolder('folds', 'fold-3', file))).toBe(true)
    expect(text('folds', 'config.yaml')).toBe(CONFIG)
  })

  it('keeps the shares of the classes, in folds of nearly one size', () => {
    const positives = [1, 2, 3, 4].map(
      (fold) => json('folds', `fold-${fold}`, 'metrics.json').parts.test.classCounts[1],
    )
    const { results } = json('folds', 'folds.json')
    expect(results.map(({ records }: { records: number }) => records).sort()).toEqual([32, 32, 33, 33])
    expect(Math.max(...positives) - Math.min(...positives)).toBeLessThanOrEqual(1)
    const total = positives.reduce((sum, count) => sum + count, 0)
    expect(total).toBe(json('folds', 'folds.json').data.train.classCounts[1])
  })

  it('trains each run on the other folds alone: as a training on these records does', async () => {
    const { records, folds } = await recordsAndFolds('folds')
    const first = records[0]?.sequences.ids.length ?? 0
    const others = records.map((shard, index) => {
      const rows = Array.from(shard.sequences.ids.keys())
      return selectRecords(
        shard,
        rows.filter((row) => folds[index * first + row] !== 3),
      )
    })
    await writeDiskDataset(targetFolder(inFolder('others')), others, nodeCompression)
    const { err } = await run('train', 'plain.yaml', '-o', 'alone', '--no-baselines')
    expect(json('folds', 'folds.json').results[2].weightsSha256).toBe(weights(err))
    // 98 records, the last fifth of them for validation.
    expect(json('folds', 'fold-3', 'resolved.json').parts).toMatchObject({ train: { records: 78 }, test: {} })
  })

  it('predicts each record by the run that did not see it, in the order of the data', async () => {
    const { out } = await run('predict', 'folds/fold-2', 'train')
    const byRun = out.trimEnd().split('\n').slice(1)
    const [heading, ...rows] = table('folds', 'predictions.tsv')
    expect(heading).toEqual(['id', 'fold', 'prediction', 'logits', 'class'])
    expect(rows.map(([id]) => id)).toEqual(byRun.map((line) => line.split('\t')[0]))
    const ofFold = rows.flatMap(([id, fold, ...values], row) =>
      fold === '2' ? [[row, [id, ...values].join('\t')] as const] : [],
    )
    expect(ofFold.length).toBeGreaterThan(30)
    for (const [row, line] of ofFold) expect(line).toBe(byRun[row])
  })

  it('gives means, sample standard deviations and the metrics of all records together', async () => {
    const { results, summary } = json('folds', 'folds.json')
    const values: number[] = results.map(({ metrics }: { metrics: { rocAuc: number } }) => metrics.rocAuc)
    const mean = values.reduce((sum, value) => sum + value, 0) / 4
    expect(summary.metrics.rocAuc.mean).toBeCloseTo(mean, 12)
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
    expect(summary.metrics.rocAuc.sd).toBeCloseTo(Math.sqrt(squares / 3), 12)
    const { records } = await recordsAndFolds('folds')
    const labels = records.flatMap((shard) => [...(shard.labels ?? [])])
    const scores = table('folds', 'predictions.tsv')
      .slice(1)
      .map((fields) => Number(fields[2]))
    expect(summary.pooled.rocAuc).toBeCloseTo(pairsWon(labels, scores), 12)
    const names = (methods: { name: string }[]) => methods.map(({ name }) => name)
    expect(names(summary.baselines)).toEqual(names(json('folds', 'fold-1', 'metrics.json').baselines.results))
    const kmer = results[0].baselines.find(({ name }: { name: string }) => name === 'kmer')
    const [heading = [], first] = table('folds', 'folds.tsv')
    expect(heading.slice(0, 5)).toEqual(['fold', 'records', 'epochs', 'loss', 'rocAuc'])
    expect(Number(first?.[4])).toBe(values[0])
    expect(Number(first?.[heading.indexOf('kmer_rocAuc')])).toBe(kmer.metrics.rocAuc)
  })

  it('shows a row a fold, the means and the baselines beside them', async () => {
    const { err } = await run('train', 'config.yaml', '--folds', '3', '-o', 'shown')
    expect(err).toMatch(/^fold 2\/3 {2}ROC-AUC 0\.\d{4} on 43 records/m)
    expect(err).toMatch(/^mean +0\.\d{4} +0\.\d{4} +0\.\d{4}$/m)
    expect(err).toMatch(/^standard deviation +0\.\d{4}/m)
    expect(err).toMatch(/^all records together +130 +0\.\d{4}/m)
    expect(err).toMatch(/^k-mer regression +0\.\d{4} ± 0\.\d{4}/m)
    expect(err).toContain('The test data were not looked at.')
    const korean = await helicon(['train', 'config.yaml', '--folds', '3', '-o', 'ko', '--no-baselines'], folder.path, {
      LANG: 'ko_KR.UTF-8',
    })
    expect(korean.err).toContain('교차 검증: 학습 레코드 130개를 클래스의 비율을 유지하며 폴드 3개로 나눕니다(시드 1).')
    expect(korean.err).not.toContain('기준선')
  })

  it('is the same again, on one thread too, and other folds for another seed', async () => {
    const { out } = await run(
      'train',
      'config.yaml',
      '--folds',
      '4',
      '-o',
      'again',
      '--threads',
      '1',
      '--json',
      '--quiet',
    )
    const { results, assignmentSha256 } = json('folds', 'folds.json')
    expect(JSON.parse(out)).toMatchObject({ finished: true, results, assignmentSha256, testData: 'left alone' })
    await run('train', 'config.yaml', '--folds', '4', '-o', 'seeded', '--seed', '2', '--no-baselines')
    expect(json('seeded', 'folds.json').assignmentSha256).toBe(assignmentSha256)
    await run('train', 'config.yaml', '--folds', '4', '-o', 'dealt', '--fold-seed', '2', '--no-baselines')
    expect(json('dealt', 'folds.json').assignmentSha256).not.toBe(assignmentSha256)
  })

  it('takes a fraction for the test out first, and leaves it alone', async () => {
    const set = ['--set', 'data.test={fraction: 0.2}', '--no-baselines']
    const { err } = await run('train', 'config.yaml', '--folds', '3', '-o', 'fraction', ...set)
    expect(err).toContain('104 training records in 3 folds')
    expect(table('fraction', 'predictions.tsv')).toHaveLength(105)
    expect(json('fraction', 'fold-1', 'resolved.json').split).toContain('left alone; fold 1 of 3')
  })
})

describe('folds of other data', () => {
  it('keep similar records together when asked to', async () => {
    // Every record of the first shard stands in the second one again.
    const shards: Dataset[] = []
    const twice = (shard: Dataset) => {
      shards.push(shard)
      const [first = shard] = shards
      const ids = first.sequences.ids.map((id) => `${id}${shards.length}`)
      return { ...first, sequences: { ...first.sequences, ids } }
    }
    await writeWindows(inFolder('twice'), { records: 120, change: twice })
    const method = ['--fold-method', 'similarity', '--no-baselines', '--set', 'data.train=twice']
    const { code, err } = await run('train', 'config.yaml', '--folds', '3', '-o', 'similar', ...method)
    expect(err).toContain('similar records in one fold')
    expect(code).toBe(0)
    const folds = table('similar', 'predictions.tsv').slice(1)
    const [first, second] = [folds.slice(0, 60), folds.slice(60)].map((rows) => rows.map(([, fold]) => fold))
    expect(first).toEqual(second)
  })

  it('count labels of several tasks where they are known', async () => {
    // A second task with the opposite labels; every third label of the first task is not known.
    const tasks = (shard: Dataset): Dataset => {
      const own = [...(shard.labels ?? [])]
      return {
        ...shard,
        outputs: 2,
        taskNames: ['one', 'other'],
        labels: Float32Array.from(own.flatMap((label) => [label, 1 - label])),
        weights: Float32Array.from(own.flatMap((_, row) => [row % 3 === 0 ? 0 : 1, 1])),
      }
    }
    await writeWindows(inFolder('tasks'), { records: 120, shards: 1, change: tasks })
    writeFileSync(
      inFolder('tasks.yaml'),
      CONFIG.replace('train: train', 'train: tasks').replace('units: 1', 'units: 2'),
    )
    expect((await run('train', 'tasks.yaml', '--folds', '3', '-o', 'tasks-run')).code).toBe(0)
    const source = await openDiskDataset(sourceFolder(inFolder('tasks')), nodeCompression)
    const { labels = new Float32Array() } = await source.readShard(0)
    const rows = table('tasks-run', 'predictions.tsv').slice(1)
    const ofTask = (task: number) => {
      const known = rows.flatMap((fields, row) => (task === 0 && row % 3 === 0 ? [] : [{ fields, row }]))
      const truths = known.map(({ row }) => labels[2 * row + task] ?? Number.NaN)
      return pairsWon(
        truths,
        known.map(({ fields }) => Number(fields[2 + task])),
      )
    }
    const { pooled } = json('tasks-run', 'folds.json').summary
    expect(pooled.rocAuc).toBeCloseTo((ofTask(0) + ofTask(1)) / 2, 12)
  })
})

describe('folds that cannot be', () => {
  it.each([
    [['--folds', '1'], 2, '--folds <K> is '],
    [['--fold-seed', '3'], 2, '--fold-seed says how folds are made'],
    [['--folds', '200'], 2, '200'],
    [['--folds', '40'], 65, 'fold '],
    [['--folds', '3', '--fold-method', 'sorted'], 2, 'stratified, random, similarity, chromosome'],
    [['--folds', '3', '--set', 'data.validation=train', '--set', 'training.streaming=true'], 2, 'divided into folds'],
  ])('%j are refused, and nothing is written', async (args, code, expected) => {
    const ended = await run('train', 'config.yaml', '-o', 'never', ...args)
    expect(ended.err).toContain(expected)
    expect(ended.code).toBe(code)
    expect(existsSync(inFolder('never'))).toBe(false)
  })
})

/** The share of pairs of a positive and a negative in which the positive scores higher; a draw counts half. */
function pairsWon(labels: readonly number[], scores: readonly number[]): number {
  let won = 0
  let pairs = 0
  for (const [i, label] of labels.entries())
    for (const [j, other] of labels.entries()) {
      if (label !== 1 || other !== 0) continue
      pairs++
      const difference = (scores[i] ?? 0) - (scores[j] ?? 0)
      won += difference > 0 ? 1 : difference === 0 ? 0.5 : 0
    }
  return won / pairs
}
