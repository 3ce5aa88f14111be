import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findNpm, root } from '../scripts/workspace.mjs'

interface Packed {
  readonly filename: string
  readonly name: string
  /** Bytes of the archive. */
  readonly size: number
  readonly files: readonly { readonly path: string; readonly size: number }[]
}

const folder = mkdtempSync(join(tmpdir(), 'helicon-package-'))
const packed = new Map<string, Packed>()

/** Packs a package as a release would, and unpacks it where a user would have it, beside only what it declares. */
function install(source: string): void {
  const output = execFileSync(
    process.execPath,
    [findNpm() ?? '', 'pack', join(root, source), '--json', '--pack-destination', folder],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const parsed: Packed[] | Record<string, Packed> = JSON.parse(output)
  const [result] = Object.values(parsed)
  if (result === undefined) throw new Error(`npm pack said nothing of ${source}`)
  packed.set(result.name, result)
  const place = join(folder, 'node_modules', result.name)
  mkdirSync(dirname(place), { recursive: true })
  execFileSync('tar', ['-xzf', result.filename.replace('/', '-').replace('@', '')], { cwd: folder })
  renameSync(join(folder, 'package'), place)
  const manifest = JSON.parse(readFileSync(join(place, 'package.json'), 'utf8'))
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const target = join(folder, 'node_modules', name)
    if (existsSync(target) || name.startsWith('@helicon/')) continue
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), target, 'junction')
  }
}

beforeAll(() => {
  install('packages/core')
  install('packages/cli')
}, 120_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const runThere = (...args: string[]) => execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })

describe('the packages as a user gets them', () => {
  it.each(['@helicon/core', 'helicon'])('%s holds what is built, its licence and no source', (name) => {
    const paths = packed.get(name)?.files.map((file) => file.path) ?? []
    expect(paths).toContain('LICENSE')
    expect(paths.filter((path) => !/^(package\.json|LICENSE|README\.md|dist\/.*|bin\/.*)$/.test(path))).toEqual([])
    expect(paths.filter((path) => /\.(test|parity)\.|\.tsbuildinfo$/.test(path))).toEqual([])
  })

  it('@helicon/core is small: a download of less than 1 MB', () => {
    const size = packed.get('@helicon/core')?.size ?? 0
    expect(size).toBeGreaterThan(10_000)
    expect(size).toBeLessThan(1_000_000)
  })

  it('@helicon/core can be imported, and its errors speak Korean', () => {
    const script = `import { HeliconError } from '@helicon/core'
      import '@helicon/core/node'
      process.stdout.write(new HeliconError('ARGUMENT_INVALID', { name: 'a', found: 1, expected: { kind: 'integer', min: 2 } }).text('ko'))`
    expect(runThere('--input-type=module', '-e', script)).toMatch(/[가-힣]/)
  })

  it('helicon runs', () => {
    const output = runThere(join('node_modules', 'helicon', 'bin', 'helicon.js'), 'summary', 'jund')
    expect(output).toContain('6,661')
  })
})
