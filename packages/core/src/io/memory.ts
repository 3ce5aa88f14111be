import type { ByteSource, SourceFolder, TargetFolder } from './byte-source.js'
import { chunksOf, collectBytes } from './bytes.js'

/** Bytes in memory as a source, for tests and for what a browser hands over. */
export function memorySource(name: string, bytes: Uint8Array): ByteSource {
  return { name, size: bytes.length, stream: () => chunksOf(bytes) }
}

/** A folder in memory: files by name, to read from and to write into. */
export function memoryFolder(name: string, files: Map<string, Uint8Array> = new Map()): SourceFolder & TargetFolder {
  return {
    name,
    list: async () => [...files.keys()],
    open: async (fileName) => {
      const bytes = files.get(fileName)
      return bytes === undefined ? undefined : memorySource(`${name}/${fileName}`, bytes)
    },
    writeFile: async (fileName, chunks) => {
      // A copy: the writer may go on using its buffer.
      files.set(fileName, (chunks instanceof Uint8Array ? chunks : await collectBytes(chunks)).slice())
    },
    removeFile: async (fileName) => {
      files.delete(fileName)
    },
  }
}
