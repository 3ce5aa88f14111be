import { buildGraph, type ModelSpec } from '@helicon/core'
import { describe, expect, it } from 'vitest'
import { chooseSettings } from '../bench/checks.mjs'
import { flopsOf } from '../bench/flops.mjs'
import { judgeGoals } from '../bench/goals.mjs'
import { NETWORKS, withoutDropout } from '../bench/networks.mjs'
import { readOptions } from '../bench/options.mjs'
import { createProgress, duration, secondsLeft } from '../bench/progress.mjs'
import { largestDifference, median } from '../bench/statistics.mjs'
import { ratesTable, ratioTable } from '../bench/tables/comparison.mjs'
import { replaceBetweenMarkers, table } from '../bench/tables/markdown.mjs'
import { readTracked } from './tracked-files.js'

describe('operations of a network', () => {
  it('are two for every weight of a convolution at every position, and of a dense layer', () => {
    const spec: ModelSpec = {
      inputs: [{ name: 'sequence', shape: [10, 4] }],
      layers: [
        { type: 'conv1d', filters: 3, kernelSize: 5, padding: 'valid' },
        { type: 'conv1d', filters: 2, kernelSize: 3, padding: 'same', dilationRate: 2 },
        { type: 'maxPooling1d', poolSize: 3 },
        { type: 'flatten' },
        { type: 'dense', units: 7 },
      ],
    }
    // 6 positions x 5 taps x 4 channels x 3 filters; 6 x 3 x 3 x 2; 4 inputs x 7 units.
    const [first, second, dense] = [2 * 360, 2 * 108, 2 * 28]
    const expected = { forward: first + second + dense, training: 2 * first + 3 * second + 3 * dense }
    expect(flopsOf(buildGraph(spec))).toEqual(expected)
  })

  it('of the JUND network are 1.03 million forward and 2.98 forward and backward', () => {
    const flops = flopsOf(buildGraph(NETWORKS.jund.spec))
    expect(flops).toEqual({ forward: 121_200 + 2 * 454_500 + 3030, training: 2 * 121_200 + 6 * 454_500 + 3 * 3030 })
  })

  it('of the others fit their shapes', () => {
    const counts = Object.entries(NETWORKS).map(([name, { spec }]) => [
      name,
      buildGraph(spec).parameters.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0),
    ])
    const basset = 19 * 4 * 300 + 11 * 300 * 200 + 7 * 200 * 200 + 700 * 5 + 2401 * 1000 + 1001 * 1000 + 1001 * 164
    const residual = 15 * 4 * 64 + 64 + 6 * (3 * 64 * 64 + 64 + 4 * 64) + 65
    expect(Object.fromEntries(counts)).toEqual({
      ...{ jund: 6661, deepbind: 24 * 4 * 32 + 32 + 33 * 32 + 33, basset, residual },
    })
  })
})

describe('what counts as the same result', () => {
  it('is close to the value, or to the size of all values where it is near zero', () => {
    expect(largestDifference([1, -1], [1, -1])).toBe(0)
    expect(largestDifference([3 + 3e-4, 4, 0], [3, 4, 0])).toBeCloseTo(1e-4, 8)
    expect(largestDifference([3, 4, 1e-4], [3, 4, 0])).toBeCloseTo(1e-4 / Math.sqrt(25 / 3), 8)
    expect(largestDifference([1, Number.NaN], [1, 1])).toBe(Number.POSITIVE_INFINITY)
    expect(largestDifference([1], [1, 1])).toBe(Number.POSITIVE_INFINITY)
  })

  const expected = { outputs: [1, -2], losses: [0.7, 0.6, 0.5] }
  const right = { ...expected, training: 10, predicting: 10 }

  it('lets the fastest right setting be measured, training and predicting apart', () => {
    const candidates = [
      { setting: 'plain', ...right },
      { setting: 'trains', ...right, training: 11 },
      { setting: 'predicts', ...right, predicting: 11 },
      { setting: 'wrong', ...right, outputs: [1, -2.001], training: 99, predicting: 99 },
      { setting: 'wrong losses', ...right, losses: [0.7, 0.6, 0.501], training: 99 },
      { setting: 'failed', failed: 'no compiler' },
    ]
    expect(chooseSettings(candidates, expected)).toEqual({ training: 'trains', predicting: 'predicts', problems: [] })
  })

  it('gives no setting to a program that differs, but the reason', () => {
    expect(chooseSettings([{ setting: '', outputs: [1, 2], losses: [0.7, 0.6, 0.5] }], expected)).toEqual({
      training: undefined,
      predicting: undefined,
      problems: ['outputs differ by 2.0e+0'],
    })
    expect(chooseSettings([{ setting: '', outputs: [1, -2], losses: [0.7, 0.6, 0.6] }], expected)).toEqual({
      training: undefined,
      predicting: '',
      problems: ['the loss of step 3 differs by 2.0e-1'],
    })
    expect(chooseSettings([{ setting: '', outputs: [1, -2], losses: [0.7] }], expected).training).toBeUndefined()
    expect(chooseSettings([{ setting: '', outputs: [1, -2] }], expected).problems).toEqual(['cannot train'])
  })

  it('is compared without dropout', () => {
    const rates = withoutDropout(NETWORKS.jund.spec).layers.flatMap((layer) =>
      layer.type === 'dropout' ? [layer.rate] : [],
    )
    expect(rates).toEqual([0, 0, 0])
  })
})

describe('tables', () => {
  const results = [
    { name: 'Helicon', program: 'Helicon 1', threads: 1, training: 2000, predicting: 5000, peakMemory: 80e6 },
    { name: 'Helicon', program: 'Helicon 1', threads: 2, training: 4000, predicting: 9000, peakMemory: 90e6 },
    { name: 'PyTorch', program: 'PyTorch 2', threads: 1, training: 500, predicting: 10_000 },
    { name: 'PyTorch', program: 'PyTorch 2', threads: 2, problem: 'outputs differ by 1' },
    { name: 'Keras', threads: 1, absent: 'not found' },
    { name: 'Keras', threads: 2, absent: 'not found' },
  ]

  it('have effective operations, the share of the limit times the threads, and what is missing', () => {
    const limits = [
      { threads: 1, registers: 20, loads: 19 },
      { threads: 2, registers: 30, loads: 29 },
    ]
    const lines = ratesTable(results, { forward: 1e6, training: 3e6 }, limits).split('\n').slice(2)
    expect(lines).toEqual([
      '| Helicon 1 | 1 | 2,000 | 6.00 (30%) | 5,000 | 5.00 (25%) | 80 |  |',
      '| Helicon 1 | 2 | 4,000 | 12.0 (30%) | 9,000 | 9.00 (23%) | 90 |  |',
      '| PyTorch 2 | 1 | 500 | 1.50 | 10,000 | 10.0 | – |  |',
      '| PyTorch 2 | 2 | – | – | – | – | – | outputs differ by 1 |',
      '| Keras | – | – | – | – | – | – | not found |',
    ])
  })

  it('compare at the same number of threads', () => {
    const lines = ratioTable(results).split('\n').slice(2)
    expect(lines).toEqual(['| PyTorch | 4.00× | – | 0.50× | – |'])
  })

  it('go between the markers of README.md, which has a place for every part', () => {
    const text = 'a\n<!-- x: start -->\nold\n<!-- x: end -->\nb'
    expect(replaceBetweenMarkers(text, 'x', table(['n', ''], [[1, 'r']]))).toBe(
      'a\n<!-- x: start -->\n| n |  |\n|---|---|\n| 1 | r |\n<!-- x: end -->\nb',
    )
    expect(() => replaceBetweenMarkers(text, 'y', '')).toThrow('<!-- y: start -->')
    const readme = readTracked('bench/README.md')
    for (const part of ['goals', 'jund', 'networks', 'scan', 'motifs', 'start', 'memory', 'growth']) {
      expect(replaceBetweenMarkers(readme, part, 'new')).toContain('new')
    }
  })
})

describe('goals', () => {
  const entry = (name: string, threads: number, training: number, predicting: number) => ({
    ...{ name, threads, training, predicting },
  })
  const machine = { loadBefore: 0.2, others: 0.01 }
  const jund = {
    date: 'today',
    machine,
    networks: [
      {
        title: 'JUND',
        results: [
          ...[entry('Helicon', 1, 500, 90), entry('Helicon', 2, 900, 200)],
          ...[entry('PyTorch', 1, 100, 100), entry('PyTorch', 2, 190, 200)],
        ],
      },
    ],
  }

  it('are reached at their limit and not below it', () => {
    const judged = judgeGoals({ jund })
    expect(judged.slice(0, 5).map(({ measured, reached }) => [measured, reached])).toEqual([
      ...[
        ['5.00×', 'yes'],
        ['4.74×', '**no**'],
        ['1.80×', 'yes'],
        ['0.90×', '**no**'],
        ['1.00×', 'yes'],
      ],
    ])
  })

  it('below a limit are not reached at it', () => {
    const start = { date: 'today', machine, results: [{ compileAndFirstBatch: 100, train: 1500 }] }
    const judged = judgeGoals({ start }).filter((goal: { measured: string }) => goal.measured !== 'not measured')
    expect(judged.map(({ measured, reached }) => [measured, reached])).toEqual([
      ['100 ms', 'yes'],
      ['1,500 ms', '**no**'],
    ])
  })

  it.each([
    { loadBefore: 1.1, others: 0 },
    { loadBefore: 0, others: 0.11 },
  ])('are not judged where other programs ran: %o', (busy) => {
    const [first] = judgeGoals({ jund: { ...jund, machine: busy } })
    expect([first?.measured, first?.reached]).toEqual(['5.00×', 'not judged: other programs ran'])
  })

  it('that were not measured are not reached', () => {
    const scan = { date: 'today', machine, results: [{ threads: 1, windows: 10 }] }
    const judged = judgeGoals({ scan })
    expect(new Set(judged.map((goal: { reached: string }) => goal.reached))).toEqual(new Set(['–']))
  })
})

describe('the options of a run', () => {
  const read = (...args: string[]) => readOptions(args, ['jund', 'scan'])

  it('have defaults', () => {
    const defaults = {
      chosen: ['jund', 'scan'],
      rounds: 3,
      seconds: 5,
      threadCounts: [1, 2],
      data: undefined,
      dry: false,
    }
    expect(read()).toEqual(defaults)
    expect(read('--only', 'scan', '--threads=1,4', '--dry')).toEqual({
      ...defaults,
      ...{ chosen: ['scan'], threadCounts: [1, 4], dry: true },
    })
  })

  it('are all in the usage, and the parts', () => {
    const { usage } = read('--help')
    for (const name of ['only', 'rounds', 'seconds', 'threads', 'data', 'dry', 'help']) {
      expect(usage).toMatch(new RegExp(`^  --${name} .*\\w`, 'm'))
    }
    expect(usage).toContain('Parts: jund, scan')
  })

  it('that are not known are named in one line with those that are', () => {
    const known = '; the options are --only, --rounds, --seconds, --threads, --data, --dry, --help'
    expect(read('--bogus')).toEqual({ problem: `Unknown option '--bogus'${known}` })
    expect(read('jund').problem).toMatch(/^Unexpected argument 'jund'.*--only.*$/)
    expect(read('--only', 'jud')).toEqual({ problem: '--only: jud is none of jund, scan' })
    expect(read('--rounds', '0').problem).toContain('positive')
    expect(read('--rounds').problem).toMatch(/--rounds.*argument missing.*--help$/)
  })
})

describe('the time left', () => {
  it('is what is expected still, at the pace so far', () => {
    expect(secondsLeft(10, 40, 20)).toBe(60)
    expect(secondsLeft(0, 40, 0)).toBe(40)
    expect([duration(89), duration(120)]).toEqual(['89 s', '2 min'])
    const steps = [
      { label: 'one', expected: 1 },
      { label: 'two', expected: 3 },
    ]
    const lines: string[] = []
    let clock = 0
    const progress = createProgress(
      steps,
      (line: string) => lines.push(line),
      () => clock,
    )
    clock = 2000
    progress(steps[0], 'done')
    progress(steps[1], '')
    expect(lines).toEqual(['1/2 one: done · 6 s left', '2/2 two'])
  })

  it('rests on medians', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
  })
})
