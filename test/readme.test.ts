import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../scripts/workspace.mjs'

const readme = readFileSync(join(root, 'README.md'), 'utf8')
const block = (language: string) => new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(readme)?.[1] ?? ''
const helicon = join(root, 'packages', 'cli', 'bin', 'helicon.js')
let folder = ''

beforeAll(() => {
  // In the repository, where @helicon/core is found as a user's project finds it.
  mkdirSync(join(root, 'test-results'), { recursive: true })
  folder = mkdtempSync(join(root, 'test-results', 'readme-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the README', () => {
  it('shows TypeScript that the compiler accepts and that learns', () => {
    const source = block('ts')
    const path = join(folder, 'example.mts')
    writeFileSync(path, source)
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

    const script = join(folder, 'example.mjs')
    writeFileSync(
      script,
      ts.transpileModule(source, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } })
        .outputText,
    )
    const output = execFileSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' })
    const auc = Number(/^ROC-AUC ([\d.]+)$/m.exec(output)?.[1])
    expect(auc).toBeGreaterThan(0.9)
    expect(auc).toBeLessThanOrEqual(1)
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
    const named = [...`${readme}${contributing}`.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)].map(([, name]) => name ?? '')
    expect(named.length).toBeGreaterThan(5)
    expect(named.filter((name) => !(name in scripts))).toEqual([])
  })

  it('shows a configuration that is accepted', () => {
    const path = join(folder, 'config.yaml')
    writeFileSync(path, block('yaml'))
    const output = execFileSync(process.execPath, [helicon, 'summary', path], { encoding: 'utf8' })
    expect(output).toContain('6,661')
  })
})
