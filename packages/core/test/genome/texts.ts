import { memoryRandomAccess } from '../../src/genome/index.js'
import type { ByteSource, RandomAccessSource } from '../../src/io/index.js'
import { memorySource } from '../../src/io/index.js'

/** A text as the bytes of a file. */
export function textSource(name: string, text: string): ByteSource {
  return memorySource(name, new TextEncoder().encode(text))
}

/** A text as a file of which any stretch can be had. */
export function textFile(name: string, text: string): RandomAccessSource {
  return memoryRandomAccess(name, new TextEncoder().encode(text))
}
