import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Dataset, recordCount } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeWindows } from './disk-dataset.js'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const run = (...args: string[]) => helicon(args, folder.path)

/** One-hot labels, and the weights that `weightOf` gives the two columns of a record. */
function twoColumns(shard: Dataset, weightOf: (row: number, column: number) => number): Dataset {
  const n = recordCount(shard)
  const each = (value: (row: number, column: number) => number) =>
    Float32Array.from({ length: 2 * n }, (_, k) => value(Math.floor(k / 2), k % 2))
  const labels = each((row, column) => (shard.labels?.[row] === column ? 1 : 0))
  return { ...shard, labels, weights: each(weightOf), outputs: 2, taskNames: ['closed', 'bound'] }
}

const config = (loss: string) => `data: { train: train }
model:
  inputs: [{ name: sequence, shape: [30, 4] }]
  layers: [{ type: flatten }, { type: dense, units: 2, activation: sigmoid }]
training: { loss: ${loss}, epochs: 1, metrics: [accuracy] }
`

beforeAll(async () => {
  await writeWindows(inFolder('train'), { change: (shard) => twoColumns(shard, () => 1) })
  await writeWindows(inFolder('same'), { change: (shard) => twoColumns(shard, (row) => 1 + (row % 7)) })
  await writeWindows(inFolder('other'), { change: (shard) => twoColumns(shard, (row, column) => 1 + row * column) })
  writeFileSync(inFolder('each.yaml'), config('binary-cross-entropy'))
  writeFileSync(inFolder('classes.yaml'), config('categorical-cross-entropy'))
})
afterAll(folder.remove)

describe('two label columns', () => {
  it('under a loss over classes, from sigmoids: a remark says once what is computed', async () => {
    const { code, err } = await run('train', 'classes.yaml', '-o', 'classes')
    expect(code).toBe(0)
    expect(err.match(/expects probabilities that add up to 1/g)).toHaveLength(1)
  })

  it('with weights for each column: --weighted applies them or refuses them', async () => {
    const { code, err } = await run('train', 'each.yaml', '-o', 'each')
    expect({ code, remark: err.includes('add up to 1') }).toEqual({ code: 0, remark: false })
    const metrics = async (data: string, ...more: string[]) => {
      const { out } = await run('evaluate', 'each', data, '--json', ...more)
      return JSON.parse(out).evaluation.metrics.rocAuc
    }
    expect(await metrics('train', '--weighted')).toBe(await metrics('train'))
    expect(await metrics('same', '--weighted')).not.toBe(await metrics('same'))
    const refused = await run('evaluate', 'each', 'other', '--weighted')
    expect(refused.code).toBe(65)
    expect(refused.err).toMatch(/other: record chrS:\S+ \(row 1\) has the weights 1, 2 for its label columns/)
  })
})
