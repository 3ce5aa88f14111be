import { createRequire } from 'node:module'

/** The version of this package. */
export function packageVersion(): string {
  const facts: unknown = createRequire(import.meta.url)('../package.json')
  return typeof facts === 'object' && facts !== null && 'version' in facts ? String(facts.version) : '?'
}
