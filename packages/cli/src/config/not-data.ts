import { HeliconError } from '@helicon/core'
import type { TextPair } from './text-pair.js'

/** By the first bytes. */
const MAGIC: readonly (readonly [readonly number[], TextPair])[] = [
  [[0x1f, 0x8b], { en: 'a gzip file', ko: 'gzip 파일' }],
  [[0x50, 0x4b, 0x03, 0x04], { en: 'a zip archive (.npz)', ko: 'zip 압축 파일(.npz)' }],
  [[0x43, 0x27, 0x41, 0x1a], { en: '2bit', ko: '2bit' }],
  [[0x1a, 0x41, 0x27, 0x43], { en: '2bit', ko: '2bit' }],
]

/** By the first line that is no remark; a configuration has none of them there. */
const FIRST_LINES: readonly (readonly [RegExp, TextPair])[] = [
  [/^>/, { en: 'FASTA', ko: 'FASTA' }],
  [/^@/, { en: 'FASTQ', ko: 'FASTQ' }],
  // Columns, and no key: after that one there is a colon with a space or nothing behind it.
  [/^(?![\s{[-])(?!.*:(\s|$)).*(\t|,(?=\S))/, { en: 'a table', ko: '표' }],
]

/** The start of a file is enough to see what it is. */
const LOOKED_AT = 65536

/**
 * What was meant for `data` of a configuration is not read as one.
 * @throws HeliconError `CONFIG_IS_DATA`
 */
export function requireNotData(bytes: Uint8Array, file: string): void {
  const magic = MAGIC.find(([start]) => start.every((byte, index) => bytes[index] === byte))
  const lines = new TextDecoder().decode(bytes.subarray(0, LOOKED_AT)).split(/\r?\n/)
  const first = lines.find((line) => line.trim() !== '' && !line.startsWith('#')) ?? ''
  const looks = (magic ?? FIRST_LINES.find(([pattern]) => pattern.test(first)))?.[1]
  if (looks !== undefined) throw new HeliconError('CONFIG_IS_DATA', { file, looks })
}
