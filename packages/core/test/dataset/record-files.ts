import type { Dataset } from '../../src/dataset/dataset.js'
import type { RawRecordSource } from '../../src/dataset/stream.js'
import type { ByteSource } from '../../src/io/index.js'
import { nodeCompression } from '../../src/node/index.js'
import { sequenceText } from '../../src/sequence/index.js'

export const packing = nodeCompression

/** A file in memory that is read in pieces of `size` bytes. */
export function file(name: string, content: string | Uint8Array, size = 1000): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  return {
    name,
    size: bytes.length,
    stream: async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    },
  }
}

/** All records of a source: id, letters, line and labels of each. */
export async function rawRecords(source: RawRecordSource | Promise<RawRecordSource>): Promise<unknown[][]> {
  const rows: unknown[][] = []
  for await (const { sequences, lines, labels } of (await source).read())
    sequences.ids.forEach((id, i) => {
      rows.push([id, sequenceText(sequences, i), lines[i], ...labels.map((column) => column[i])])
    })
  return rows
}

/** Each record of a data set: id, letters and labels. */
export function recordRows({ sequences, labels, outputs }: Dataset): unknown[][] {
  return sequences.ids.map((id, i) => [
    id,
    sequenceText(sequences, i),
    ...(labels === undefined ? [] : labels.subarray(i * outputs, (i + 1) * outputs)),
  ])
}
