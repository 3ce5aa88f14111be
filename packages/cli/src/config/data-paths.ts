import { existsSync } from 'node:fs'
import { HeliconError } from '@helicon/core'
import type { SourceSpec } from '../data/source-spec.js'
import type { ConfigDocument, ConfigPath } from './document.js'
import type { ResolvedData } from './resolve-data.js'

/**
 * Checks that there is something at every data path, so that a misspelt one is reported by its line at once.
 *
 * @throws HeliconError `CONFIG_DATA_NOT_FOUND`, `SET_DATA_NOT_FOUND` for a path of the command line
 */
export function checkDataPaths(data: ResolvedData, document: ConfigDocument): void {
  for (const { path, at } of pathsOf(data)) {
    if (existsSync(path)) continue
    const place = document.place(at, 'value')
    const key = at.join('.')
    throw place.kind === 'file'
      ? new HeliconError('CONFIG_DATA_NOT_FOUND', { ...place, key, path })
      : new HeliconError('SET_DATA_NOT_FOUND', { ...place, key, path })
  }
}

interface PlacedPath {
  readonly path: string
  /** Where the configuration names it. */
  readonly at: ConfigPath
}

function* pathsOf(data: ResolvedData): Generator<PlacedPath> {
  for (const part of ['train', 'validation', 'test'] as const) if (data[part]) yield* pathsOfSource(part, data[part])
  if (data.features !== undefined) yield { path: data.features, at: ['data', 'features'] }
}

function* pathsOfSource(part: string, source: SourceSpec): Generator<PlacedPath> {
  const { negatives, targets, genome } = source
  const at = (...keys: ConfigPath) => ['data', part, ...keys]
  for (const path of source.paths) yield { path, at: at() }
  if (targets) yield { path: targets.path, at: at('targets') }
  if (genome) yield { path: genome.path, at: at('genome') }
  if (negatives?.method === 'files') for (const path of negatives.paths) yield { path, at: at('negatives') }
  else for (const path of negatives?.exclude ?? []) yield { path, at: at('negatives', 'exclude') }
}
