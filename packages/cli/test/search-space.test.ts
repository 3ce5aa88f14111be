import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HeliconError } from '@helicon/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfigDocument } from '../src/config/document.js'
import { readConfig } from '../src/config/read-config.js'
import { directionOf } from '../src/folds/metric-direction.js'
import { spreadOf } from '../src/folds/spread.js'
import { drawTrials } from '../src/search/draw-trials.js'
import { readSearch, SEARCH_KEYS } from '../src/search/search-schema.js'
import { checkValues } from '../src/search/trial-config.js'
import { smallConfig } from './disk-dataset.js'
import { temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
beforeAll(() => {
  for (const name of ['train', 'validation']) mkdirSync(join(folder.path, name))
})
afterAll(folder.remove)

function trialsOf(lines: string, trials?: number) {
  const document = parseConfigDocument(`search:\n${lines}`, 'c.yaml', [])
  const settings = readSearch(document, trials)
  return drawTrials(settings, document).map(({ values }) => values)
}

/** What reading the section and checking its values ends with. */
async function problem(lines: string): Promise<HeliconError> {
  const file = join(folder.path, 'c.yaml')
  writeFileSync(file, `search:\n${lines}\n${smallConfig()}`)
  try {
    const { document, config } = await readConfig(file, [])
    const settings = readSearch(document, undefined)
    drawTrials(settings, document)
    await checkValues({ file, document, config, assignments: [], dataDir: undefined }, settings.axes, document)
  } catch (error) {
    if (error instanceof HeliconError) return error
    throw error
  }
  throw new Error('the search was accepted')
}

describe('a grid', () => {
  it('has every combination once, the last key changing fastest', () => {
    expect(trialsOf('  over: { a: [1, 2], b: [x, [3, 4]] }')).toEqual([
      [1, 'x'],
      [1, [3, 4]],
      [2, 'x'],
      [2, [3, 4]],
    ])
  })
})

describe('draws', () => {
  const range = (given: string, trials = 2000) =>
    trialsOf(`  method: random\n  over: { a: ${given} }`, trials).map(([value]) => Number(value))

  it('stay in their range and fill it', () => {
    const values = range('{ from: -2, to: 4 }')
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-2)
    expect(Math.max(...values)).toBeLessThanOrEqual(4)
    const below = values.filter((value) => value < 1).length / values.length
    expect(Math.abs(below - 0.5)).toBeLessThan(0.05)
  })

  it('with log: true have as many in each factor of ten', () => {
    const values = range('{ from: 0.0001, to: 0.1, log: true }')
    for (const [low, high] of [
      [0.0001, 0.001],
      [0.001, 0.01],
      [0.01, 0.1],
    ] as const) {
      const share = values.filter((value) => value >= low && value < high).length / values.length
      expect(Math.abs(share - 1 / 3)).toBeLessThan(0.05)
    }
    // Four digits, so that every machine draws the same.
    for (const value of values) expect(Number(value.toPrecision(4))).toBe(value)
  })

  it('with integer: true are each whole number, the ends too, and no combination comes twice', () => {
    expect(range('{ from: 3, to: 7, integer: true }').sort()).toEqual([3, 4, 5, 6, 7])
    const factors = range('{ from: 1, to: 128, log: true, integer: true }', 128).sort((a, b) => a - b)
    expect(factors[0]).toBe(1)
    expect(factors.every(Number.isInteger)).toBe(true)
    expect(new Set(factors).size).toBe(factors.length)
  })

  it('are the same however many are asked for, and whatever other keys there are', () => {
    expect(range('{ from: 0, to: 1 }', 5)).toEqual(range('{ from: 0, to: 1 }', 50).slice(0, 5))
    const two = trialsOf('  method: random\n  over: { b: [1, 2], a: { from: 0, to: 1 } }', 5)
    expect(two.map(([, a]) => a)).toEqual(range('{ from: 0, to: 1 }', 5))
    expect(trialsOf('  method: random\n  seed: 2\n  over: { a: { from: 0, to: 1 } }', 5)).not.toEqual(two)
  })
})

describe.each(['en', 'ko'])('docs/%s/search.md', (language) => {
  it('shows a search that is accepted, and names each of its keys', () => {
    const page = readFileSync(new URL(`../../../docs/${language}/search.md`, import.meta.url), 'utf8')
    const [, example = ''] = /^```yaml\n([\s\S]*?)^```/m.exec(page) ?? []
    const document = parseConfigDocument(example, 'search.md', [])
    const settings = readSearch(document, undefined)
    expect(drawTrials(settings, document)).toHaveLength(20)
    for (const key of [...Object.keys(SEARCH_KEYS), 'from, to, log, integer']) expect(page).toContain(key)
  })
})

describe('mistakes in a search are told with line and key, in both languages', () => {
  it.each([
    ['  over: []', ':2:9: search.over: expected keys', '설정의 키와 값이 있어야 합니다'],
    ['  over: { training.epochs: [] }', ':2:28: search.over.training.epochs: the list is empty', '비어 있습니다'],
    ['  over: { training.epochs: 3 }', 'expected a list of values', '값의 목록'],
    ['  over: { training.epochs: [3, 4, 3] }', '3 is in the list twice', '두 번 나오는 값입니다: 3'],
    ['  over: { training.epochs: { from: 1, to: 3 } }', 'a grid takes a list', 'grid에는 값의 목록을'],
    [
      '  method: random\n  over: { a: { from: 3, to: 1 } }',
      ':3:14: search.over.a: from is 3, more than to, 1',
      '보다 큽니다',
    ],
    [
      '  method: random\n  over: { a: { from: 0, to: 1, log: true } }',
      'search.over.a.from: from is 0; a range with log',
      '0보다 커야',
    ],
    [
      '  method: random\n  over: { a: { from: 0 } }',
      'search.over.a.to: missing; expected a number',
      '값이 없습니다. 수여야',
    ],
    [
      '  method: random\n  over: { a: { from: 0, to: 1.5, integer: true } }',
      'found 1.5; expected a whole number',
      '정수여야',
    ],
    [
      '  method: random\n  over: { a: { from: 0, to: 1, step: 2 } }',
      "unknown key 'step'",
      "알 수 없는 키입니다: 'step'",
    ],
    ['  method: gird\n  over: { a: [1] }', "Did you mean 'grid'?", "혹시 'grid'입니까?"],
    ['  folds: 1\n  over: { a: [1] }', 'the number of folds is 1', '폴드의 수가 1입니다'],
    ['  metric: auc\n  over: { a: [1] }', 'search.metric is "auc"', 'search.metric 값이 "auc"'],
    ['  overs: { a: [1] }', "unknown key 'search.overs'. Did you mean 'over'?", '알 수 없는 키입니다'],
    ['  trials: 3\n  over: { a: [1] }', 'a grid tries every combination', '모든 조합을 시도합니다'],
    ['  seed: 3', 'the key search.over is missing', 'search.over 키가 없습니다'],
    ['  over: { data.train: [a, b] }', 'this cannot be searched over', '탐색할 수 없는 키입니다'],
    ['  over: { training..epochs: [1] }', 'this is no key', '키가 아닙니다'],
    ['  over: { training.lerningRate: [0.1] }', "Did you mean 'learningRate'?", "혹시 'learningRate'입니까?"],
    [
      '  over:\n    training.batchSize: [10, -1]',
      ':3:30: search.over.training.batchSize[1]: training.batchSize is -1',
      '-1입니다',
    ],
    ['  over: { model.layers.0.filters: [4, -4] }', 'filters', 'filters'],
    ['  over: { model.layers.0.filtres: [4] }', 'filtres', 'filtres'],
    ['  over: { model.layers.9.filters: [4] }', "'9' is no position of a list of 5", "목록의 위치가 아닙니다: '9'"],
    [
      `  over: { ${'abcde'.split('').map((key) => `${key}: [${Array.from({ length: 7 }, (_, i) => i)}]`)} }`,
      '16807 combinations',
      '조합이 16807개',
    ],
  ])('%s', async (lines, english, korean) => {
    const error = await problem(lines)
    expect(error.text('en')).toMatch(/c\.yaml:\d+:\d+: /)
    expect(error.text('en')).toContain(english)
    expect(error.text('ko')).toContain(korean)
    expect(error.exitCode).toBe(65)
  })

  it('values that only do not go together are left to their trial', async () => {
    await expect(problem('  over: { model.layers.0.kernelSize: [5, 40] }')).rejects.toThrow('the search was accepted')
  })
})

describe('mean and spread', () => {
  it('are those of numpy (ddof = 1)', () => {
    // numpy 2: np.mean([.9, .95, .7]), np.std([.9, .95, .7], ddof=1)
    const { mean, sd } = spreadOf([0.9, 0.95, 0.7])
    expect(mean).toBeCloseTo(0.85, 12)
    expect(sd).toBeCloseTo(0.1322875655532295, 12)
  })

  it('of one run has no spread, and is undefined where one run is', () => {
    expect(spreadOf([0.5])).toEqual({ mean: 0.5, sd: null })
    expect(spreadOf([0.5, null])).toEqual({ mean: null, sd: null })
    expect(spreadOf([])).toEqual({ mean: null, sd: null })
  })
})

describe('which way is better', () => {
  it('is less of losses and errors, more of scores', () => {
    expect((['loss', 'logLoss', 'brier', 'meanAbsoluteError'] as const).map(directionOf)).toEqual(Array(4).fill('min'))
    expect((['rocAuc', 'accuracy', 'r2'] as const).map(directionOf)).toEqual(Array(3).fill('max'))
  })
})
