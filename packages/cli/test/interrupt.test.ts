import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { ended, helicon, said, start, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
/** So many epochs that only a signal ends them in the time of a test. */
const LONG = ['--set', 'training.epochs=100000', '--set', 'training.evaluateEvery=100000']
const weights = (err: string) => /SHA-256 of the weights: ([0-9a-f]{64})/.exec(err)?.[1]

beforeAll(async () => {
  await writeWindows(inFolder('train'), { records: 1000 })
  await writeWindows(inFolder('validation'), { seed: 2, records: 120 })
  await writeWindows(inFolder('large'), { seed: 3, records: 20_000 })
  writeFileSync(inFolder('config.yaml'), smallConfig())
})
afterAll(folder.remove)

/** Epochs that the history of a run has. */
function epochsOf(run: string): number {
  return readFileSync(inFolder(run, 'history.csv'), 'utf8').trim().split('\n').length - 1
}

describe.skipIf(process.platform === 'win32')('a signal (POSIX only: Windows ends processes without one)', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s saves what is done, says how to go on, and ends with %d', async (signal, code) => {
    const run = `run-${signal}`
    const child = start(['train', 'config.yaml', '-o', run, ...LONG], folder.path)
    const end = ended(child)
    await said(child, 'epoch 3/')
    child.kill(signal)
    const { err, ...rest } = await end
    expect(rest).toEqual({ code, out: '' })
    expect(err).toMatch(/Stopped after epoch \d+.*saved/)
    expect(err).toMatch(new RegExp(`helicon train config\\.yaml -o \\S*${run} --resume --set training\\.epochs=100000`))
    expect(readdirSync(inFolder(run)).sort()).toEqual([
      'best.safetensors',
      'checkpoint',
      'config.yaml',
      'history.csv',
      'model.safetensors',
      'report.html',
      'resolved.json',
    ])
    const done = epochsOf(run)
    const args = ['train', 'config.yaml', '--set', `training.epochs=${done + 2}`]
    const straight = await helicon(
      [...args, '--set', 'training.evaluateEvery=100000', '-o', `${run}-straight`],
      folder.path,
    )
    // The configuration of the stopped run, with fewer epochs than it asked for, is another one: its record says so.
    const record = inFolder(run, 'resolved.json')
    writeFileSync(record, readFileSync(record, 'utf8').replace('"epochs": 100000', `"epochs": ${done}`))
    const resumed = await helicon(
      [...args, '--set', 'training.evaluateEvery=100000', '-o', run, '--resume'],
      folder.path,
    )
    expect(resumed.code).toBe(0)
    expect(weights(resumed.err)).toBe(weights(straight.err))
    expect(epochsOf(run)).toBe(done + 2)
  })

  it('during the evaluation after the last epoch says the same, and what is left is done later', async () => {
    const set = ['--set', 'training.epochs=2', '--set', 'data.test=large']
    const child = start(['train', 'config.yaml', '-o', 'judged', ...set], folder.path)
    const end = ended(child)
    await said(child, 'epoch 2/2')
    // The checkpoint of the epoch is written first.
    await setTimeout(100)
    child.kill('SIGINT')
    const { code, err } = await end
    expect(code).toBe(130)
    expect(err).toMatch(/Stopped after epoch 2, the last: .*weights are saved.*\nGo on with: helicon train .*--resume/)
    const names = readdirSync(inFolder('judged'))
    expect(names).toEqual(expect.arrayContaining(['report.html', 'model.safetensors', 'checkpoint']))
    expect(names).not.toContain('metrics.json')
    const resumed = await helicon(['train', 'config.yaml', '-o', 'judged', '--resume', ...set], folder.path)
    expect(resumed.code).toBe(0)
    expect(resumed.err).toMatch(/^Done in \d+:\d+\. The run folder/m)
  })
})

describe('a run folder that is being written', () => {
  it('is locked for every other process, and free again afterwards', async () => {
    const child = start(['train', 'config.yaml', '-o', 'locked', ...LONG], folder.path)
    const end = ended(child)
    await said(child, 'epoch 1/')
    const other = await helicon(['train', 'config.yaml', '-o', 'locked', '--resume', ...LONG], folder.path)
    child.kill('SIGTERM')
    await end
    expect(other.code).toBe(75)
    expect(other.err).toContain(String(child.pid))
    expect(existsSync(inFolder('locked', '.lock'))).toBe(false)
  })

  it('by a process that has died is taken over', async () => {
    const child = start(['train', 'config.yaml', '-o', 'stale', ...LONG], folder.path)
    const end = ended(child)
    await said(child, 'epoch 1/')
    child.kill('SIGKILL')
    await end
    expect(JSON.parse(readFileSync(inFolder('stale', '.lock'), 'utf8'))).toMatchObject({
      pid: child.pid,
      host: hostname(),
    })
    const next = start(['train', 'config.yaml', '-o', 'stale', '--resume', ...LONG], folder.path)
    const nextEnd = ended(next)
    await said(next, /epoch \d+\//)
    next.kill('SIGTERM')
    await nextEnd
    expect(existsSync(inFolder('stale', '.lock'))).toBe(false)
  })
})
