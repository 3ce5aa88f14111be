import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { chooseLanguage } from '../src/console/language.js'
import { clock, percent, score } from '../src/console/numbers.js'
import { printable } from '../src/console/printable.js'
import { formatTable } from '../src/console/table.js'
import { fitParts, fitWidth } from '../src/console/terminal.js'
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
