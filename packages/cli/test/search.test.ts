import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const text = (...names: string[]) => readFileSync(inFolder(...names), 'utf8')
const json = (...names: string[]) => JSON.parse(text(...names))
const run = (...args: string[]) => helicon(args, folder.path)

/** A line a trial, but for the seconds that it took. */
function trials(name: string): string[][] {
  const lines = text(name, 'search.tsv').replace(/\n$/, '').split('\n')
  const rows = lines.map((line) => line.split('\t'))
  const seconds = rows[0]?.indexOf('seconds') ?? -1
  return rows.map((row) => row.filter((_, column) => column !== seconds))
}

const GRID = `search:
  over:
    training.learningRate: [0.01, 0.001]
    model.layers.0.kernelSize: [4, 40, 6]
`
const RANDOM = `search:
  method: random
  trials: 4
  metric: logLoss
  over:
    training.learningRate: { from: 0.0001, to: 0.1, log: true }
    training.batchSize: { from: 20, to: 60, integer: true }
    model.layers.1.rate: [0.1, 0.3]
`

beforeAll(async () => {
  await writeWindows(inFolder('train'), { records: 160 })
  await writeWindows(inFolder('validation'), { seed: 2, records: 80 })
  // There is something, but no data set: whoever looks at the test data fails.
  mkdirSync(inFolder('unreadable'))
  writeFileSync(inFolder('grid.yaml'), smallConfig(GRID, 'unreadable'))
  writeFileSync(inFolder('random.yaml'), smallConfig(RANDOM))
})
afterAll(folder.remove)

describe('a search over a grid', () => {
  it('is a line a trial; one that cannot be has its reason, and the others go on', async () => {
    const { code, out, err } = await run('search', 'grid.yaml', '-o', 'grid')
    expect(err).toContain('Search: 6 trials (grid), judged by ROC-AUC on the validation data')
    expect({ code, out }).toEqual({ code: 0, out: '' })
    const [heading, ...rows] = trials('grid')
    expect(heading).toEqual([
      'trial',
      'training.learningRate',
      'model.layers.0.kernelSize',
      'rocAuc_mean',
      'rocAuc_sd',
      'epochs',
      'problem',
    ])
    expect(rows.map(([trial, rate, size]) => [trial, rate, size])).toEqual([
      ['1', '0.01', '4'],
      ['2', '0.01', '40'],
      ['3', '0.01', '6'],
      ['4', '0.001', '4'],
      ['5', '0.001', '40'],
      ['6', '0.001', '6'],
    ])
    const failed = rows[1] ?? []
    expect(failed[3]).toBe('')
    expect(failed[6]).toContain('has a window of 40 positions')
    expect(err).toMatch(
      /warning: trial 2\/6 failed with training\.learningRate 0\.01, model\.layers\.0\.kernelSize 40: /,
    )
    expect(err).toContain('2 of 6 trials have no score')
  })

  it('keeps metrics and history of the trials, and nothing large', () => {
    expect(readdirSync(inFolder('grid')).sort()).toEqual([
      'best.yaml',
      'config.yaml',
      'search.json',
      'search.tsv',
      'trial-1',
      'trial-3',
      'trial-4',
      'trial-6',
    ])
    const kept = ['config.yaml', 'history.csv', 'metrics.json', 'resolved.json']
    expect(readdirSync(inFolder('grid', 'trial-3')).sort()).toEqual(kept)
    const { parts, ...others } = json('grid', 'trial-3', 'metrics.json')
    expect(Object.keys(parts)).toEqual(['train', 'validation'])
    expect(others).not.toHaveProperty('baselines')
  })

  it('ends with the best, as a configuration that train takes and that reaches the same', async () => {
    const { best, results, testData } = json('grid', 'search.json')
    const means: (number | null)[] = results.map(({ mean }: { mean: number | null }) => mean)
    const highest = Math.max(...means.filter((mean) => mean !== null))
    expect(means[best - 1]).toBe(highest)
    expect(testData).toBe('left alone')
    const { code } = await run('train', 'grid/best.yaml', '-o', 'best', '--set', 'data.test=null')
    expect(code).not.toBe(0)
    writeFileSync(inFolder('best.yaml'), text('grid', 'best.yaml').replace(/^ {2}test: .*\n/m, ''))
    expect((await run('train', 'best.yaml', '-o', 'best')).code).toBe(0)
    expect(json('best', 'metrics.json').parts.validation.metrics.rocAuc).toBe(highest)
    expect(text('grid', 'best.yaml')).toMatch(/^# The best of 6 trials of helicon search: trial \d/)
  })

  it('of which every trial fails is a failure', async () => {
    const set = ['--set', 'search.over={ model.layers.0.kernelSize: [40, 50] }']
    const { code, err, out } = await run('search', 'grid.yaml', '-o', 'failed', '--json', ...set)
    expect(code).toBe(1)
    expect(err).toContain('all 2 trials failed')
    expect(JSON.parse(out).error.code).toBe('SEARCH_ALL_FAILED')
    expect(trials('failed')).toHaveLength(3)
    expect(existsSync(inFolder('failed', 'best.yaml'))).toBe(false)
  })
})

describe('a search at random', () => {
  it('draws the same by the same seed, and comes to the same on one thread', async () => {
    const first = await run('search', 'random.yaml', '-o', 'random', '--threads', '2', '--json', '--quiet')
    expect(first).toMatchObject({ code: 0, err: '' })
    expect(JSON.parse(first.out)).toMatchObject({ finished: true, metric: 'logLoss', trials: 4 })
    await run('search', 'random.yaml', '-o', 'again', '--threads', '1')
    expect(trials('again')).toEqual(trials('random'))
    await run('search', 'random.yaml', '-o', 'seeded', '--seed', '2')
    expect(trials('seeded')).not.toEqual(trials('random'))
  })

  it('takes the lowest of a measure of which less is better', () => {
    const { best, results } = json('random', 'search.json')
    const means: number[] = results.map(({ mean }: { mean: number }) => mean)
    expect(means[best - 1]).toBe(Math.min(...means))
  })

  it('goes on to more trials, which leaves those that are there', async () => {
    const { code, err } = await run('search', 'random.yaml', '-o', 'again', '--resume', '--trials', '6')
    expect(code).toBe(0)
    expect(err).toContain('4 trials were finished before.')
    expect(err).not.toContain('trial 4/6')
    expect(trials('again').slice(0, 5)).toEqual(trials('random'))
    expect(trials('again')).toHaveLength(7)
  })

  it('reads what to search over from another file, and keeps the models when asked', async () => {
    writeFileSync(inFolder('plain.yaml'), smallConfig())
    writeFileSync(inFolder('space.yaml'), RANDOM)
    const { code } = await run('search', 'plain.yaml', '--space', 'space.yaml', '--keep', '-o', 'space')
    expect(code).toBe(0)
    expect(trials('space')).toEqual(trials('random'))
    expect(existsSync(inFolder('space', 'trial-2', 'model.safetensors'))).toBe(true)
  })
})

describe('a search judged by folds', () => {
  it('comes to what train --folds comes to', async () => {
    const set = ['--set', 'search.over={ training.learningRate: [0.01, 0.003] }', '--folds', '3']
    const { code, err } = await run('search', 'grid.yaml', '-o', 'folds', ...set)
    expect(err).toContain('judged by the mean ROC-AUC over 3 folds of the training data, stratified by class, seed 1')
    expect(code).toBe(0)
    const rate = ['--set', 'training.learningRate=0.003', '--no-baselines']
    await run('train', 'grid.yaml', '--folds', '3', '-o', 'trained', ...rate)
    const { metrics } = json('trained', 'folds.json').summary
    const [, second] = json('folds', 'search.json').results
    expect(second).toMatchObject({ mean: metrics.rocAuc.mean, sd: metrics.rocAuc.sd })
    expect(second.scores).toHaveLength(3)
    expect(readdirSync(inFolder('folds', 'trial-2')).sort()).toEqual(['fold-1', 'fold-2', 'fold-3'])
  })

  it('needs no validation data, and validation data no folds', async () => {
    writeFileSync(inFolder('alone.yaml'), smallConfig(GRID).replace('  validation: validation\n', ''))
    const refused = await run('search', 'alone.yaml', '-o', 'never')
    expect(refused.code).toBe(65)
    expect(refused.err).toContain('nothing to judge trials by')
    const set = ['--set', 'search.folds=2', '--set', 'search.over={ training.batchSize: [40] }']
    expect((await run('search', 'alone.yaml', '-o', 'alone', ...set)).code).toBe(0)
    expect(json('alone', 'search.json').judgedBy).toMatchObject({ part: 'folds', folds: 2 })
    const ofData = ['--set', 'data.folds=3', '--set', 'search.over={ training.batchSize: [40] }']
    expect((await run('search', 'alone.yaml', '-o', 'data', ...ofData)).code).toBe(0)
    expect(json('data', 'search.json').judgedBy).toMatchObject({ part: 'folds', folds: 3, method: 'stratified' })
    expect((await run('search', 'grid.yaml', '-o', 'other', '--validation', ...set)).code).toBe(0)
    expect(json('other', 'search.json').judgedBy).toEqual({ part: 'validation' })
  })
})

describe('a search that cannot be', () => {
  it.each([
    [['--test'], 2, 'Trials are not judged on the test data'],
    [['--folds', '3', '--validation'], 2, '--folds and --validation exclude each other'],
    [['--trials', '3'], 2, '--trials 3: a grid tries every combination'],
    [['-o', '-'], 2, 'writes a folder'],
    [['--set', 'search.over={ training.lerningRate: [0.1] }'], 2, "Did you mean 'learningRate'?"],
  ])('%j is refused, and nothing is written', async (args, code, expected) => {
    const ended = await run('search', 'grid.yaml', '-o', 'never', ...args)
    expect(ended.err).toContain(expected)
    expect(ended.code).toBe(code)
    expect(existsSync(inFolder('never'))).toBe(false)
  })

  it('speaks Korean where the environment does', async () => {
    const args = ['search', 'grid.yaml', '-o', 'never', '--test']
    const { err } = await helicon(args, folder.path, { LANG: 'ko_KR.UTF-8' })
    expect(err).toContain('테스트 데이터로 시도를 견줄 수 없습니다')
  })
})
