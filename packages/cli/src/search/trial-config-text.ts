import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { stringify } from 'yaml'
import { isMapping } from '../config/schema-parts.js'

/** Keys below `data` whose values are paths. */
const PATH_KEYS: readonly string[] = [
  ...['train', 'validation', 'test', 'features', 'path', 'paths', 'sequences', 'positives', 'negatives', 'peaks'],
  ...['targets', 'genome', 'exclude'],
]

/**
 * A configuration that `helicon train` takes as it is, such as `best.yaml`. It lies in another folder than the one that
 * was searched with, so paths of what is there become absolute.
 *
 * @param value the configuration, without the section `search`
 * @param base where its relative data paths start
 * @param about lines of comment at its start
 */
export function trialConfigText(
  value: Readonly<Record<string, unknown>>,
  base: string,
  about: readonly string[],
): string {
  const comment = about.map((line) => `# ${line}\n`).join('')
  return comment + stringify({ ...value, data: absolutePaths(value.data, base, undefined) }, { lineWidth: 120 })
}

function absolutePaths(value: unknown, base: string, key: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => absolutePaths(item, base, key))
  if (isMapping(value))
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, absolutePaths(inner, base, name)]))
  if (typeof value !== 'string' || key === undefined || !PATH_KEYS.includes(key)) return value
  const path = resolve(base, value)
  return existsSync(path) ? path : value
}
