import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
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

describe('Korean', () => {
  const sources = ['packages/core/src', 'packages/cli/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  )
  const pages = readdirSync(join(root, 'docs', 'ko')).map((name) => join('docs', 'ko', name))

  it.each([
    ['leaves no particle open', /은\(는\)|이\(가\)|을\(를\)|와\(과\)|\(으\)로/],
    ['has one word for one thing (docs/ko/terms.md)', /파라미터|인수[가를는 ,)]|과제|표본|훈련|라벨|레이어/],
  ])('%s', (_what, forbidden) => {
    const found = ['README.ko.md', ...pages, ...sources].flatMap((path) =>
      readFileSync(join(root, path), 'utf8')
        .split('\n')
        .flatMap((line, index) => (forbidden.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    )
    expect(found).toEqual([])
  })
})

describe('the pages of errors', () => {
  it.each(['en', 'ko'])('docs/%s/errors.md shows what --json prints', (language) => {
    const page = readFileSync(join(root, 'docs', language, 'errors.md'), 'utf8')
    const args = ['train', 'c.yaml', '-o', 'run', '--json', '--lang', language]
    const helicon = join(root, 'packages', 'cli', 'bin', 'helicon.js')
    const { stdout, status } = spawnSync(process.execPath, [helicon, ...args], { encoding: 'utf8' })
    expect(page).toContain(`\`\`\`text\n${stdout}\`\`\``)
    expect(status).toBe(66)
  })

  it.each(['en', 'ko'] as const)('docs/%s/errors.md lists every code as it is (npm run docs)', (language) => {
    const page = readFileSync(join(root, 'docs', language, 'errors.md'), 'utf8')
    expect(page).toBe(withTable(page, errorTable(MESSAGES, EXIT_CODES, language)))
    for (const code of new Set(Object.values(EXIT_CODES))) expect(page).toContain(`\n| ${code} | `)
  })
})
