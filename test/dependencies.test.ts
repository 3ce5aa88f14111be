import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../scripts/workspace.mjs'

interface LockedPackage {
  readonly link?: boolean
  readonly resolved?: string
  readonly dev?: boolean
  readonly license?: string
  readonly hasInstallScript?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}
interface Lock {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

/** The repository's own packages, and the other Node that tests compare with. */
const locks = ['.', 'test/other-node'].map((folder) => {
  const { packages }: Lock = JSON.parse(readFileSync(join(root, folder, 'package-lock.json'), 'utf8'))
  return { folder, packages }
})
const packages = locks.flatMap(({ folder, packages }) =>
  Object.entries(packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({ folder, path, entry, all: packages })),
)

/** Free to use, change and pass on, with no duty but to keep the notice. */
const PERMISSIVE = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  '0BSD',
  'BlueOak-1.0.0',
  'Unlicense',
  'Zlib',
])
/** Of tools that are run here and never passed on. */
const TOOLS_ONLY = new Set(['MPL-2.0', 'CC0-1.0', 'CC-BY-4.0', 'Python-2.0'])

function isAllowed(licence: string, isTool: boolean): boolean {
  const alternatives = licence.replace(/[()]/g, '').split(' OR ')
  const isFine = (name: string) => PERMISSIVE.has(name) || (isTool && TOOLS_ONLY.has(name))
  return alternatives.some((names) => names.split(' AND ').every(isFine))
}

describe('dependencies', () => {
  it('come from whatever registry the reader uses: the lock holds no address', () => {
    const entries = locks.flatMap(({ packages }) => Object.values(packages))
    expect(entries.filter((entry) => entry.resolved?.includes(':'))).toEqual([])
  })

  it('run nothing when they are installed', () => {
    expect(packages.filter(({ entry }) => entry.hasInstallScript).map(({ path }) => path)).toEqual([])
    for (const { folder } of locks) {
      expect(readFileSync(join(root, folder, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
    }
  })

  it('install on every platform: what is optional is locked as well', () => {
    const missing = packages.flatMap(({ path, entry, all }) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !(`node_modules/${name}` in all || `${path}/node_modules/${name}` in all))
        .map((name) => `${path} wants ${name}`),
    )
    expect(missing).toEqual([])
  })

  it('have permissive licences, in the lock and in the installed packages', () => {
    const refused = packages.flatMap(({ folder, path, entry }) => {
      const manifest = join(root, folder, path, 'package.json')
      const installed = existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).license : entry.license
      const licences = [entry.license ?? 'unknown', installed ?? 'unknown']
      return licences.every((licence) => isAllowed(licence, entry.dev === true))
        ? []
        : [`${path}: ${licences.join(', ')}`]
    })
    expect(refused).toEqual([])
  })
})
