import type { PickleMachine } from './machine.js'

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
/** Digits of the longest number: enough for 256-bit integers, too few to make reading them slow. */
const DIGIT_LIMIT = 80

/** UTF-8 as text. Short ASCII, which ids are, does not take the way through the decoder. */
export function decodeText(m: PickleMachine, bytes: Uint8Array): string {
  // Spread into one call, which makes a flat string; adding characters up would make a chain of pieces.
  if (bytes.length <= 32 && bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...bytes)
  return decodeUtf8(m, bytes)
}

function decodeUtf8(m: PickleMachine, bytes: Uint8Array): string {
  try {
    return UTF8.decode(bytes)
  } catch {
    throw m.invalid('text')
  }
}

/** Python 2's byte strings: one character a byte. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096) text += String.fromCharCode(...bytes.subarray(at, at + 4096))
  return text
}

/** The bytes that a `latin1` text stands for. Undefined where it holds other characters. */
export function bytesFromLatin1(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0xff) return undefined
    bytes[i] = code
  }
  return bytes
}

/** A number in decimal; `00` and `01` are how protocol 1 writes False and True, and `L` ends Python 2's longs. */
export function pushDecimal(m: PickleMachine, line: string): void {
  if (line === '00' || line === '01') {
    m.push(line === '01')
    return
  }
  const digits = line.endsWith('L') ? line.slice(0, -1) : line
  if (digits.length > DIGIT_LIMIT || !/^[+-]?\d+$/.test(digits)) throw m.invalid('number')
  m.push(numberOrBig(BigInt(digits)))
}

export function pushFloat(m: PickleMachine, line: string): void {
  const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity }
  const value = special[line] ?? Number(line)
  if (line.length > DIGIT_LIMIT || line.trim() === '' || (Number.isNaN(value) && line !== 'nan'))
    throw m.invalid('number')
  m.push(value)
}

/** A whole number as little-endian two's complement of any length. */
export function pushLong(m: PickleMachine, bytes: Uint8Array): void {
  let value = 0n
  for (const byte of [...bytes].reverse()) value = value * 256n + BigInt(byte)
  m.push(numberOrBig(bytes.length === 0 ? 0n : BigInt.asIntN(8 * bytes.length, value)))
}

function numberOrBig(value: bigint): number | bigint {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

/**
 * The texts of protocol 0, ASCII with escapes: `STRING` in Python's quotes (a byte string), `UNICODE` bare
 * (raw-unicode-escape).
 */
export function pythonText(m: PickleMachine, line: string, quoted: boolean): string {
  if (!quoted) return unescapeText(m, line, /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g)
  const quote = line[0]
  if (line.length < 2 || (quote !== "'" && quote !== '"') || !line.endsWith(quote)) throw m.invalid('text')
  return unescapeText(m, line.slice(1, -1), /\\x([0-9a-fA-F]{2})|\\(.)/g)
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '0': '\0',
}

function unescapeText(m: PickleMachine, text: string, escapes: RegExp): string {
  return text.replace(escapes, (_, first: string | undefined, second: string | undefined) => {
    const code = first ?? (second?.length === 8 ? second : undefined)
    if (code !== undefined) {
      const point = Number.parseInt(code, 16)
      if (point > 0x10ffff) throw m.invalid('text')
      return String.fromCodePoint(point)
    }
    const plain = ESCAPES[second ?? '']
    if (plain === undefined) throw m.invalid('text')
    return plain
  })
}
