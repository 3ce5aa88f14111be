import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const run = (...args: string[]) => helicon(args, folder.path)
const train = (name: string, ...set: string[]) =>
  run('train', 'config.yaml', '-o', name, ...set.flatMap((each) => ['--set', each]))

/** Weights that give both classes the same total. */
const balanced = (shard: Dataset): Dataset => ({
  ...shard,
  weights: (shard.labels ?? new Float32Array()).map((label) => (label === 1 ? 3 : 1)),
})
const plain = ({ weights: _, ...shard }: Dataset): Dataset => shard

beforeAll(async () => {
  await writeWindows(inFolder('train'), { change: balanced })
  await writeWindows(inFolder('plain'), { change: plain })
  await writeWindows(inFolder('validation'), { seed: 2, records: 120, change: balanced })
  await writeWindows(inFolder('test'), { seed: 3, records: 120 })
  writeFileSync(inFolder('config.yaml'), smallConfig('', 'test'))
})
afterAll(folder.remove)

describe('a run tells the truth about', () => {
  it('parts that are the same data, and the test data used once', async () => {
    const fresh = await train('fresh')
    expect(fresh.err).not.toContain('equal SHA-256')
    expect(fresh.err).toContain('used once, at the end')
    const equal = await train('equal', 'data.test=validation')
    expect(equal.err).toContain('The validation and the test data are the same (equal SHA-256)')
    expect(equal.err).not.toContain('used once')
    const longer = await run('train', 'config.yaml', '-o', 'fresh', '--resume', '--set', 'training.epochs=5')
    expect(longer.code).toBe(0)
    expect(longer.err).not.toContain('used once')
  })

  it('the sizes of training and validation where validation is a fraction', async () => {
    const { err } = await train('fraction', 'data.validation={ fraction: 0.25 }')
    expect(err).toMatch(/training: 180 sequences from .*train, \d+ positive/)
    expect(err).toMatch(/validation: 60 sequences from .*train, \d+ positive/)
    expect(err).not.toContain('240 sequences')
  })

  it('a training that has run away', async () => {
    const { err } = await train('away', 'training.optimizer={ name: sgd, learningRate: 1e10 }')
    expect(err).toMatch(/^warning: Training has diverged: its loss \(\d+.*smaller learning rate/m)
    const regularized = await train('held', 'model.layers.0.kernelRegularizer={ l2: 1000 }')
    expect(regularized).toMatchObject({ code: 0, err: expect.not.stringContaining('diverged') })
  })

  it('validation data without a positive', async () => {
    const change = (shard: Dataset) => ({ ...shard, labels: (shard.labels ?? new Float32Array()).map(() => 0) })
    await writeWindows(inFolder('negative'), { seed: 4, records: 60, change })
    const { err } = await train('negatives', 'data.validation=negative')
    expect(err).toContain('A class does not occur in the validation data: ROC-AUC is undefined')
    expect(err).not.toContain('±0.50')
  })

  it('class weights on data that their own weights balance', async () => {
    const twice = await train('twice', 'training.classWeights=balanced')
    expect(twice.err).toContain('classWeights multiplies them')
    const once = await train('once', 'training.classWeights=balanced', 'data.train=plain')
    expect(once).toMatchObject({ code: 0, err: expect.not.stringContaining('classWeights multiplies') })
  })
})

describe('the loss of an evaluation', () => {
  it('leaves sample weights out, as its metrics do, unless they are asked for', async () => {
    await train('lossy', 'training.epochs=1')
    const loss = async (...more: string[]) =>
      JSON.parse((await run('evaluate', 'lossy', 'validation', '--json', '--bootstrap', '0', ...more)).out)
    const [bare, weighted] = [await loss(), await loss('--weighted')]
    expect(bare.evaluation.weighted).toBe(false)
    expect(weighted.evaluation.weighted).toBe(true)
    expect(bare.loss).toBeCloseTo(bare.evaluation.metrics.logLoss, 4)
    expect(Math.abs(weighted.loss - bare.loss)).toBeGreaterThan(0.01)
  })
})

describe('new records of another length', () => {
  const fasta = (name: string, lengths: readonly number[]) =>
    writeFileSync(
      inFolder(name),
      lengths.map((length, index) => `>r${index}\n${'ACGT'.repeat(length).slice(0, length)}\n`).join(''),
    )

  it('are brought to the length of the model, with nothing said but --fit', async () => {
    fasta('twice.fa', [30, 60, 45])
    expect((await run('predict', 'fresh', 'twice.fa')).err).toContain('60 bases')
    const { code, out, err } = await run('predict', 'fresh', 'twice.fa', '--fit', 'crop')
    expect(code).toBe(0)
    expect(out.trim().split('\n')).toHaveLength(4)
    expect(err).toBe('2 of 3 records were longer than 30 bases: their middle was kept\n')
  })

  it('are warned of where hardly anything of one is looked at', async () => {
    fasta('long.fa', [61, 30, 9000])
    const { err } = await run('predict', 'fresh', 'long.fa', '--fit', 'both')
    expect(err).toMatch(/^warning: 2 records .* record 'r2' has 9,000 bases, .* the 30 in its middle .*scanWindows/m)
    fasta('one.fa', [61])
    const one = await run('predict', 'fresh', 'one.fa', '--fit', 'both', '--lang', 'ko')
    expect(one.err).toMatch(/^경고: 레코드 'r0'의 길이는 61염기인데.*scanWindows/m)
  })
})

describe('new records with letters that are no base', () => {
  it('are counted when they are predicted', async () => {
    writeFileSync(inFolder('n.fa'), `>a\n${'ACGNT'.repeat(6)}\n>b\n${'N'.repeat(30)}\n>c\n${'ACGTT'.repeat(6)}\n`)
    const { code, err } = await run('predict', 'fresh', 'n.fa')
    expect(code).toBe(0)
    expect(err).toMatch(/^2 of 3 records have letters other than A, C, G and T/m)
    expect(err).toMatch(/^warning: 1 of 3 records do not have a single base/m)
    // Padding is no letter of the record.
    writeFileSync(inFolder('short.fa'), `>a\n${'ACGT'.repeat(5)}\n`)
    expect((await run('predict', 'fresh', 'short.fa', '--fit', 'pad')).err).not.toContain('letters other')
  })
})

describe('a run folder without an end', () => {
  it('can be evaluated and predicted with, with a warning', async () => {
    await train('stopped', 'training.epochs=1')
    expect((await run('predict', 'stopped', 'validation')).err).toBe('')
    rmSync(inFolder('stopped', 'metrics.json'))
    for (const command of ['evaluate', 'predict'])
      expect(await run(command, 'stopped', 'validation')).toMatchObject({
        code: 0,
        err: expect.stringMatching(/^warning: .*stopped.*has not come to its end/),
      })
  })

  it('that is no run cannot be gone on with', async () => {
    mkdirSync(inFolder('nothing'))
    for (const name of ['nothing', 'nowhere']) {
      const { code, err } = await run('train', 'config.yaml', '-o', name, '--resume')
      expect(code).toBe(66)
      expect(err).toMatch(new RegExp(`${name}: resolved\\.json is missing. There is no run here`))
    }
    expect(existsSync(inFolder('nowhere'))).toBe(false)
  })
})

describe('data and batches', () => {
  it('that a killed writer left without metadata are named as what they are', async () => {
    await writeWindows(inFolder('cut'))
    rmSync(inFolder('cut', 'metadata.csv.gzip'))
    const { code, err } = await run('predict', 'fresh', 'cut')
    expect(code).toBe(66)
    expect(err).toMatch(/metadata\.csv\.gzip is missing beside \d+ shard files/)
  })

  it('may be asked for in larger batches than there are records', async () => {
    const { code, err } = await train('large', 'training.batchSize=1000000', 'training.epochs=1')
    expect({ code, err }).toMatchObject({ code: 0 })
    expect((await run('predict', 'large', 'validation')).code).toBe(0)
  })
})

describe('what is no model', () => {
  it('is named for what it looks like, before the reason', async () => {
    writeFileSync(inFolder('notes.txt'), 'These are notes and no model at all.')
    for (const [file, looks] of [
      ['config.yaml', 'a configuration in YAML'],
      ['fresh/metrics.json', 'JSON'],
      ['notes.txt', 'a text'],
      ['train/metadata.csv.gzip', 'a gzip file'],
    ] as const) {
      const { code, err } = await run('predict', file, 'validation')
      expect(code).toBe(65)
      expect(err).toContain(`${file} is not a Helicon model (.safetensors): it looks like ${looks}`)
    }
  })

  it('keeps its own reason where it is a damaged one', async () => {
    const bytes = readFileSync(inFolder('fresh', 'model.safetensors'))
    writeFileSync(inFolder('cut.safetensors'), bytes.subarray(0, bytes.length - 8))
    const { err } = await run('summary', 'cut.safetensors')
    expect(err).not.toContain('is not a Helicon model')
    expect(err).toContain('cut.safetensors')
  })

  it('and a misspelt preset leads to the nearest one', async () => {
    const { code, err } = await run('summary', 'jundd')
    expect(code).toBe(66)
    expect(err).toMatch(/jundd: .*Did you mean 'jund'\? Presets: .*sirna/)
  })
})

describe('an input of sequences', () => {
  it('with channels other than 4 is told so', async () => {
    writeFileSync(inFolder('channels.yaml'), smallConfig().replace('[30, 4]', '[30, 5]'))
    const { code, err } = await run('train', 'channels.yaml', '-o', 'channels')
    expect(code).toBe(65)
    expect(err).toMatch(/input sequence has the shape \[30, 5\].*channels must be 4.*\[30, 4\]/)
    expect(existsSync(inFolder('channels'))).toBe(false)
  })
})

describe('the table of rounds', () => {
  it('has every metric', async () => {
    const { err } = await train('metrics', 'training.metrics=[accuracy, rocAuc, f1]', 'training.evaluateEvery=2')
    for (const name of ['accuracy', 'ROC-AUC', 'F1'])
      expect(err).toMatch(new RegExp(`epoch +loss .*training ${name} +validation ${name}`))
    // Two rounds, although accuracy is known after all four epochs.
    expect(err.match(/^[1-4] +\d\.\d{4}/gm)).toHaveLength(2)
  })
})

describe('one', () => {
  it('is said in the singular', async () => {
    expect((await train('single', 'training.epochs=1')).err).toContain('; 1 epoch in batches')
    const { err } = await train('wide', 'model.layers.3.units=2')
    expect(err).toContain('has 1 label column, but')
  })
})
