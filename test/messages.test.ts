import { describe, expect, it } from 'vitest'
import { MESSAGES } from '../packages/core/src/index.js'
import { renderWithAnything } from './anything.js'

/** Details that must be one of a few words, because the text is looked up by them. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  PICKLE_INVALID: { problem: 'stack' },
}

describe('the catalogue of messages', () => {
  it('has some, under codes of capitals and underscores that programs may rely on', () => {
    const codes = Object.keys(MESSAGES)
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code))).toEqual([])
  })

  it.each(Object.entries(MESSAGES))('%s says the same in Korean and in English', (code, entry) => {
    const english = renderWithAnything(entry.en, CHOICES[code])
    const korean = renderWithAnything(entry.ko, CHOICES[code])
    expect(english.text).not.toMatch(/[가-힣]/)
    expect(english.text).toMatch(/[a-z]{3}/)
    expect(korean.text).toMatch(/[가-힣]{2}/)
    expect(korean.details).toEqual(english.details)
  })
})
