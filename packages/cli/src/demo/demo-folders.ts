import { relative, resolve } from 'node:path'
import { HeliconError } from '@helicon/core'
import type { Assignment } from '../config/assignment.js'
import type { Context } from '../context.js'
import { hasContent } from '../run/run-folder.js'
import { runName } from '../run/run-name.js'

/**
 * Where a demo puts its run, and its data beside it.
 * @throws HeliconError FOLDER_NOT_EMPTY
 */
export async function demoFolders(
  output: string | undefined,
  name: string,
): Promise<{ readonly folder: string; readonly data: string }> {
  const folder = resolve(output ?? runName(name))
  const data = `${folder}-data`
  for (const path of [folder, data])
    if (await hasContent(path)) throw new HeliconError('FOLDER_NOT_EMPTY', { folder: path })
  return { folder, data }
}

export function seedAssignment({ seed }: Context): Assignment[] {
  return seed === undefined ? [] : [{ option: `--seed ${seed}`, path: ['training', 'seed'], value: seed }]
}

/** A path as people write it from where they are. */
export function shown(path: string): string {
  return relative(process.cwd(), path) || path
}
