import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '../src/console/language.js'
import { clock, percent, score } from '../src/console/numbers.js'
import { printable } from '../src/console/printable.js'
import { formatTable } from '../src/console/table.js'
import { fitParts, fitWidth, openTerminal } from '../src/console/terminal.js'
import { columnsThatFit, showTraining } from '../src/console/training-progress.js'
import { en } from '../src/texts/en.js'
import { ko } from '../src/texts/ko.js'

describe('text from data', () => {
  it('cannot reach the terminal as a control sequence', () => {
    expect(printable('a\x1b[31mb\n\u202e')).toBe('a\\x1b[31mb\\x0a\\u202e')
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be left
        expect(printable(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      }),
    )
  })

  it('is left alone where it is harmless', () => {
    expect(printable('chr22:16,050,000-16,050,101 서열')).toBe('chr22:16,050,000-16,050,101 서열')
  })
})

describe('columns', () => {
  it('are aligned by their width on the screen, Hangul included', () => {
    const lines = formatTable([
      ['에포크', 'loss'],
      ['1', '0.5'],
    ]).split('\n')
    expect(new Set(lines.map((line) => stringWidth(line))).size).toBe(1)
  })

  it('leave out whole parts of a progress line, never half a number', () => {
    expect(fitParts(['에포크 1/4', '손실 0.6931', '5,400'], 23)).toBe('에포크 1/4  손실 0.6931')
    expect(fitParts(['에포크 1/4', '손실 0.6931', '5,400'], 22)).toBe('에포크 1/4')
  })

  it('never make a line wider than the screen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, columns) => {
        expect(stringWidth(fitWidth(text, columns))).toBeLessThanOrEqual(columns)
      }),
    )
  })
})

describe('what is shown of a training', () => {
  const record = {
    epoch: 2,
    loss: 0.5,
    valLoss: 0.6,
    metrics: { rocAuc: 0.7, valRocAuc: 0.6 },
    learningRate: 0.1,
    seconds: 1,
  }
  const progress = { epoch: 2, epochs: 2, secondsLeft: 0, trainingSecondsLeft: 0, loss: 0.5, accuracy: undefined }
  const ofTraining = { ...progress, task: 'train', done: 5, total: 5 } as const

  function shown(live: boolean, columns: number, recordsPerSecond: number): string {
    const said: string[] = []
    const terminal = {
      ...openTerminal({ language: 'en', json: false, quiet: true }),
      live,
      columns,
      say: (text: string) => said.push(text),
      progress: () => undefined,
      emphasis: (text: string) => text,
    }
    const training = showTraining(terminal, ['rocAuc', 'f1'], 2)
    training.onProgress({ ...ofTraining, recordsPerSecond })
    training.onEpoch(record)
    return said.join('\n')
  }

  it('is no speed where a run goes on at the end of an epoch', () => {
    expect(shown(false, 80, 1200)).toMatch(/^epoch 2\/2 {2}loss 0\.5000 .*1,200 seq\/s$/)
    expect(shown(false, 80, 0)).not.toContain('seq/s')
  })

  it('never wraps on a narrow screen: columns that do not fit are left out', () => {
    expect(shown(true, 200, 1)).toContain('validation F1')
    for (const columns of [10, 40, 60, 100])
      for (const line of shown(true, columns, 1).split('\n')) expect(stringWidth(line)).toBeLessThanOrEqual(columns)
    expect(columnsThatFit([5, 5, 5], 12)).toBe(2)
    expect(columnsThatFit([5, 5, 5], 3)).toBe(1)
  })
})

describe('numbers', () => {
  it('say when they are undefined instead of being 0.5', () => {
    expect(score(null, 'undefined')).toBe('undefined')
    expect(score(0.52179, '')).toBe('0.5218')
  })

  it('show times and small percentages', () => {
    expect([clock(7), clock(754), clock(3723)]).toEqual(['0:07', '12:34', '1:02:03'])
    expect([percent(0.0042), percent(0.5)]).toEqual(['0.42', '50.0'])
  })
})

describe('the language', () => {
  it.each([
    [{ LC_ALL: 'ko_KR.UTF-8', LANG: 'en_US.UTF-8' }, 'ko'],
    [{ LC_MESSAGES: 'ko', LANG: 'C' }, 'ko'],
    [{ LANG: 'ko_KR.UTF-8' }, 'ko'],
    [{ LC_ALL: 'C', LANG: 'ko_KR.UTF-8' }, 'en'],
    [{ LANG: 'kok_IN' }, 'en'],
  ])('of %j is %s', (environment, expected) => {
    expect(chooseLanguage([], environment)).toBe(expected)
  })

  it('of --lang comes first', () => {
    expect(chooseLanguage(['train', '--lang', 'ko'], { LANG: 'C' })).toBe('ko')
    expect(chooseLanguage(['--lang=en'], { LANG: 'ko_KR' })).toBe('en')
  })

  it('has every text in Korean: no Korean text is left in English', () => {
    const same = strings(en).filter(
      ([path, text]) => text.length > 12 && strings(ko).some(([p, t]) => p === path && t === text),
    )
    expect(same).toEqual([])
  })
})

function strings(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => strings(inner, `${path}.${key}`))
}
