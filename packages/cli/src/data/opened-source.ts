import type { ByteSource, DatasetStream } from '@helicon/core'
import type { SourceNote } from '../texts/source-notes.js'

/** Records that are ready to be read, from start to end and as often as wanted. */
export interface OpenedSource {
  readonly stream: DatasetStream
  /** What is to be said of the records, once they have been read: what was left out, cropped, padded. */
  notes(): readonly SourceNote[]
}

export interface OpenOptions {
  /** The bytes at a path; default: the file. Must be readable more than once. */
  readonly input?: ((path: string) => ByteSource) | undefined
  readonly signal?: AbortSignal | undefined
  /** Whether labels are of no interest: they are not read, whatever they are. */
  readonly withoutLabels?: boolean
  /** Bases that the first filters of the network see, see `firstKernelExtent`: shorter records are told of. */
  readonly kernelExtent?: number | undefined
}
