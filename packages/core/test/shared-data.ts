import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../../shared/', import.meta.url))

/** A path in the shared data that lie beside the repository. */
export function sharedPath(...parts: string[]): string {
  return [root.replace(/\/$/, ''), ...parts].join('/')
}

/** Whether the shared data are there. */
export const hasShared = existsSync(root)
