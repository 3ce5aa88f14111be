import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../scripts/workspace.mjs'

const pages = readdirSync(join(root, 'docs', 'en')).filter((name) => name.endsWith('.md'))
const pairs: [string, string][] = [
  ['README.md', 'README.ko.md'],
  ...pages.map((name): [string, string] => [`docs/en/${name}`, `docs/ko/${name}`]),
]
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Blocks that a reader copies: fenced (but for transcripts, `text`), or indented by four blanks. */
function blocks(page: string): string[] {
  const fenced = [...page.matchAll(/^```(?!text)\w+\n([\s\S]*?)^```$/gm)].map(([, text]) => text ?? '')
  const indented = [...page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/(?:^ {4}\S.*\n)+/gm)].map(([text]) => text)
  return [...fenced, ...indented]
}

/** A block without what is written for people: comments, and what stands in a second column. */
const withoutProse = (block: string) =>
  block
    .replace(/\s+(#|\/\/) .*$/gm, '')
    .replace(/^(#|\/\/) .*\n/gm, '')
    .replace(/(\S) {2,}.*$/gm, '$1')

/** Names in the first column of tables, where they are code. */
const rows = (page: string) =>
  [...page.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, name]) => name?.replaceAll(/[^`\w.-]/g, ''))

describe('pages in two languages', () => {
  it('exist in both', () => {
    expect(readdirSync(join(root, 'docs', 'ko')).sort()).toEqual(readdirSync(join(root, 'docs', 'en')).sort())
  })

  it.each(pairs)('%s and %s have the same parts, the same commands and the same rows', (english, korean) => {
    const [en, ko] = [read(english), read(korean)]
    const headings = (page: string) =>
      [...page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/^(#+) /gm)].map(([, mark]) => mark)
    expect(headings(ko)).toEqual(headings(en))
    expect(blocks(ko).map(withoutProse)).toEqual(blocks(en).map(withoutProse))
    expect(rows(ko)).toEqual(rows(en))
    expect(ko.replace(/```[\s\S]*?```/g, '')).toMatch(/[가-힣]{2}/)
  })

  it.each(pairs.flat())('%s links to files that are there', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/g)].map(([, link]) => link ?? '')
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([])
  })

  it.each(['en', 'ko'])('the %s README leads to every page', (language) => {
    const readme = read(language === 'en' ? 'README.md' : 'README.ko.md')
    expect(pages.filter((name) => !readme.includes(`docs/${language}/${name}`))).toEqual([])
  })
})
