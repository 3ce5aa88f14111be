import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../scripts/workspace.mjs'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Runs a program of node_modules, given its path there, through Node. What it complained of: '' when it was content. */
function complaintsOf(program: string, args: readonly string[], cwd = root): string {
  const result = spawnSync(process.execPath, [join(root, 'node_modules', program), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' },
  })
  return result.status === 0 ? '' : `${result.stdout}${result.stderr}`
}

const BOUNDARIES = 'dependency-cruiser/bin/dependency-cruise.mjs'

/** What the boundaries say of files in a repository that holds nothing else. */
function boundariesOf(files: Readonly<Record<string, string>>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'helicon-boundaries-'))
  try {
    for (const [path, text] of Object.entries({ 'tsconfig.json': '{}', 'package.json': '{}', ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    const output = complaintsOf(BOUNDARIES, ['--config', join(root, '.dependency-cruiser.cjs'), 'packages'], folder)
    return [...output.matchAll(/^ *error ([\w-]+): packages\/core\/src\/(\S+)/gm)].map(
      ([, rule, path]) => `${path} ${rule}`,
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('the checks of `npm run check`', () => {
  it('lint and format', () => {
    expect(complaintsOf('@biomejs/biome/bin/biome', ['check', '.'])).toBe('')
  })

  it('boundaries between the areas', () => {
    const args: string[] = manifest.scripts['check:boundaries'].split(' ').slice(1)
    expect(complaintsOf(BOUNDARIES, args)).toBe('')
  })

  it('boundaries refuse what the table does not allow', () => {
    const source = 'packages/core/src'
    const refused = boundariesOf({
      [`${source}/core/index.ts`]: 'export const a = 1',
      [`${source}/dataset/dataset.ts`]: `export { a } from '../core/index.js'`,
      [`${source}/metrics/forbidden.ts`]: `import type { a } from '../dataset/dataset.js'\nexport type A = typeof a`,
      [`${source}/io/platform.ts`]: `export { sep } from 'node:path'`,
      [`${source}/engine/wasm/engine.ts`]: `export { a } from '../../core/index.js'`,
      [`${source}/training/impatient.ts`]: `export { a } from '../engine/wasm/engine.js'`,
      [`${source}/unheard/of.ts`]: `export { a } from '../core/index.js'`,
      [`${source}/sequence/one.ts`]: `export { two } from './two.js'`,
      [`${source}/sequence/two.ts`]: `import './one.js'\nexport const two = 2`,
    })
    expect(refused.sort()).toEqual([
      'io/platform.ts node-in-its-place',
      'metrics/forbidden.ts area-metrics',
      'sequence/one.ts no-cycle',
      'training/impatient.ts engine-by-selection',
      'unheard/of.ts area-known',
    ])
  })

  it('types of the tests', () => {
    expect(complaintsOf('typescript/bin/tsc', ['-p', 'tsconfig.test.json'])).toBe('')
  })
})
