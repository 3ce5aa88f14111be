import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Dataset } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const run = (...args: string[]) => helicon(args, folder.path)
const weights = (err: string) => /SHA-256 of the weights: ([0-9a-f]{64})/.exec(err)?.[1]
const train = (name: string, ...more: string[]) => run('train', 'config.yaml', '-o', name, ...more)

const CONFIG = `data:
  train: train
  validation: validation
  test: validation
  features: accessibility.txt
model: jund-accessibility
training: { epochs: 2, batchSize: 100, evaluateEvery: 1 }
`
/** Bound windows are open, others closed: what the network cannot see in the sequence, it can see here. */
const table: string[] = []

beforeAll(async () => {
  let part = ''
  const change = (shard: Dataset): Dataset => {
    const { sequences, labels } = shard
    const ids = sequences.ids.map((id) => `${part}-${id}`)
    ids.forEach((id, i) => {
      table.push(`${id} ${0.1 + 0.8 * (labels?.[i] ?? 0)}`)
    })
    return { ...shard, sequences: { ...sequences, ids } }
  }
  for (const [seed, name] of ['train', 'validation'].entries()) {
    part = name
    await writeWindows(inFolder(name), { seed: seed + 1, records: 400, length: 101, change })
  }
  writeFileSync(inFolder('accessibility.txt'), `${table.join('\n')}\nnowhere 0.5\n`)
  writeFileSync(inFolder('config.yaml'), CONFIG)
})
afterAll(folder.remove)

describe('jund-accessibility', () => {
  let first = ''

  it('is trained from the command line, with a table of features', { timeout: 60_000 }, async () => {
    const { code, err } = await train('run')
    expect(err).toContain('features: 801 rows of 1 from')
    expect(err).toContain('1 of them belong to no record')
    expect(code).toBe(0)
    first = weights(err) ?? ''
    const resolved = JSON.parse(readFileSync(inFolder('run', 'resolved.json'), 'utf8'))
    expect(resolved).toMatchObject({ parameters: 6662, data: { train: { features: { path: expect.anything() } } } })
    expect(resolved.data.train.features.sha256).toMatch(/^[0-9a-f]{64}$/)
  })

  it('learns from the features', { timeout: 60_000 }, async () => {
    const { code, err } = await train('other', '--set', 'data.features=flat.txt')
    expect({ code, missing: err.includes('flat.txt') }).toEqual({ code: 66, missing: true })
    writeFileSync(inFolder('flat.txt'), table.map((line) => line.replace(/ .*/, '\t0.5')).join('\r\n'))
    const flat = await train('other', '--set', 'data.features=flat.txt')
    expect(flat.code).toBe(0)
    expect(weights(flat.err)).not.toBe(first)
  })

  it('takes the table in gzip, and shard by shard', { timeout: 60_000 }, async () => {
    writeFileSync(inFolder('accessibility.gz'), gzipSync(readFileSync(inFolder('accessibility.txt'))))
    const packed = await train('packed', '--set', 'data.features=accessibility.gz')
    expect(weights(packed.err)).toBe(first)
    const streamed = await train('streamed', '--set', 'training.streaming=true')
    expect(streamed.code).toBe(0)
    expect(weights(streamed.err)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is needed for that: a model of sequences alone says that it takes no features', { timeout: 60_000 }, async () => {
    const { code, err } = await train('plain', '--set', 'model=jund')
    expect({ code, said: err.includes('data.features is not used') }).toEqual({ code: 0, said: true })
  })

  it('is evaluated and predicts with --features, as at the end of its run', async () => {
    const evaluated = await run('evaluate', 'run', 'validation', '--features', 'accessibility.txt', '--json')
    expect(evaluated.code).toBe(0)
    const { parts } = JSON.parse(readFileSync(inFolder('run', 'metrics.json'), 'utf8'))
    expect(JSON.parse(evaluated.out).evaluation.metrics).toEqual(parts.validation.metrics)
    const predicted = await run('predict', 'run', 'validation', '--features', 'accessibility.txt')
    expect(predicted.out).toBe(readFileSync(inFolder('run', 'predictions.tsv'), 'utf8'))
    const without = await run('predict', 'run', 'validation')
    expect(without.code).toBe(65)
    expect(without.err).toContain('--features')
  })

  it('is not trained, nor continued, where records have no features or other ones', async () => {
    writeFileSync(inFolder('short.txt'), table.slice(0, 100).join('\n'))
    const short = await train('short', '--set', 'data.features=short.txt')
    expect(short.code).toBe(65)
    expect(short.err).toMatch(/shard 0: 100 of 200 records have no line in .*short\.txt: train-chrS:/)
    expect(existsSync(inFolder('short'))).toBe(false)
    const before = readdirSync(inFolder('run')).sort()
    const more = ['--resume', '--set', 'training.epochs=3']
    const changed = await train('run', ...more, '--set', 'data.features=flat.txt')
    expect(changed.code).toBe(65)
    expect(changed.err).toContain('features')
    expect(readdirSync(inFolder('run')).sort()).toEqual(before)
    expect((await train('run', ...more)).code).toBe(0)
  })
})
