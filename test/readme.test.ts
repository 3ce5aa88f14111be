import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNpm, root } from '../scripts/workspace.mjs'

const read = (page: string) => readFileSync(join(root, page), 'utf8')
const readme = read('README.md')
const block = (language: string, page = 'README.md') =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(read(page))?.[1] ?? ''
const helicon = join(root, 'packages', 'cli', 'bin', 'helicon.js')
let folder = ''

/** The lines to type below the example in TypeScript, block by block. */
const stepsOf = (page: string) =>
  [
    ...(
      read(page)
        .split(/^```ts\n[\s\S]*?^```$/m)[1]
        ?.split(/^## /m)[0] ?? ''
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

beforeAll(() => {
  // In the repository, where @helicon/core is found as a user's project finds it.
  mkdirSync(join(root, 'test-results'), { recursive: true })
  folder = mkdtempSync(join(root, 'test-results', 'readme-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the README', () => {
  it.each(['README.md', 'README.ko.md'])('%s shows TypeScript that learns, run as it says in this folder', (page) => {
    const [[, ...steps], source] = [stepsOf(page)[0] ?? [], block('ts', page)]
    expect(steps).toEqual([expect.stringMatching(/^npx tsc example\.mts /), 'node example.mjs'])
    writeFileSync(join(folder, 'example.mts'), source)
    expectToLearn(steps.map((step) => execute(step, folder)).at(-1) ?? '')
  })

  it("shows how to run the same in a project of one's own", () => {
    const [[setup, ...steps], [install]] = [stepsOf('README.md')[0] ?? [], stepsOf('README.md')[1] ?? []]
    expect(setup).toBe('npm run setup')
    const home = mkdtempSync(join(tmpdir(), 'helicon-readme-'))
    try {
      const project = join(home, 'project')
      mkdirSync(project)
      symlinkSync(root, join(home, 'helicon'), 'junction')
      writeFileSync(join(project, 'example.mts'), block('ts'))
      // The compiler comes from this repository, because tests do without a network.
      execute((install ?? '').replace(/ typescript$/, ' ../helicon/node_modules/typescript'), project)
      expectToLearn(steps.map((step) => execute(step, project)).at(-1) ?? '')
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  })

  it('shows an example that the strict compiler accepts', () => {
    const path = join(folder, 'strict.mts')
    writeFileSync(path, block('ts'))
    const program = ts.createProgram([path], {
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
