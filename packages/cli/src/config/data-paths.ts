import { existsSync } from 'node:fs'
import { HeliconError } from '@helicon/core'
import type { ConfigDocument } from './document.js'
import type { ResolvedData } from './resolve.js'

/**
 * Checks that there is something at every data path, so that a misspelt one is reported by its line at once.
 *
 * @throws HeliconError `CONFIG_DATA_NOT_FOUND`, `SET_DATA_NOT_FOUND` for a path of the command line
 */
export function checkDataPaths(data: ResolvedData, document: ConfigDocument): void {
  for (const [part, path] of Object.entries(data)) {
    if (typeof path !== 'string' || existsSync(path)) continue
    const place = document.place(['data', part], 'value')
    throw place.kind === 'file'
      ? new HeliconError('CONFIG_DATA_NOT_FOUND', { ...place, key: `data.${part}`, path })
      : new HeliconError('SET_DATA_NOT_FOUND', { ...place, key: `data.${part}`, path })
  }
}
