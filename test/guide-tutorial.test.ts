import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../scripts/workspace.mjs'

const helicon = join(root, 'packages', 'cli', 'bin', 'helicon.js')

interface Block {
  readonly language: string
  readonly text: string
}

/** The fenced blocks of a page, in order. */
function blocksOf(page: string): Block[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }))
}

/** Lines that a transcript shows must come in its order; `…` stands for any that are left out, or the rest of a line. */
function expectToShow(output: string, transcript: string): void {
  const lines = output.split('\n').map((line) => line.trimEnd())
  let place = 0
  for (const wanted of transcript.trimEnd().split('\n')) {
    if (wanted === '…') continue
    const begin = wanted.replace(/…$/, '')
    const found = lines.findIndex(
      (line, i) => i >= place && (wanted === begin ? line === wanted : line.startsWith(begin)),
    )
    expect(found, `'${wanted}' in:\n${lines.slice(place).join('\n')}`).toBeGreaterThanOrEqual(place)
    place = found + 1
  }
}

/** Each transcript below commands is in what they print; each below TypeScript, in what the whole program prints. */
function follow(page: string, folder: string, language: string): void {
  const blocks = blocksOf(page)
  const program = blocks.filter((block) => block.language === 'ts').map(({ text }) => text)
  writeFileSync(
    join(folder, 'guide.mjs'),
    ts.transpileModule(program.join('\n'), { compilerOptions: MODULE }).outputText,
  )
  let printed = run([join(folder, 'guide.mjs')], folder, language)
  const ofProgram = printed
  for (const { language: kind, text } of blocks) {
    if (kind === 'yaml') writeFileSync(join(folder, 'guide.yaml'), text)
    if (kind === 'ts') printed = ofProgram
    if (kind === 'text') expectToShow(printed, text)
    if (kind === 'sh') {
      const lines = text.trimEnd().split('\n')
      printed = lines.map((line) => run([helicon, ...wordsOf(line).slice(2)], folder, language)).join('\n')
    }
  }
}

const MODULE = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }

/** The words of a command line; quotes as a shell takes them. */
const wordsOf = (line: string) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')

/** What a program prints, its messages first. */
function run(args: readonly string[], cwd: string, language: string): string {
  const env = { ...process.env, LC_ALL: language, NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd, env, encoding: 'utf8' })
  expect(status, stderr).toBe(0)
  return `${stderr}${stdout}`
}

describe('the guide as a tutorial', () => {
  let folder = ''
  beforeAll(() => {
    // In the repository, where @helicon/core is found as a user's project finds it.
    mkdirSync(join(root, 'test-results'), { recursive: true })
    folder = mkdtempSync(join(root, 'test-results', 'guide-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['docs/en/guide.md', 'en_US.UTF-8'],
    ['docs/ko/guide.md', 'ko_KR.UTF-8'],
  ])('%s prints what it shows', (page, language) => {
    const own = join(folder, language)
    mkdirSync(own)
    follow(page, own, language)
  })

  it('shows TypeScript that the strict compiler accepts', () => {
    const path = join(folder, 'strict.mts')
    writeFileSync(
      path,
      blocksOf('docs/en/guide.md')
        .filter(({ language }) => language === 'ts')
        .map(({ text }) => text)
        .join('\n'),
    )
    const program = ts.createProgram([path], {
      ...{ module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2023, noEmit: true, strict: true },
      ...{ exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: true, types: ['node'] },
    })
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
    expect(problems).toEqual([])
  })
})
