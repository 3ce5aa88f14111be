import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'
import { hasSharedData, sharedData } from './shared-data.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
afterAll(folder.remove)

describe.skipIf(!hasSharedData)('the real JUND data (skipped where ../shared/data is absent)', () => {
  beforeAll(() => {
    const config = ['data:', '  train: valid_dataset', '  validation: test_dataset', 'model: jund'].join('\n')
    writeFileSync(inFolder('jund.yaml'), config)
  })

  it('are trained on for an epoch, and the model predicts them', async () => {
    const args = ['jund.yaml', '-o', 'run', '--data-dir', sharedData('jund'), '--set', 'training.epochs=1']
    const { code, err } = await helicon(['train', ...args], folder.path)
    expect(code).toBe(0)
    expect(err).toContain('34,527 sequences')
    const { parts } = JSON.parse(readFileSync(inFolder('run', 'metrics.json'), 'utf8'))
    expect(parts.train.classCounts).toEqual([34381, 146])
    // One epoch of a tenth of the data teaches nothing that holds elsewhere; more would be an accident or a leak.
    expect(parts.validation.metrics.rocAuc).toBeGreaterThan(0.42)
    expect(parts.validation.metrics.rocAuc).toBeLessThan(0.58)
    const { out } = await helicon(['predict', 'run', sharedData('jund/test_dataset')], folder.path)
    const lines = out.trim().split('\n')
    expect(lines).toHaveLength(34529)
    expect(lines[1]).toMatch(/^chr22:\d+-\d+\t0\.\d+\t-?\d/)
  }, 180_000)

  it('without their X shard are refused by its name, and nothing is written', async () => {
    const args = ['jund.yaml', '-o', 'missing', '--data-dir', sharedData('jund'), '--set', 'data.train=train_dataset']
    const { code, err } = await helicon(['train', ...args], folder.path)
    expect(code).toBe(66)
    expect(err).toMatch(/train_dataset.*shard-0-X\.joblib/)
    expect(existsSync(inFolder('missing'))).toBe(false)
  })
})
