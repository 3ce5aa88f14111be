import { basename, dirname, join } from 'node:path'
import { HeliconError } from '@helicon/core'
import { linkTarget, nodeCompression, writeOutputFile } from '@helicon/core/node'
import { RUN_FILES } from '../run/run-folder.js'
import type { Terminal } from './terminal.js'

/**
 * Writes text that comes piece by piece to a file, which appears complete or not at all, or to standard output (`-`). A
 * name that ends in `.gz` gives a compressed file.
 */
export async function writeOutput(terminal: Terminal, path: string, pieces: AsyncIterable<string>): Promise<void> {
  if (path === '-') {
    for await (const piece of pieces) await terminal.data(piece)
    return
  }
  const bytes = encoded(pieces)
  await writeOutputFile(path, /\.gz$/i.test(path) ? nodeCompression.compress(bytes, 'gzip') : bytes)
}

/** One text, as `writeOutput` takes it. */
export async function* single(text: string): AsyncGenerator<string> {
  yield text
}

/**
 * Checks before any work that the output would not destroy what the command reads: the model file, a file of its run
 * folder, or anything in the data folder, of which the files are hashed together. Links are followed.
 *
 * @param output as given with -o
 * @param model the model file, in its run folder or elsewhere
 * @param data the folder of the records
 * @throws HeliconError `OUTPUT_IS_INPUT`
 */
export async function requireSafeOutput(output: string, model: string, data: string): Promise<void> {
  if (output === '-') return
  const [target, modelFile, dataFolder] = await Promise.all([output, model, data].map(linkTarget))
  if (target === undefined || modelFile === undefined || dataFolder === undefined) return
  const run = dirname(modelFile)
  const ofRun = Object.values(RUN_FILES).map((name) => join(run, name))
  const isRun = basename(modelFile) === RUN_FILES.model
  if (target === modelFile || (isRun && (ofRun.includes(target) || target === join(run, 'checkpoint'))))
    throw new HeliconError('OUTPUT_IS_INPUT', { file: output, input: target === modelFile ? model : dirname(model) })
  if (target === dataFolder || dirname(target) === dataFolder)
    throw new HeliconError('OUTPUT_IS_INPUT', { file: output, input: data })
}

/**
 * Checks that a report is not written over another file of its run. Links are followed.
 *
 * @throws HeliconError `OUTPUT_IS_INPUT`
 */
export async function requireSafeReport(output: string, folder: string): Promise<void> {
  if (output === '-') return
  const [target, run] = await Promise.all([output, folder].map(linkTarget))
  if (target === undefined || run === undefined) return
  const others = Object.values(RUN_FILES).filter((name) => name !== RUN_FILES.report)
  if (others.some((name) => target === join(run, name)))
    throw new HeliconError('OUTPUT_IS_INPUT', { file: output, input: folder })
}

/** Pieces of text as UTF-8. */
export async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of pieces) yield encoder.encode(piece)
}
