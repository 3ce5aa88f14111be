import type { ByteSource } from '@helicon/core'
import { fileSource } from '@helicon/core/node'
import type { Texts } from '../texts/index.js'

/** The file of this path, or standard input for `-`, which can be read once. */
export function inputSource(path: string, texts: Texts): ByteSource {
  return path === '-' ? { name: texts.usage.standardInput, stream: standardInput } : fileSource(path)
}

async function* standardInput(): AsyncGenerator<Uint8Array> {
  for await (const chunk of process.stdin) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('standard input gave something other than bytes')
    // A Buffer has other methods of the same names.
    yield new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
  }
}
