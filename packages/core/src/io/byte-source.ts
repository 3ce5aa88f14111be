/** Bytes from somewhere: a file on disk, a browser's File, memory. `name` is for messages. */
export interface ByteSource {
  readonly name: string
  /** Size in bytes where it is known. */
  readonly size?: number
  /** The bytes from the start, in chunks. May be called again for a fresh stream. */
  stream(): AsyncIterable<Uint8Array>
}

/** A file of which any stretch of bytes can be had: a file on disk, a browser's File, memory. */
export interface RandomAccessSource {
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** The bytes [start, end), 0 <= start <= end <= size. */
  read(start: number, end: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** A folder to read from. Names are plain file names, never paths. */
export interface SourceFolder {
  readonly name: string
  list(): Promise<readonly string[]>
  /** The file of this name, or undefined where there is none. */
  open(fileName: string): Promise<ByteSource | undefined>
}

/** A folder to write into. A file appears complete or not at all. */
export interface TargetFolder {
  readonly name: string
  writeFile(fileName: string, chunks: AsyncIterable<Uint8Array> | Uint8Array): Promise<void>
  /** Removes the file of this name; where there is none, nothing happens. */
  removeFile(fileName: string): Promise<void>
}

/** What the platform does better than portable code: DEFLATE in its two wrappings, checked to the end. */
export interface Compression {
  /**
   * Decompresses a stream of one or many gzip members, or one zlib stream. Checks CRC or Adler and that the stream is
   * complete; throws `HeliconError` naming `name` and the byte.
   */
  decompress(
    chunks: AsyncIterable<Uint8Array>,
    format: 'gzip' | 'zlib' | 'deflate-raw',
    name: string,
  ): AsyncIterable<Uint8Array>
  compress(
    chunks: AsyncIterable<Uint8Array>,
    format: 'gzip' | 'zlib' | 'deflate-raw',
    level?: number,
  ): AsyncIterable<Uint8Array>
}
