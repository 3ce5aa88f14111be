import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, decodeModel } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const text = (...names: string[]) => readFileSync(inFolder(...names), 'utf8')
const run = (...args: string[]) => helicon(args, folder.path)
const weights = (err: string) => /SHA-256 of the weights: ([0-9a-f]{64})/.exec(err)?.[1]

beforeAll(async () => {
  await writeWindows(inFolder('train'))
  await writeWindows(inFolder('validation'), { seed: 2, records: 120 })
  writeFileSync(inFolder('config.yaml'), smallConfig('', 'validation'))
})
afterAll(folder.remove)

describe('a run', () => {
  let first = ''

  it('writes every file of a run folder and nothing else', async () => {
    const { code, out, err } = await run('train', 'config.yaml', '-o', 'run')
    expect(err).toContain('epoch 4/4')
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(readdirSync(inFolder('run')).sort()).toEqual(
      ['best.safetensors', 'checkpoint', 'config.yaml', 'filters.meme', 'history.csv', 'metrics.json']
        .concat(['model.safetensors'])
        .concat(['predictions.tsv', 'report.html', 'resolved.json']),
    )
    expect(text('run', 'config.yaml')).toBe(text('config.yaml'))
    const history = text('run', 'history.csv').trim().split('\n')
    expect(history[0]).toBe('epoch,loss,rocAuc,valLoss,valRocAuc,learningRate,seconds')
    expect(history.slice(1).map((line) => line.split(',')[0])).toEqual(['1', '2', '3', '4'])
    first = weights(err) ?? ''
    expect(JSON.parse(text('run', 'metrics.json')).training.weightsSha256).toBe(first)
  })

  it('shows training and validation ROC-AUC whenever it evaluates', async () => {
    const { err } = await run('train', 'config.yaml', '-o', 'shown')
    expect(err).toMatch(/epoch 2\/4 .*training ROC-AUC 0\.\d{4} {2}validation ROC-AUC 0\.\d{4}/)
    expect(err).toMatch(/epoch 3\/4 {2}loss 0\.\d{4} {2}validation loss 0\.\d{4} {2}[\d,]+ seq\/s\n/)
  })

  it('records what it was: defaults, versions, data, seed and command', () => {
    const resolved = JSON.parse(text('run', 'resolved.json'))
    expect(resolved).toMatchObject({
      seed: 1,
      parameters: 189,
      command: ['helicon', 'train', 'config.yaml', '-o', 'run'],
    })
    expect(resolved.training.optimizer).toEqual({ name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 })
    expect(resolved.data.train).toMatchObject({ records: 240, shards: 2, classCounts: [180, 60] })
    expect(resolved.data.train.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(resolved.versions.node).toBe(process.version)
  })

  it('gives the same weights again, on one thread too, and others for another seed', async () => {
    const again = await run('train', 'config.yaml', '-o', 'again', '--threads', '1')
    expect(weights(again.err)).toBe(first)
    const other = await run('train', 'config.yaml', '-o', 'other', '--seed', '2')
    expect(weights(other.err)).not.toBe(first)
  })

  it('is continued to the bit, and only by more epochs', async () => {
    await run('train', 'config.yaml', '-o', 'part', '--set', 'training.epochs=3')
    const refused = await run('train', 'config.yaml', '-o', 'part', '--resume', '--set', 'training.batchSize=20')
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.err).toContain('training.batchSize')
    const grown = await run('train', 'config.yaml', '-o', 'part', '--resume')
    expect(weights(grown.err)).toBe(first)
    expect(text('part', 'history.csv').split('\n')).toHaveLength(6)
    const finished = await run('train', 'config.yaml', '-o', 'part', '--resume')
    expect(finished).toMatchObject({ code: 0 })
    expect(finished.err).toContain('is finished: 4 epochs')
  })

  it('is not continued with other data', async () => {
    await writeWindows(inFolder('train'), { seed: 9 })
    const { code, err } = await run('train', 'config.yaml', '-o', 'part', '--resume', '--set', 'training.epochs=6')
    await writeWindows(inFolder('train'))
    expect(code).toBe(65)
    expect(err).toContain('SHA-256 differs')
  })

  it('does not overwrite what is there', async () => {
    const { code, err } = await run('train', 'config.yaml', '-o', 'run')
    expect(code).toBe(2)
    expect(err).toContain('--resume')
  })

  it('takes the last fraction for validation, and streams shards when asked', async () => {
    const fraction = await run('train', 'config.yaml', '-o', 'fraction', '--set', 'data.validation={fraction: 0.25}')
    expect(fraction.code).toBe(0)
    expect(JSON.parse(text('fraction', 'metrics.json')).parts.validation.records).toBe(60)
    const streamed = await run('train', 'config.yaml', '-o', 'streamed', '--set', 'training.streaming=true')
    expect(streamed.code).toBe(0)
    expect(weights(streamed.err)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('restores the best weights when it stops early', async () => {
    const stop = 'training.earlyStopping={monitor: valLoss, patience: 0, minDelta: 1}'
    const { code, err } = await run('train', 'config.yaml', '-o', 'early', '--set', stop)
    expect(code).toBe(0)
    expect(err).toContain('Stopped early after epoch 2')
    const model = decodeModel(readFileSync(inFolder('early', 'model.safetensors')), 'model')
    const best = decodeModel(readFileSync(inFolder('early', 'best.safetensors')), 'best')
    expect(model.weights).toEqual(best.weights)
  })

  it('gives its result as JSON and nothing else with --json --quiet', async () => {
    const { code, out, err } = await run('train', 'config.yaml', '-o', 'json', '--json', '--quiet')
    expect({ code, err }).toEqual({ code: 0, err: '' })
    const result = JSON.parse(out)
    expect(result).toMatchObject({ finished: true, weightsSha256: first })
    expect(result.history).toHaveLength(4)
  })

  it('speaks Korean where the environment does', async () => {
    const { err } = await helicon(['train', 'config.yaml', '-o', 'ko'], folder.path, { LANG: 'ko_KR.UTF-8' })
    expect(err).toMatch(/에포크 4\/4 .*학습 ROC-AUC/)
  })
})

describe('a trained model', () => {
  it('is evaluated with intervals, from the folder and from the file', async () => {
    const { code, out } = await run('evaluate', 'run', 'validation', '--json')
    expect(code).toBe(0)
    const { evaluation, intervals } = JSON.parse(out)
    const { metrics } = JSON.parse(text('run', 'metrics.json')).parts.validation
    expect(evaluation.metrics).toEqual(metrics)
    expect(intervals.rocAuc.low).toBeLessThanOrEqual(metrics.rocAuc)
    expect(intervals.rocAuc.high).toBeGreaterThanOrEqual(metrics.rocAuc)
    const people = await run('evaluate', 'run/model.safetensors', 'validation')
    expect(people.out).toMatch(/ROC-AUC +0\.\d{4} +0\.\d{4} - 0\.\d{4}/)
    expect(people.out).toContain('Confusion matrix at threshold 0.5')
  })

  it('predicts one line a sequence, the same to a file, to standard output and at the end of the run', async () => {
    const { code, out } = await run('predict', 'run', 'validation', '-o', '-')
    expect(code).toBe(0)
    const lines = out.trim().split('\n')
    expect(lines[0]).toBe('id\tprediction\tlogits\tclass')
    expect(lines).toHaveLength(121)
    const [id, prediction, logits, called] = lines[1]?.split('\t') ?? []
    expect(id).toBe('chrS:0-30')
    expect(1 / (1 + Math.exp(-Number(logits)))).toBeCloseTo(Number(prediction), 5)
    expect(called).toBe(Number(prediction) >= 0.5 ? '1' : '0')
    expect(out).toBe(text('run', 'predictions.tsv'))
    expect((await run('predict', 'run', 'validation', '-o', 'out.tsv')).code).toBe(0)
    expect(text('out.tsv')).toBe(out)
  })

  it('writes ids that would break a table with escapes', async () => {
    const change = (shard: Dataset) => ({
      ...shard,
      sequences: { ...shard.sequences, ids: shard.sequences.ids.map((id) => `${id}\t\x1b[31m`) },
    })
    await writeWindows(inFolder('hostile'), { records: 8, shards: 1, change })
    const { out } = await run('predict', 'run', 'hostile')
    expect(out.split('\n')[1]).toMatch(/^chrS:0-30\\x09\\x1b\[31m\t0\.\d+\t/)
  })

  it('is summarised from a run, a file, a configuration and a preset', async () => {
    for (const name of ['run', 'run/model.safetensors', 'config.yaml'])
      expect((await run('summary', name)).out).toContain('Total params: 189')
    expect((await run('summary', 'jund')).out).toContain('Total params: 6,661')
    expect(JSON.parse((await run('summary', 'jund', '--json')).out).total).toBe(6661)
  })

  it('that was not trained to the end says so', async () => {
    const { code, err } = await run('predict', 'train', 'validation')
    expect(code).toBe(66)
    expect(err).toContain('model.safetensors is missing')
    expect(existsSync(inFolder('train', 'model.safetensors'))).toBe(false)
  })
})
