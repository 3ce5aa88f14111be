import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { simulateMotif, writeDiskDataset } from '@helicon/core'
import { nodeCompression, targetFolder } from '@helicon/core/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const run = (...args: string[]) => helicon(args, folder.path)
const text = (...names: string[]) => readFileSync(inFolder(...names), 'utf8')
const weights = (words: string) => /SHA-256 of the weights: ([0-9a-f]{64})/.exec(words)?.[1]

beforeAll(async () => {
  await run('simulate', 'motif', '-o', 'data')
  writeFileSync(inFolder('guide.yaml'), 'data:\n  train: data\n  test: { fraction: 0.2 }\nmodel: guide\n')
})
afterAll(folder.remove)

describe('the training of the guide', () => {
  it('takes a fifth for the test, the last tenth of the rest for validation, and learns the motif', async () => {
    const { code, out, err } = await run('train', 'guide.yaml', '-o', 'run', '--json')
    expect(code).toBe(0)
    expect(err).toMatch(
      /training: 1,440 sequences .*\nvalidation: 160 sequences .*\ntest: 400 sequences .*, 200 positive/,
    )
    const { metrics } = JSON.parse(out)
    expect(metrics.test.metrics.accuracy).toBeGreaterThan(0.9)
    expect(metrics.test.loss).toBeLessThan(0.25)
    const resolved = JSON.parse(text('run', 'resolved.json'))
    expect(resolved.training).toMatchObject({
      testSplit: { fraction: 0.2, method: 'stratified', seed: 1 },
      ...{ validationSplit: 0.1, batchSize: 100, epochs: 20 },
    })
    expect(resolved.parts).toMatchObject({ train: { records: 1440 }, test: { records: 400, classCounts: [200, 200] } })
    expect(resolved.split).toBe(
      'a random 0.2 of the training records (seed 1, stratified) for the test; the last 0.1 of the others, before shuffling, for validation',
    )
    expect(text('run', 'predictions.tsv').trim().split('\n')).toHaveLength(401)
  })

  it('says why most people use softmax, and has that one key away', async () => {
    const { err } = await run('summary', 'guide.yaml')
    expect(err).toMatch(/divided by their sum first, as Keras does\..*Most people .*softmax.*guide-softmax/)
    const softmax = await run('train', 'guide.yaml', '-o', 'softmax', '--set', 'model=guide-softmax')
    expect(softmax.code).toBe(0)
    expect(softmax.err).not.toContain('add up to 1')
    const [, ...lines] = text('softmax', 'predictions.tsv').trim().split('\n')
    for (const line of lines) {
      const [, negative, positive] = line.split('\t').map(Number)
      expect((negative ?? 0) + (positive ?? 0)).toBeCloseTo(1, 6)
    }
  })

  it('keeps the test records of a seed of their own', async () => {
    const ids = (name: string) =>
      text(name, 'predictions.tsv')
        .split('\n')
        .slice(1)
        .map((line) => line.split('\t')[0])
    const train = (name: string, ...more: string[]) =>
      run('train', 'guide.yaml', '-o', name, '--set', 'training.epochs=1', ...more)
    await train('seed-2', '--seed', '2')
    expect(ids('seed-2')).not.toEqual(ids('run'))
    await train('own-seed', '--seed', '2', '--set', 'data.test.seed=1')
    expect(ids('own-seed')).toEqual(ids('run'))
  })

  it('is continued to the bit, and not with other test records', async () => {
    const whole = weights((await run('train', 'guide.yaml', '-o', 'whole', '--set', 'training.epochs=4')).err)
    await run('train', 'guide.yaml', '-o', 'part', '--set', 'training.epochs=2')
    const other = ['--set', 'training.epochs=4', '--set', 'data.test.fraction=0.3']
    const refused = await run('train', 'guide.yaml', '-o', 'part', '--resume', ...other)
    expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('data.test.fraction: 0.2 → 0.3') })
    const rest = await run('train', 'guide.yaml', '-o', 'part', '--resume', '--set', 'training.epochs=4')
    expect(weights(rest.err)).toBe(whole)
  })

  it('refuses a test part without one of the classes, and one that takes everything', async () => {
    const write = (name: string, positives: number, negatives: number) =>
      writeDiskDataset(targetFolder(inFolder(name)), simulateMotif({ seed: 1, positives, negatives }), nodeCompression)
    await write('rare', 1, 30)
    const config = 'data: { train: rare, test: { fraction: 0.2 } }\nmodel: guide\ntraining: { seed: 3 }\n'
    writeFileSync(inFolder('rare.yaml'), config)
    const rare = await run('train', 'rare.yaml', '-o', 'none')
    expect(rare.code).toBe(65)
    expect(rare.err).toMatch(/rare \((train|test)\): all \d+ records of negative are of class 0/)
    await write('two', 1, 1)
    const all = await run(
      'train',
      'guide.yaml',
      '-o',
      'none',
      '--set',
      'data.train=two',
      '--set',
      'data.test.fraction=0.9',
    )
    expect(all).toMatchObject({ code: 65, err: expect.stringContaining('leaves one part empty') })
    expect(existsSync(inFolder('none'))).toBe(false)
  })
})

describe('the demo in Korean', () => {
  it('calls the classes by the same words from the data to the evaluation', async () => {
    const { code, out, err } = await run('demo', 'guide', '-o', 'korean', '--lang', 'ko')
    expect(code).toBe(0)
    expect(out + err).toMatch(/예측한 클래스: ((음성|양성) ?){20}\n/)
    expect(out + err).toMatch(/예측 +음성 +양성/)
  })
})
