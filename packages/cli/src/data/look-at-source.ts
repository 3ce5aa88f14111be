import { type LabelKind, uniformLength } from '@helicon/core'
import { openSource } from './open-source.js'
import type { SourceSpec } from './source-spec.js'

/** What a model is made for: the labels of the training data and the length of their sequences. */
export interface FoundData {
  readonly kind: LabelKind | 'none'
  /** Number of label columns. */
  readonly outputs: number
  /** The length of the first records, where they agree. */
  readonly length?: number
}

/**
 * Looks at the labels of a source and at its first records; they are read again when the source is loaded.
 *
 * @throws HeliconError what `openSource` throws
 */
export async function lookAtSource(spec: SourceSpec): Promise<FoundData> {
  // Positives and what stands against them are two classes, whatever is in the files.
  if (spec.positives && spec.length !== undefined) return { kind: 'binary', outputs: 1, length: spec.length }
  const { stream } = await openSource(spec)
  const { labels, outputs } = stream
  const length = spec.length ?? (await firstLength(stream.pieces()))
  return { kind: labels.kind, outputs, ...(length !== undefined && { length }) }
}

async function firstLength(pieces: AsyncIterable<{ readonly sequences: Parameters<typeof uniformLength>[0] }>) {
  for await (const { sequences } of pieces) if (sequences.ids.length > 0) return uniformLength(sequences)
  return undefined
}
