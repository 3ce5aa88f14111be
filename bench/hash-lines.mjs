import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'

/** SHA-256 of a text file without its first lines and without carriage returns or blanks at the ends of lines. */
export function hashLines(path, skippedLines) {
  const file = openSync(path, 'r')
  try {
    const hash = createHash('sha256')
    const buffer = Buffer.alloc(1 << 20)
    let skipped = 0
    let rest = ''
    for (;;) {
      const count = readSync(file, buffer)
      if (count === 0) break
      const lines = (rest + buffer.toString('latin1', 0, count)).split('\n')
      rest = lines.pop() ?? ''
      const kept = lines.slice(Math.max(0, skippedLines - skipped))
      skipped += lines.length - kept.length
      if (kept.length > 0) hash.update(`${kept.map((line) => line.trimEnd()).join('\n')}\n`)
    }
    return hash.update(rest).digest('hex')
  } finally {
    closeSync(file)
  }
}
