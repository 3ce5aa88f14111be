import { extname } from 'node:path'
import { HeliconError } from '@helicon/core'
import { errorTexts } from '../config/text-pair.js'

/** The start of a file is enough to see what it is. */
const LOOKED_AT = 4096

const MAGIC = [
  ['gzip', [0x1f, 0x8b]],
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['hdf5', [0x89, 0x48, 0x44, 0x46]],
] as const

/**
 * Says that a file is no model at all, and what it seems to be, before the reason that the reader of models gave. A file
 * that starts as one and is damaged later keeps the reader's own error.
 */
export function otherFileError(cause: unknown, file: string, bytes: Uint8Array): unknown {
  const start = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const header = bytes.length < 10 ? 0n : start.getBigUint64(0, true)
  const isSafetensors = header >= 2n && header <= BigInt(bytes.length) && bytes[8] === 0x7b
  if (isSafetensors || !(cause instanceof HeliconError) || !cause.code.startsWith('SAFETENSORS_')) return cause
  return new HeliconError(
    'MODEL_FILE_OTHER',
    { file, looks: looksLike(file, bytes), reason: errorTexts(cause) },
    { cause },
  )
}

function looksLike(file: string, bytes: Uint8Array) {
  if (bytes.length === 0) return 'empty'
  for (const [name, magic] of MAGIC) if (magic.every((byte, index) => bytes[index] === byte)) return name
  const text = textOf(bytes.subarray(0, LOOKED_AT))
  if (text === undefined) return 'binary'
  if (/^\s*[{[]/.test(text)) return 'json'
  return /\.ya?ml$/i.test(extname(file)) || /^(data|model|training|name):/m.test(text) ? 'yaml' : 'text'
}

/** undefined where there are bytes that no text has. */
function textOf(bytes: Uint8Array): string | undefined {
  // The last letter may be cut in two: `stream` leaves it out.
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
