import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, type Windows, writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const train = (...args: string[]) => helicon(['train', 'config.yaml', '-o', 'run', ...args], folder.path)

beforeAll(async () => {
  await writeWindows(inFolder('train'))
  await writeWindows(inFolder('validation'), { seed: 2, records: 120 })
  writeFileSync(inFolder('config.yaml'), smallConfig())
})
afterAll(folder.remove)

/** What a run on a data set with a mistake in it ends with: always one message, never a run folder. */
async function refused(part: string): Promise<{ code: number | null; err: string }> {
  const { code, err, out } = await train('--set', `data.train=${part}`, '--quiet')
  expect(existsSync(inFolder('run'))).toBe(false)
  expect(out).toBe('')
  expect(err.match(/^error: /gm)).toHaveLength(1)
  return { code, err }
}

/** A data set of two shards whose second was changed. */
function secondShard(change: (shard: Dataset) => Dataset): Windows {
  let shards = 0
  return { change: (shard) => (shards++ === 1 ? change(shard) : shard) }
}

function replaced(values: Float32Array | undefined, row: number, value: number): Float32Array {
  const copy = Float32Array.from(values ?? [])
  copy[row] = value
  return copy
}

describe('data that cannot be trained on leave no run folder and name the place', () => {
  it('a missing shard', async () => {
    await writeWindows(inFolder('bad'))
    rmSync(inFolder('bad', 'shard-1-X.npy'))
    const { code, err } = await refused('bad')
    expect(code).toBe(66)
    expect(err).toMatch(/bad.*shard-1-X\.npy is missing.*line 3/)
  })

  it('a truncated shard', async () => {
    await writeWindows(inFolder('bad'))
    truncateSync(inFolder('bad', 'shard-1-X.npy'), 1000)
    const { code, err } = await refused('bad')
    expect(code).toBe(65)
    expect(err).toContain('shard-1-X.npy')
  })

  it('shards that disagree in length', async () => {
    await writeWindows(inFolder('bad'))
    await writeWindows(inFolder('other'), { records: 200 })
    renameSync(inFolder('other', 'shard-1-y.npy'), inFolder('bad', 'shard-1-y.npy'))
    const { code, err } = await refused('bad')
    expect(code).toBe(65)
    expect(err).toMatch(/shard-1.*120.*100|shard-1.*100.*120/)
  })

  it('labels that are neither 0 nor 1', async () => {
    await writeWindows(
      inFolder('bad'),
      secondShard((shard) => ({ ...shard, labels: replaced(shard.labels, 7, 2) })),
    )
    const { code, err } = await refused('bad')
    expect(code).toBe(65)
    expect(err).toMatch(/bad, shard 1: .*row 7\) is 2;/)
  })

  it('no positive at all', async () => {
    const change = (shard: Dataset) => ({ ...shard, labels: (shard.labels ?? new Float32Array()).map(() => 0) })
    await writeWindows(inFolder('bad'), { change })
    const { code, err } = await refused('bad')
    expect(code).toBe(65)
    expect(err).toMatch(/bad.*240/)
  })

  it('a weight that is not a number', async () => {
    await writeWindows(inFolder('bad'), { shards: 1 })
    const path = inFolder('bad', 'shard-0-w.npy')
    const bytes = readFileSync(path)
    bytes.writeFloatLE(Number.NaN, bytes.length - 4 * 3)
    writeFileSync(path, bytes)
    const { code, err } = await refused('bad')
    expect(code).toBe(65)
    expect(err).toMatch(/237.*NaN/)
  })

  it('windows of a length that the model does not take', async () => {
    await writeWindows(inFolder('bad'), { length: 31 })
    const { code, err } = await refused('bad')
    expect(code).toBe(65)
    expect(err).toMatch(/31.*30/)
  })

  it('a row that is not one-hot', async () => {
    await writeWindows(inFolder('bad'), { shards: 1 })
    const path = inFolder('bad', 'shard-0-X.npy')
    const bytes = readFileSync(path)
    bytes.writeInt8(3, bytes.length - 1)
    writeFileSync(path, bytes)
    const { code, err } = await refused('bad')
    expect(code).toBe(65)
    expect(err).toContain('239')
  })

  it('a folder that is no DiskDataset, and a file', async () => {
    mkdirSync(inFolder('empty'), { recursive: true })
    const formats = { empty: 'DiskDataset', 'config.yaml': 'Expected FASTA' }
    for (const [path, expected] of Object.entries(formats)) {
      const { code, err } = await refused(path)
      expect(code).toBe(65)
      expect(err).toContain(expected)
    }
  })

  it('a path at which there is nothing', async () => {
    const missing = await refused('nowhere')
    expect(missing.code).toBe(66)
    expect(missing.err).toMatch(/--set data\.train=nowhere: data\.train: there is no file or folder/)
    const { code, err } = await helicon(['train', 'config.yaml', '-o', 'run', '--data-dir', 'elsewhere'], folder.path)
    expect(code).toBe(66)
    expect(err).toMatch(/config\.yaml:2:10: data\.train: there is no file or folder .*elsewhere.*train/)
  })

  it('bad validation data, although the training data are good', async () => {
    await writeWindows(inFolder('bad'), { length: 29 })
    const { code } = await train('--set', 'data.validation=bad')
    expect(code).toBe(65)
    expect(existsSync(inFolder('run'))).toBe(false)
  })
})

describe('a configuration with a mistake leaves no run folder', () => {
  it('and names line, key and nearest spelling in both languages', async () => {
    writeFileSync(inFolder('wrong.yaml'), smallConfig('  epoch: 5\n'))
    const args = ['train', 'wrong.yaml', '-o', 'run']
    const english = await helicon(args, folder.path)
    expect(english).toMatchObject({ code: 65, out: '' })
    expect(english.err).toMatch(/^error: wrong\.yaml:20:3: unknown key 'training\.epoch'\. Did you mean 'epochs'\?/)
    const korean = await helicon([...args, '--lang', 'ko'], folder.path)
    expect(korean.code).toBe(65)
    expect(korean.err).toMatch(/^오류: wrong\.yaml:20:3: 알 수 없는 키입니다: 'training\.epoch'.*'epochs'/)
    expect(existsSync(inFolder('run'))).toBe(false)
  })

  it('that is not there', async () => {
    expect(await helicon(['train', 'nothing.yaml'], folder.path)).toMatchObject({ code: 66 })
  })

  it('with a control sequence in it cannot reach the terminal', async () => {
    writeFileSync(inFolder('escape.yaml'), 'data: { train: d }\nmodel: "\\e[31mred"\n')
    const { err } = await helicon(['train', 'escape.yaml'], folder.path)
    expect(err).not.toContain('\x1b')
    expect(err).toContain('red')
  })
})
