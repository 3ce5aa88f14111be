import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readMotifs } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const run = (...args: string[]) => helicon(args, folder.path)
const metricsOf = (name: string) => JSON.parse(readFileSync(inFolder(name, 'metrics.json'), 'utf8'))

beforeAll(async () => {
  await writeWindows(inFolder('train'))
  await writeWindows(inFolder('validation'), { seed: 2, records: 120 })
  writeFileSync(inFolder('config.yaml'), smallConfig())
  await run('train', 'config.yaml', '-o', 'run')
})
afterAll(folder.remove)

describe('baselines', () => {
  it('stand beside the network, and a better one is named frankly', async () => {
    const { code, err } = await run('train', 'config.yaml', '-o', 'said')
    expect(code).toBe(0)
    expect(err).toContain('Baselines on the validation data: what a network should beat')
    for (const name of ['this network', 'the commonest class', 'G+C content', 'best motif match', 'k-mer regression'])
      expect(err).toMatch(new RegExp(`^${name.replace('+', '\\+')}.* 0\\.\\d{4}`, 'm'))
    // Four epochs on 240 windows of 30 bases are not enough against the site itself.
    expect(err).toMatch(/warning: A baseline (beats|is ahead of) the network: best motif match/)
  })

  it('are in metrics.json with intervals, the difference and what they learnt', () => {
    const { baselines, parts } = metricsOf('run')
    expect(baselines).toMatchObject({ part: 'validation', metric: 'rocAuc', trainingRecords: 240, sampledRecords: 240 })
    const names = baselines.results.map((result: { name: string }) => result.name)
    expect(names).toEqual(['majority', 'gc', 'pwm', 'position', 'kmer'])
    const [majority, , pwm, kmer] = baselines.results
    expect(majority.metrics).toMatchObject({ rocAuc: 0.5, accuracy: 0.75 })
    expect(pwm.intervals.rocAuc.low).toBeGreaterThan(0.7)
    const ofNetwork = parts.validation.metrics.rocAuc
    expect(pwm.difference.value).toBeCloseTo(ofNetwork - pwm.metrics.rocAuc, 12)
    expect(pwm.detail).toMatch(/^[ACGTRYSWKMBDHVN]+$/)
    expect(pwm.motif.probabilities).toHaveLength(pwm.detail.length)
    expect(kmer.detail).toMatch(/^C = 1/)
  })

  it('see every shard of streamed data, and are left out when asked', async () => {
    await run('train', 'config.yaml', '-o', 'streamed', '--set', 'training.streaming=true')
    expect(metricsOf('streamed').baselines.results[3].metrics).toEqual(metricsOf('run').baselines.results[3].metrics)
    const none = await run('train', 'config.yaml', '-o', 'none', '--no-baselines')
    expect(none.err).not.toContain('Baselines')
    expect(metricsOf('none')).not.toHaveProperty('baselines')
    await run('train', 'config.yaml', '-o', 'unset', '--set', 'training.baselines=false')
    expect(metricsOf('unset').training).toEqual(metricsOf('none').training)
    expect(metricsOf('none').training.weightsSha256).toBe(metricsOf('run').training.weightsSha256)
  })
})

describe('intervals', () => {
  it('are in metrics.json for what was not trained on, those that evaluate gives', async () => {
    const { parts } = metricsOf('run')
    expect(parts.train).not.toHaveProperty('intervals')
    const { out } = await run('evaluate', 'run', 'validation', '--json', '--seed', '1')
    const { intervals, loss } = JSON.parse(out)
    expect(parts.validation.intervals).toEqual(intervals)
    expect(intervals.loss.value).toBe(loss)
    expect(intervals.loss.low).toBeLessThan(loss)
    expect(Object.keys(intervals)).toEqual(['loss', ...Object.keys(parts.validation.metrics)])
  })

  it('stand beside errors of both types and calibration', async () => {
    const { out } = await run('evaluate', 'run', 'validation')
    expect(out).toMatch(/^F1 +0\.\d{4} +0\.\d{4} - 0\.\d{4}$/m)
    expect(out).toMatch(/threshold +type I +type II/)
    expect(out).toMatch(/both errors alike$/m)
    expect(out).toContain('expected calibration error')
  })
})

describe('filters', () => {
  it('are written as motifs by a training', () => {
    const { filters } = metricsOf('run')
    expect(filters).toMatchObject({ part: 'validation', records: 120, sampledRecords: 120 })
    expect(filters.filters).toHaveLength(4)
    const withSites = filters.filters.filter(({ sites }: { sites: number }) => sites >= 10)
    const { motifs } = readMotifs(readFileSync(inFolder('run', 'filters.meme')), { file: 'filters.meme' })
    expect(motifs).toHaveLength(withSites.length)
    expect(motifs[0]?.length).toBe(5)
    expect(withSites[0].probabilities).toHaveLength(20)
  })

  it('are shown with the known motif that each is most like', async () => {
    writeFileSync(
      inFolder('known.jaspar'),
      '>M1 AP1\nA [0 0 9 0 0 0 9]\nC [0 0 0 5 0 9 0]\nG [0 9 0 5 0 0 0]\nT [9 0 0 0 9 0 0]\n',
    )
    const shown = await run('motif', 'filters', 'run', 'validation', '--match', 'known.jaspar', '-o', 'filters.meme')
    expect(shown.code).toBe(0)
    expect(shown.out).toMatch(/^conv1d_0 .* M1 AP1 \([+-]\) +-?0\.\d{4}$/m)
    expect(existsSync(inFolder('filters.meme'))).toBe(true)
    const { out } = await run('motif', 'filters', 'run', 'validation', '--match', 'known.jaspar', '--json')
    const { filters } = JSON.parse(out)
    expect(filters).toHaveLength(4)
    expect(filters[0].match).toMatchObject({ id: 'M1', name: 'AP1' })
    expect(filters.map(({ match, ...rest }: { match: unknown }) => rest)).toEqual(metricsOf('run').filters.filters)
  })

  it('of a network without a first convolution are refused', async () => {
    const dense = `data: { train: train }
model:
  inputs: [{ name: sequence, shape: [30, 4] }]
  layers: [{ type: flatten }, { type: dense, units: 1, activation: sigmoid }]
training: { loss: binary-cross-entropy, epochs: 1 }
`
    writeFileSync(inFolder('dense.yaml'), dense)
    expect((await run('train', 'dense.yaml', '-o', 'dense')).code).toBe(0)
    expect(metricsOf('dense')).not.toHaveProperty('filters')
    const refused = await run('motif', 'filters', 'dense', 'validation')
    expect(refused.code).toBe(65)
    expect(refused.err).toContain('no conv1d layer takes the sequence itself')
  })
})
