import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const SHARED = fileURLToPath(new URL('../../../../shared/data', import.meta.url))

/** Whether the real data lie beside the repository. */
export const hasSharedData = existsSync(SHARED)

/** A folder of the real data. */
export function sharedData(name: string): string {
  return `${SHARED}/${name}`
}
