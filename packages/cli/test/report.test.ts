import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dataset } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallConfig, writeWindows } from './disk-dataset.js'
import { ended, helicon, said, start, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const inFolder = (...names: string[]) => join(folder.path, ...names)
const text = (...names: string[]) => readFileSync(inFolder(...names), 'utf8')
const run = (...args: string[]) => helicon(args, folder.path)
/** The sections of a page in English. */
const headings = (html: string) =>
  [...(html.split('<div class="report" lang="ko">')[0] ?? '').matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, name]) => name)

/** Labels of two columns: the label, and whether the sequence starts with A. */
function twoTasks({ weights: _, ...shard }: Dataset): Dataset {
  const records = shard.sequences.ids.length
  const labels = Float32Array.from({ length: 2 * records }, (_, index) => {
    const record = Math.floor(index / 2)
    if (index % 2 === 0) return shard.labels?.[record] ?? 0
    return shard.sequences.codes[shard.sequences.offsets[record] ?? 0] === 0 ? 1 : 0
  })
  return { ...shard, labels, outputs: 2, taskNames: ['JUND', 'starts <A>'] }
}

/** The share of G and C as a number to predict. */
function gcContent({ weights: _, ...shard }: Dataset): Dataset {
  const { codes, offsets } = shard.sequences
  const labels = Float32Array.from(shard.sequences.ids, (_, record) => {
    const window = codes.subarray(offsets[record], offsets[record + 1])
    return window.filter((code) => code === 1 || code === 2).length / window.length
  })
  return { ...shard, labels }
}

beforeAll(async () => {
  await writeWindows(inFolder('train'))
  await writeWindows(inFolder('validation'), { seed: 2, records: 120 })
  writeFileSync(inFolder('config.yaml'), smallConfig('', 'validation'))
  const { code, err } = await run('train', 'config.yaml', '-o', 'run')
  if (code !== 0) throw new Error(err)
})
afterAll(folder.remove)

describe('the report of a run', () => {
  it('is written by train, with every section that there is something to say in', () => {
    const html = text('run', 'report.html')
    expect(headings(html)).toEqual(
      expect.arrayContaining(['Results', 'This run', 'Training', 'Data', 'The network', 'How to repeat it']),
    )
    expect(headings(html)).toContain('Ranking: ROC, precision and recall')
    const { weightsSha256 } = JSON.parse(text('run', 'metrics.json')).training
    expect(html).toContain(weightsSha256)
    expect(html).toContain('helicon train config.yaml -o run')
    expect(html).toContain('<td>30 bp</td>')
    expect(html.length).toBeLessThan(1_000_000)
    expect(html).toContain('<html lang="en">')
  })

  it('is written again by helicon report, to the byte, without the data', async () => {
    const html = text('run', 'report.html')
    writeFileSync(inFolder('run', 'report.html'), 'old')
    const { code, err, out } = await run('report', 'run')
    expect({ code, out }).toEqual({ code: 0, out: '' })
    expect(err).toContain(join('run', 'report.html'))
    expect(text('run', 'report.html')).toBe(html)
    expect((await run('report', 'run', '-o', '-')).out).toBe(html)
    expect((await run('report', 'run', '-o', 'other.html', '--lang', 'ko')).code).toBe(0)
    expect(text('other.html')).toContain('<html lang="ko">')
  })

  it('has the same bytes for the same run but for the times and the name of its folder', async () => {
    await run('train', 'config.yaml', '-o', 'same')
    const strip = (html: string) =>
      html.replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'TIME').replaceAll(/-o (run|same)/g, '')
    expect(strip(text('same', 'report.html'))).toBe(strip(text('run', 'report.html')))
  })

  it('is not written over a file of the run', async () => {
    for (const file of ['metrics.json', 'history.csv', 'model.safetensors']) {
      const before = text('run', file)
      const { code, err } = await run('report', 'run', '-o', join('run', file))
      expect(code).toBe(2)
      expect(err).toContain('writing here would change')
      expect(text('run', file)).toBe(before)
    }
  })

  it('keeps metrics.json readable: what figures are drawn from is one line a part, and not in --json', async () => {
    const lines = text('run', 'metrics.json').split('\n')
    expect(lines.filter((line) => line.includes('"figures"'))).toHaveLength(3)
    expect(lines.length).toBeLessThan(1500)
    const { out } = await run('train', 'config.yaml', '-o', 'json', '--json', '--set', 'training.epochs=1')
    expect(JSON.parse(out).metrics.test.metrics.rocAuc).toBeTypeOf('number')
    expect(out).not.toContain('figures')
  })
})

describe.skipIf(process.platform === 'win32')('a run stopped by Ctrl-C (POSIX only)', () => {
  it('has a report of what there is', async () => {
    const child = start(['train', 'config.yaml', '-o', 'stopped', '--set', 'training.epochs=100000'], folder.path)
    const end = ended(child)
    await said(child, 'epoch 3/')
    child.kill('SIGINT')
    expect((await end).code).toBe(130)
    const html = text('stopped', 'report.html')
    expect(html).toContain('Training has not come to its end')
    expect(headings(html)).toEqual(['Results', 'This run', 'Training', 'Data', 'The network', 'How to repeat it'])
    expect(html).toMatch(/SHA-256 of the weights<\/dt><dd><code>[0-9a-f]{64}/)
    expect((await run('report', 'stopped', '-o', '-')).out).toBe(html)
  })
})

describe('the report of another kind of task', () => {
  it('of a regression shows predicted against true values', async () => {
    await writeWindows(inFolder('gc'), { change: gcContent })
    const config = smallConfig()
      .replace('train: train', 'train: gc')
      .replace('validation: validation', 'test: gc')
      .replace(/\n {4}- \{ type: activation.*\n[\s\S]*layer: dense \}/, '')
      .replace('loss: sigmoid-cross-entropy', 'loss: mean-squared-error')
    writeFileSync(inFolder('gc.yaml'), config)
    const { code, err } = await run('train', 'gc.yaml', '-o', 'regression')
    expect(err).toContain('Pearson')
    expect(code).toBe(0)
    const html = text('regression', 'report.html')
    expect(headings(html)).toContain('Predicted against true values')
    expect(html).toContain('Pearson correlation of')
    expect(html).toContain('240 of 240 records')
  })

  it('of several tasks shows each', async () => {
    await writeWindows(inFolder('tasks'), { change: twoTasks })
    const config = smallConfig()
      .replace('train: train', 'train: tasks')
      .replace('validation: validation', 'validation: tasks')
      .replace('units: 1', 'units: 2')
    writeFileSync(inFolder('tasks.yaml'), config)
    const { code, err } = await run('train', 'tasks.yaml', '-o', 'multi')
    expect(err).not.toContain('error')
    expect(code).toBe(0)
    const html = text('multi', 'report.html')
    expect(html).toContain('By task: validation')
    expect(html).toContain('Task starts &lt;A&gt;')
    expect(html).not.toContain('<A>')
    expect((await run('report', 'multi', '-o', '-')).out).toBe(html)
  })
})

describe('helicon report refuses', () => {
  it('what is no run folder', async () => {
    expect((await run('report', 'nowhere')).code).toBe(66)
    const { code, err } = await run('report', 'train')
    expect(code).toBe(66)
    expect(err).toContain('resolved.json')
    expect(existsSync(inFolder('train', 'report.html'))).toBe(false)
  })

  it.each([
    ['metrics.json', '{', 'this is not what a run writes'],
    ['metrics.json', '"rocAuc": "high"', 'parts.train.metrics.rocAuc is not what a run writes'],
    ['resolved.json', '"seed": "one"', 'seed is not what a run writes'],
    ['history.csv', 'epoch,loss\n1,0.5\n2,much\n', 'history.csv: line 3'],
    ['history.csv', 'epoch,loss\n1\n', 'history.csv: line 2'],
    ['history.csv', 'epoch,loss\nNaN,1\n', 'history.csv: line 2'],
  ])('a %s with %s', async (file, broken, expected) => {
    const whole = text('run', file)
    const [key] = broken.split(':')
    const changed = broken.includes(':') ? whole.replace(new RegExp(`${key}: [^,]*`), broken) : broken
    writeFileSync(inFolder('run', file), changed)
    const { code, err } = await run('report', 'run', '-o', '-')
    writeFileSync(inFolder('run', file), whole)
    expect(code).toBe(65)
    expect(err).toContain(expected)
  })
})
