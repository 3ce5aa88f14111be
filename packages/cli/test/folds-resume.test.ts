import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { ended, helicon, said, start, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const json = (...names: string[]) => JSON.parse(readFileSync(inFolder(...names), 'utf8'))
const ARGS = ['train', 'config.yaml', '--folds', '3', '--no-baselines', '--set', 'training.epochs=60']
const run = (...args: string[]) => helicon([...ARGS, ...args], folder.path)

beforeAll(async () => {
  await writeWindows(inFolder('train'), { records: 900 })
  await writeWindows(inFolder('validation'), { seed: 2, records: 60 })
  writeFileSync(inFolder('config.yaml'), smallConfig())
})
afterAll(folder.remove)

describe.skipIf(process.platform === 'win32')('a stopped cross-validation (POSIX: stops it by a signal)', () => {
  it('says how to go on, keeps finished folds and comes to the same end', async () => {
    const child = start([...ARGS, '-o', 'stopped'], folder.path)
    const end = ended(child)
    await said(child, 'fold 1/3')
    child.kill('SIGINT')
    const { code, err } = await end
    expect(code).toBe(130)
    expect(err).toContain('Stopped with 1 of 3 folds finished')
    expect(err).toMatch(
      /helicon train config\.yaml -o \S*stopped --resume --set training\.epochs=60 --no-baselines --folds 3/,
    )
    expect(json('stopped', 'folds.json')).toMatchObject({ finished: false, results: [{ fold: 1 }] })
    const resumed = await run('-o', 'stopped', '--resume')
    expect(resumed.code).toBe(0)
    expect((await run('-o', 'straight')).code).toBe(0)
    expect(json('stopped', 'folds.json').results).toEqual(json('straight', 'folds.json').results)
    const predictions = ['stopped', 'straight'].map((name) => readFileSync(inFolder(name, 'predictions.tsv'), 'utf8'))
    expect(predictions[0]).toBe(predictions[1])
  })

  it.each([
    [['--fold-seed', '2'], 2, '--fold-seed 1, now it is 2'],
    [['--set', 'training.batchSize=20'], 2, 'training.batchSize'],
  ])('is not gone on with as another: %j', async (args, code, expected) => {
    const refused = await run('-o', 'stopped', '--resume', ...args)
    expect(refused.err).toContain(expected)
    expect(refused.code).toBe(code)
  })

  it('is not gone on with on other data, nor written over', async () => {
    await writeWindows(inFolder('train'), { records: 900, seed: 5 })
    const other = await run('-o', 'stopped', '--resume')
    expect(other.err).toContain('SHA-256 differs')
    expect(other.code).toBe(65)
    expect((await run('-o', 'stopped')).err).toContain('--resume')
    const nothing = await run('-o', 'nowhere', '--resume')
    expect(nothing.err).toContain('folds.json is missing')
    expect(nothing.code).toBe(66)
  })
})
