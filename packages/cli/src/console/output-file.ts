import { writeFileAtomic } from '@helicon/core/node'
import type { Terminal } from './terminal.js'

/** Writes text that comes piece by piece to a file, which appears complete or not at all, or to standard output (`-`). */
export async function writeOutput(terminal: Terminal, path: string, pieces: AsyncIterable<string>): Promise<void> {
  if (path === '-') {
    for await (const piece of pieces) await terminal.data(piece)
    return
  }
  await writeFileAtomic(path, encoded(pieces))
}

/** One text, as `writeOutput` takes it. */
export async function* single(text: string): AsyncGenerator<string> {
  yield text
}

async function* encoded(pieces: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  for await (const piece of pieces) yield encoder.encode(piece)
}
