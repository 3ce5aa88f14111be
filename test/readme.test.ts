import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNpm, root } from '../scripts/workspace.mjs'

const read = (page: string) => readFileSync(join(root, page), 'utf8')
const readme = read('README.md')
const blocks = (language: string, page = 'README.md') =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(([, text]) => text ?? '')
const block = (language: string, page = 'README.md') => blocks(language, page)[0] ?? ''
const helicon = join(root, 'packages', 'cli', 'bin', 'helicon.js')
let folder = ''

/** The lines to type below an example in TypeScript (1: the first), block by block. */
const stepsOf = (page: string, example = 1) =>
  [
    ...(
      read(page)
        .split(/^```ts\n[\s\S]*?^```$/m)
        [example]?.split(/^## /m)[0] ?? ''
    ).matchAll(/(?:^ {4}\S.*\n)+/gm),
  ].map(([lines]) => lines.trim().split(/\n */))

/** Runs a line of the README as a shell would, without one, and without a network. */
function execute(line: string, cwd: string): string {
  const [command, ...args] = line.split(' ')
  const npm = findNpm() ?? ''
  const programs: Record<string, string[]> = { node: [], npm: [npm], npx: [join(dirname(npm), 'npx-cli.js')] }
  const env = { ...process.env, npm_config_offline: 'true', npm_config_audit: 'false' }
  return execFileSync(process.execPath, [...(programs[command ?? ''] ?? []), ...args], {
    cwd,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  })
}

function expectToLearn(output: string): void {
  const auc = Number(/^ROC-AUC ([\d.]+)$/m.exec(output)?.[1])
  expect(auc).toBeGreaterThan(0.9)
  expect(auc).toBeLessThanOrEqual(1)
}

/** The site begins at base 501: every window that holds it scores high, and the best is one of them. */
function expectToFind(output: string): void {
  const [, windows, best, probability] = (
    /^(\d+) windows, the best from base (\d+) on ([\d.]+)$/m.exec(output) ?? []
  ).map(Number)
  expect(windows).toBe(912)
  expect(best).toBeGreaterThanOrEqual(501 + 9 - 101)
  expect(best).toBeLessThanOrEqual(501)
  expect(probability).toBeGreaterThan(0.9)
}

/** Only bases of the site, bases 51 to 59, and most of them. */
function expectTheSite(output: string): void {
  const [sequence = '', marked = ''] = output.split('\n')
  expect(sequence.slice(51, 60)).toBe('ATGACTCAT')
  expect(marked).toMatch(/^\.{49}.{13}\.{39}$/)
  expect(marked.replaceAll('.', '').length).toBeGreaterThan(3)
}

beforeAll(() => {
  // In the repository, where @helicon/core is found as a user's project finds it.
  mkdirSync(join(root, 'test-results'), { recursive: true })
  folder = mkdtempSync(join(root, 'test-results', 'readme-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the README', () => {
  it.each([
    ['README.md', 'docs/en/evaluation.md'],
    ['README.ko.md', 'docs/ko/evaluation.md'],
  ])(
    '%s shows TypeScript that learns, run as it says in this folder, and %s what the model looks at',
    (page, other) => {
      const [[, ...steps], source] = [stepsOf(page)[0] ?? [], block('ts', page)]
      expect(steps).toEqual([expect.stringMatching(/^npx tsc example\.mts /), 'node example.mjs'])
      writeFileSync(join(folder, 'example.mts'), source)
      expectToLearn(steps.map((step) => execute(step, folder)).at(-1) ?? '')
      const [scan] = stepsOf(page, 2)
      expect(scan).toEqual([expect.stringMatching(/^npx tsc scan\.mts /), 'node scan.mjs'])
      writeFileSync(join(folder, 'scan.mts'), blocks('ts', page)[1] ?? '')
      expectToFind(scan?.map((step) => execute(step, folder)).at(-1) ?? '')
      const [effects] = stepsOf(other)
      expect(effects).toEqual([expect.stringMatching(/^npx tsc effects\.mts /), 'node effects.mjs'])
      writeFileSync(join(folder, 'effects.mts'), block('ts', other))
      expectTheSite(effects?.map((step) => execute(step, folder)).at(-1) ?? '')
    },
    120_000,
  )

  it("shows how to run the same in a project of one's own", () => {
    const [[setup, ...steps], [install]] = [stepsOf('README.md')[0] ?? [], stepsOf('README.md')[1] ?? []]
    expect(setup).toBe('npm run setup')
    const home = mkdtempSync(join(tmpdir(), 'helicon-readme-'))
    try {
      const project = join(home, 'project')
      mkdirSync(project)
      symlinkSync(root, join(home, 'helicon'), 'junction')
      writeFileSync(join(project, 'example.mts'), block('ts'))
      // The compiler and its types come from this repository, because tests do without a network.
      execute(
        (install ?? '').replaceAll(/(?<= )(typescript|@types\/node)(?= |$)/g, '../helicon/node_modules/$&'),
        project,
      )
      expectToLearn(steps.map((step) => execute(step, project)).at(-1) ?? '')
      writeFileSync(join(project, 'scan.mts'), blocks('ts')[1] ?? '')
      expectToFind(
        stepsOf('README.md', 2)[0]
          ?.map((step) => execute(step, project))
          .at(-1) ?? '',
      )
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }, 120_000)

  it('shows examples that the strict compiler accepts', () => {
    const paths = [...blocks('ts'), block('ts', 'docs/en/evaluation.md')].map((source, i) => {
      const path = join(folder, `strict-${i}.mts`)
      writeFileSync(path, source)
      return path
    })
    expect(paths).toHaveLength(3)
    const program = ts.createProgram(paths, {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      strict: true,
      noEmit: true,
      types: ['node'],
    })
    const problems = ts
      .getPreEmitDiagnostics(program)
      .map((problem) => ts.flattenDiagnosticMessageText(problem.messageText, '\n'))
    expect(problems).toEqual([])
  })

  it('shows commands that exist', () => {
    const commands = [...readme.matchAll(/^ {4}helicon (\w+)/gm)].map(([, name]) => name ?? '')
    expect(commands.length).toBeGreaterThan(5)
    for (const command of commands) {
      const help = execFileSync(process.execPath, [helicon, command, '--help', '--lang', 'en'], { encoding: 'utf8' })
      expect(help).toContain(`helicon ${command}`)
    }
  })

  it('shows scripts that exist', () => {
    const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    const contributing = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
    const named = [...`${readme}${contributing}`.matchAll(/npm (?:run )?(?!install)([a-z][a-z:]*)/g)].map(
      ([, name]) => name ?? '',
    )
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('shows a configuration that is accepted', () => {
    const path = join(folder, 'config.yaml')
    writeFileSync(path, block('yaml'))
    const output = execFileSync(process.execPath, [helicon, 'summary', path], { encoding: 'utf8' })
    expect(output).toContain('4,193')
  })
})
