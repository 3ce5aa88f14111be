import { existsSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A folder for a new run: `runs/NAME-2026-01-31-154501`, local time. Only letters, digits, `.`, `_` and `-` of the name are kept,
 * so that it is one plain folder name on every system.
 */
export function runName(name: string, now: Date = new Date()): string {
  const plain =
    name
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[.-]+/, '') || 'run'
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
  const folder = join('runs', `${plain}-${day}-${time}`)
  for (let number = 2; ; number++) {
    const candidate = number === 2 ? folder : `${folder}-${number - 1}`
    if (!existsSync(candidate)) return candidate
  }
}
