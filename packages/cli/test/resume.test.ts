import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { ended, helicon, said, start, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const train = (...args: string[]) => helicon(['train', 'config.yaml', '-o', 'run', ...args], folder.path)

beforeAll(async () => {
  await writeWindows(inFolder('train'), { records: 120 })
  await writeWindows(inFolder('validation'), { seed: 2, records: 60 })
  writeFileSync(inFolder('config.yaml'), smallConfig('', 'validation'))
  await train()
})
afterAll(folder.remove)

describe('a run that is continued', () => {
  it.each(['checkpoint/state.safetensors', 'resolved.json'])(
    'changes nothing where %s cannot be read',
    async (file) => {
      const path = inFolder('run', file)
      const history = readFileSync(inFolder('run', 'history.csv'), 'utf8')
      const before = readdirSync(inFolder('run')).sort()
      renameSync(path, `${path}.kept`)
      // A folder cannot be read as a file, by no user of the machine.
      mkdirSync(path)
      const { code, err } = await train('--resume', '--set', 'training.epochs=6')
      rmSync(path, { recursive: true })
      renameSync(`${path}.kept`, path)
      expect(err).toContain(file)
      expect(code).toBe(74)
      expect(readFileSync(inFolder('run', 'history.csv'), 'utf8')).toBe(history)
      expect(readdirSync(inFolder('run')).sort()).toEqual(before)
    },
  )

  it.skipIf(process.platform === 'win32')(
    'has no temporary files of a killed process, nor results of the shorter run (POSIX: stops it by a signal)',
    async () => {
      const leftover = '.model.safetensors.4000000-0b5c1c7e-3a51-4a3c-9a4e-8f7b6c5d4e3f.tmp'
      for (const place of ['', 'checkpoint']) writeFileSync(inFolder('run', place, leftover), '')
      const longer = ['--resume', '--set', 'training.epochs=100000', '--set', 'training.evaluateEvery=2']
      const child = start(['train', 'config.yaml', '-o', 'run', ...longer], folder.path)
      const end = ended(child)
      await said(child, 'epoch 6/')
      child.kill('SIGINT')
      expect((await end).code).toBe(130)
      expect(readdirSync(inFolder('run')).sort()).toEqual(
        ['best.safetensors', 'checkpoint', 'config.yaml', 'history.csv', 'model.safetensors']
          .concat(['report.html', 'resolved.json'])
          .sort(),
      )
      expect(readdirSync(inFolder('run', 'checkpoint'))).toEqual(['state.safetensors'])
    },
  )

  it('names the values that were changed, and none that only follow from them', async () => {
    const parted = [
      '--set',
      'data.validation={ fraction: 0.3 }',
      '--set',
      'data.train={ positives: train, negatives: { method: shuffle } }',
    ]
    const part = (...args: string[]) =>
      helicon(['train', 'config.yaml', '-o', 'parted', ...parted, ...args], folder.path)
    expect(await part()).toMatchObject({ code: 0 })
    const { code, err } = await part('--resume', '--set', 'training.seed=4')
    expect(code).toBe(2)
    expect(err).toContain('other values (then → now): training.seed: 1 → 4. To go on')
    const more = await part('--resume', '--set', 'data.validation.fraction=0.2', '--set', 'training.optimizer=sgd')
    expect(more.err).toMatch(/: training\.optimizer: adam → sgd, .*data\.validation\.fraction: 0\.3 → 0\.2\. To/)
    const renamed = await part('--resume', '--set', 'training.learningRate=0.5', '--set', 'training.epochs=1')
    expect(renamed.err).toMatch(/: training\.epochs: \d+ → 1, training\.learningRate: [\d.]+ → 0\.5\. To/)
  })
})
