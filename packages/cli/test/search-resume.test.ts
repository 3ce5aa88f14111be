import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { ended, helicon, said, start, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const SEARCH = `search:
  over: { training.learningRate: [0.01, 0.003, 0.001] }
`
const ARGS = ['search', 'config.yaml', '--set', 'training.epochs=60']
const run = (...args: string[]) => helicon([...ARGS, ...args], folder.path)

/** The results but for the seconds they took. */
function results(name: string): unknown[] {
  const record = JSON.parse(readFileSync(inFolder(name, 'search.json'), 'utf8'))
  return record.results.map(({ seconds: _, ...result }: { seconds: number }) => result)
}

beforeAll(async () => {
  await writeWindows(inFolder('train'), { records: 900 })
  await writeWindows(inFolder('validation'), { seed: 2, records: 100 })
  writeFileSync(inFolder('config.yaml'), smallConfig(SEARCH))
})
afterAll(folder.remove)

describe.skipIf(process.platform === 'win32')('a stopped search (POSIX: stops it by a signal)', () => {
  it.each([
    ['by-validation', [] as string[]],
    ['by-folds', ['--folds', '2']],
  ])('says how to go on, keeps finished trials and comes to the same end, %s', async (name, judge) => {
    const child = start([...ARGS, '-o', name, ...judge], folder.path)
    const end = ended(child)
    await said(child, 'trial 1/3')
    child.kill('SIGTERM')
    const { code, err } = await end
    expect(code).toBe(143)
    expect(err).toContain('Stopped with 1 of 3 trials finished')
    expect(err).toMatch(new RegExp(`helicon search config\\.yaml -o \\S*${name} --resume ${judge.join(' ')}`))
    const first = results(name)
    expect(first).toHaveLength(1)
    const resumed = await run('-o', name, '--resume', ...judge)
    expect(resumed.err).toContain('1 trial was finished before.')
    expect(resumed.code).toBe(0)
    await run('-o', `${name}-straight`, ...judge)
    expect(results(name)).toEqual(results(`${name}-straight`))
    expect(results(name)[0]).toEqual(first[0])
  })

  it.each([
    [['--set', 'training.batchSize=20'], 2, 'the configuration (data, model, training)'],
    [['--set', 'search.over={ training.learningRate: [0.01] }'], 2, 'search.over'],
    [['--set', 'search.metric=accuracy'], 2, 'search.metric'],
    [['--folds', '3'], 2, 'that trials are judged by'],
  ])('is not gone on with as another: %j', async (args, code, expected) => {
    const refused = await run('-o', 'by-validation', '--resume', ...args)
    expect(refused.err).toContain(expected)
    expect(refused.code).toBe(code)
  })

  it('is not gone on with on other data', async () => {
    await writeWindows(inFolder('validation'), { seed: 7, records: 100 })
    const other = await run('-o', 'by-validation', '--resume')
    expect(other.err).toContain('SHA-256 differs')
    expect(other.code).toBe(65)
  })
})
