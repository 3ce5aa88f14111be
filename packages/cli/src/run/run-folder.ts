import { appendFile, readdir, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { HeliconError } from '@helicon/core'
import { acquireLock, makeFolder, removeLeftovers, writeFileAtomic, writingError } from '@helicon/core/node'

/** The file that says which process writes the folder. */
export const LOCK_NAME = '.lock'

/** Names of the files of a run. */
export const RUN_FILES = {
  config: 'config.yaml',
  resolved: 'resolved.json',
  history: 'history.csv',
  model: 'model.safetensors',
  best: 'best.safetensors',
  metrics: 'metrics.json',
  predictions: 'predictions.tsv',
  report: 'report.html',
  filters: 'filters.meme',
  trainNegatives: 'negatives-train.fa.gz',
  validationNegatives: 'negatives-validation.fa.gz',
  testNegatives: 'negatives-test.fa.gz',
  checkpoint: 'checkpoint/state.safetensors',
} as const

export type RunFile = (typeof RUN_FILES)[keyof typeof RUN_FILES]

/** A run folder that this process alone writes. */
export interface RunFolder {
  readonly path: string
  /** Writes a file that appears complete or not at all. */
  write(file: RunFile, content: Uint8Array | string): Promise<void>
  append(file: RunFile, line: string): Promise<void>
  pathOf(file: RunFile): string
  /** Gives the lock back; a folder that holds nothing yet is removed. */
  release(): Promise<void>
}

/**
 * Takes a folder for a run: makes it where it is not there, and locks it.
 *
 * @throws HeliconError `RUN_FOLDER_LOCKED` when a live process writes it, `RUN_FOLDER_NOT_EMPTY` when there is something
 *   in it and `resume` is not given, `FILE_UNWRITABLE`
 */
export async function openRunFolder(path: string, options: { readonly resume: boolean }): Promise<RunFolder> {
  const made = await unwritable(path, () => makeFolder(path))
  const lock = await unwritable(path, () => acquireLock(join(path, LOCK_NAME), path))
  const release = async () => {
    await lock.release()
    // Only an empty folder can be removed like this: one that a run has written to stays.
    if (made !== undefined) await rmdir(path).catch(() => undefined)
  }
  await removeLeftovers(path)
  await removeLeftovers(join(path, dirname(RUN_FILES.checkpoint)))
  if (!options.resume && (await entries(path)).length > 0) {
    await release()
    throw new HeliconError('RUN_FOLDER_NOT_EMPTY', { folder: path })
  }
  const pathOf = (file: RunFile) => join(path, file)
  return {
    path,
    pathOf,
    write: (file, content) =>
      writeFileAtomic(pathOf(file), typeof content === 'string' ? new TextEncoder().encode(content) : content),
    append: (file, line) => unwritable(pathOf(file), () => appendFile(pathOf(file), line)),
    release,
  }
}

/** Whether the folder holds anything but a lock. False where there is no folder. */
export async function hasContent(path: string): Promise<boolean> {
  return (await entries(path)).length > 0
}

/** Removes a file of an earlier stage of the run, so that it cannot be taken for one of this stage. */
export async function removeRunFile(folder: RunFolder, file: RunFile): Promise<void> {
  await unwritable(folder.pathOf(file), () => rm(folder.pathOf(file), { force: true }))
}

async function entries(path: string): Promise<string[]> {
  const names = await readdir(path).catch(() => [])
  return names.filter((name) => !name.startsWith(LOCK_NAME))
}

async function unwritable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw writingError(error, path)
  }
}
