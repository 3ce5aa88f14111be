import { stat } from 'node:fs/promises'
import type { ByteSource, TrainingData } from '@helicon/core'
import { fileSource, hashFile, hashFolder, sha256, sourceFolder } from '@helicon/core/node'
import { isPlainSource, type SourceSpec, STANDARD_INPUT } from './source-spec.js'

/**
 * SHA-256 of what a source holds: of one folder or file its own, of several files and of settings one of all of them. A
 * genome is too large for that: the records that were taken from it count instead.
 *
 * @param data the records as they were read
 * @param input the bytes at a path
 */
export async function hashSource(
  spec: SourceSpec,
  data: TrainingData,
  input: (path: string) => ByteSource = fileSource,
): Promise<string> {
  const { paths, negatives, targets, genome, ...settings } = spec
  const { path: _, ...ofTargets } = targets ?? { path: '' }
  const files = [...paths, ...(targets ? [targets.path] : []), ...filesOfNegatives(negatives)]
  const hashes: string[] = []
  for (const path of files) hashes.push(await hashPath(path, input))
  const [only] = hashes
  if (only !== undefined && isPlainSource(spec)) return only
  const made = negatives?.method === 'files' ? undefined : { ...negatives, exclude: undefined }
  const codes = genome && 'sequences' in data ? sha256(data.sequences.codes) : undefined
  return sha256(JSON.stringify({ hashes, settings, targets: ofTargets, negatives: made, codes }))
}

function filesOfNegatives(negatives: SourceSpec['negatives']): readonly string[] {
  if (negatives?.method === 'files') return negatives.paths
  return negatives?.exclude ?? []
}

async function hashPath(path: string, input: (path: string) => ByteSource): Promise<string> {
  const found = path === STANDARD_INPUT ? undefined : await stat(path)
  return found?.isDirectory() ? hashFolder(sourceFolder(path)) : hashFile(input(path))
}
