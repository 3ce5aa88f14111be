import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { isSupported } from '../scripts/node-version.mjs'
import { countTests, exitCodeOf, summaryLine } from '../scripts/test-count.mjs'
import { digestOf, findNpm, root } from '../scripts/workspace.mjs'

describe('the version of Node', () => {
  it.each([
    ['20.19.0', true],
    ['20.20.2', true],
    ['22.0.0', true],
    ['20.18.9', false],
    ['18.20.8', false],
  ])('%s: %s', (version, supported) => {
    expect(isSupported(version)).toBe(supported)
  })
})

describe('set-up', () => {
  const folder = mkdtempSync(join(tmpdir(), 'helicon-scripts-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('finds npm with and without being started by it', () => {
    for (const variable of ['npm_execpath', 'nothing']) {
      const script = `delete process.env['${variable}']; process.stdout.write(String((await import('./scripts/workspace.mjs')).findNpm()))`
      const found = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
        cwd: root,
        encoding: 'utf8',
      })
      expect(basename(found)).toBe('npm-cli.js')
    }
    expect(findNpm()).toBeDefined()
  })

  it('sees what changed in a folder of sources, and what did not', () => {
    const source = join(folder, 'source.ts')
    writeFileSync(source, 'one')
    const first = digestOf([folder])
    writeFileSync(source, 'one')
    expect(digestOf([folder])).toBe(first)
    writeFileSync(source, 'two')
    const changed = digestOf([folder])
    expect(changed).not.toBe(first)
    mkdirSync(join(folder, 'dist'))
    writeFileSync(join(folder, 'dist', 'built.js'), 'built')
    expect(digestOf([folder])).toBe(changed)
    writeFileSync(join(folder, 'another.ts'), '')
    expect(digestOf([folder])).not.toBe(changed)
    expect(digestOf([folder], 'other platform')).not.toBe(digestOf([folder]))
  })

  it('says nothing and does nothing when all is there', () => {
    const setUp = () => execFileSync(process.execPath, ['scripts/setup.mjs'], { cwd: root, encoding: 'utf8' })
    setUp()
    expect(setUp()).toBe('')
  })
})

describe('the closing line of a test run', () => {
  const file = (status: string, ...tests: string[]) => ({
    name: join(root, 'test', 'some.test.ts'),
    status,
    assertionResults: tests.map((test) => ({ status: test, title: 'a test', ancestorTitles: ['needs Python'] })),
  })
  const run = (code: number, ...testResults: ReturnType<typeof file>[]) => {
    const counts = countTests({ testResults }, code)
    return { line: summaryLine(counts), code: exitCodeOf(counts), skipped: [...counts.skippedGroups] }
  }

  it('counts passed, failed and skipped tests, and names the skipped', () => {
    expect(run(1, file('failed', 'passed', 'failed'), file('passed', 'passed', 'skipped', 'todo'))).toEqual({
      line: 'helicon: 2 passed, 1 failed, 2 skipped',
      code: 1,
      skipped: [['test/some.test.ts: needs Python', 2]],
    })
    expect(run(0, file('passed', 'passed'))).toMatchObject({ line: 'helicon: 1 passed, 0 failed, 0 skipped', code: 0 })
  })

  it('counts a file that could not be loaded as a failure', () => {
    expect(run(1, file('passed', 'passed'), file('failed'))).toMatchObject({
      line: 'helicon: 1 passed, 1 failed, 0 skipped',
      code: 1,
    })
  })

  it('never turns a run that failed, or ran nothing, into a success', () => {
    expect(run(1, file('passed', 'passed')).code).toBe(1)
    expect(run(1).code).toBe(1)
    expect(run(0).code).toBe(1)
    expect(run(0, file('passed', 'skipped')).code).toBe(1)
  })
})
