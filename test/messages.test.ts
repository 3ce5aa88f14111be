import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT_CODES, MESSAGES } from '../packages/core/src/core/index.js'
import { errorTable, renderMessage, withTable } from '../scripts/error-table.mjs'
import { root } from '../scripts/workspace.mjs'

describe('the catalogue of messages', () => {
  it('has some, under codes of capitals and underscores that programs may rely on', () => {
    const codes = Object.keys(MESSAGES)
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code))).toEqual([])
  })

  it.each(Object.entries(MESSAGES))('%s says the same in Korean and in English', (_code, entry) => {
    const english = renderMessage(entry.en)
    const korean = renderMessage(entry.ko)
    for (const { text } of [english, korean]) expect(text).not.toMatch(/undefined|NaN|\[object|=>/)
    expect(english.text).not.toMatch(/[가-힣]/)
    expect(korean.details).toEqual(english.details)
    // Where a message only places a text that comes in both languages, it has no words of its own.
    if (/[a-z]{3}/.test(english.text.replaceAll(/‹.*?›/g, ''))) expect(korean.text).toMatch(/[가-힣]{2}/)
  })
})

describe('the pages of errors', () => {
  it.each(['en', 'ko'] as const)('docs/%s/errors.md lists every code as it is (npm run docs)', (language) => {
    const page = readFileSync(join(root, 'docs', language, 'errors.md'), 'utf8')
    expect(page).toBe(withTable(page, errorTable(MESSAGES, EXIT_CODES, language)))
    for (const code of new Set(Object.values(EXIT_CODES))) expect(page).toContain(`\n| ${code} | `)
  })
})
