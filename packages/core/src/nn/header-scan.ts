/** What `JSON.parse` does not tell: a key given twice, and how deep the text is nested. */
export type HeaderScan =
  | { readonly problem: 'none' }
  | { readonly problem: 'tooDeep' | 'notJson' }
  | { readonly problem: 'duplicate'; readonly key: string; readonly index: number }

const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Walks over a JSON text without building anything from it. `index` is the place of the second key in the text. Texts
 * that are not JSON may pass: `JSON.parse` is to be called after it.
 */
export function scanHeader(text: string, maxDepth: number): HeaderScan {
  /** The keys so far of every object that is open; undefined for a list. */
  const open: (Set<string> | undefined)[] = []
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]
    if (letter === '{' || letter === '[') {
      if (open.length === maxDepth) return { problem: 'tooDeep' }
      open.push(letter === '{' ? new Set() : undefined)
    } else if (letter === '}' || letter === ']') {
      open.pop()
    } else if (letter === '"') {
      const end = stringEnd(text, i)
      if (end < 0) return { problem: 'notJson' }
      const keys = open.at(-1)
      if (keys !== undefined && isKey(text, end)) {
        const key = unescaped(text.slice(i, end))
        if (key === undefined) return { problem: 'notJson' }
        if (keys.has(key)) return { problem: 'duplicate', key, index: i }
        keys.add(key)
      }
      i = end - 1
    }
  }
  return { problem: 'none' }
}

/** Index after the closing quote of the string that begins at `start`, or -1. */
function stringEnd(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === BACKSLASH) i++
    else if (code === QUOTE) return i + 1
  }
  return -1
}

function isKey(text: string, end: number): boolean {
  let i = end
  while (i < text.length && /\s/.test(text[i] ?? '')) i++
  return text[i] === ':'
}

function unescaped(token: string): string | undefined {
  try {
    const value: unknown = JSON.parse(token)
    return typeof value === 'string' ? value : undefined
  } catch {
    return undefined
  }
}
