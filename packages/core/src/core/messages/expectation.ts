/** What a value must be, so that each language can say it in its own words. */
export type Expectation =
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | {
      readonly kind: 'number'
      readonly min?: number
      readonly above?: number
      readonly max?: number
      readonly below?: number
    }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'boolean' | 'text' | 'name' | 'object' | 'json' }
  | { readonly kind: 'list'; readonly of: Expectation; readonly min?: number; readonly max?: number }
  | { readonly kind: 'anyOf'; readonly of: readonly Expectation[] }
  | ({ readonly kind: 'words' } & Wording)

/** Words in both languages, where no other kind of expectation says it. */
export interface Wording {
  readonly en: string
  readonly ko: string
}

/** A name or a value in a message: as it is, or in words that differ between the languages. */
export function inEnglish(said: unknown): unknown {
  if (said === undefined) return 'absent'
  return isWording(said) ? said.en : said
}

export function inKorean(said: unknown): unknown {
  if (said === undefined) return '(없음)'
  return isWording(said) ? said.ko : said
}

function isWording(said: unknown): said is Wording {
  if (typeof said !== 'object' || said === null || !('en' in said) || !('ko' in said)) return false
  return typeof said.en === 'string' && typeof said.ko === 'string'
}

/** `an integer, at least 1`. */
export function expectedEnglish(expected: Expectation): string {
  switch (expected.kind) {
    case 'integer':
      return joined('an integer', englishLimits(expected))
    case 'number':
      return joined('a finite number', englishLimits(expected))
    case 'oneOf':
      return expected.values.length === 1 ? quoted(expected.values) : `one of ${quoted(expected.values)}`
    case 'boolean':
      return 'true or false'
    case 'text':
      return 'a text'
    case 'name':
      return 'a name of letters, digits, "_", "-" and "." that starts with a letter or digit'
    case 'object':
      return 'an object with keys'
    case 'json':
      return 'a text in JSON'
    case 'list':
      return `a list of ${listSize(expected, (size) => `${size} `)}values, each ${expectedEnglish(expected.of)}`
    case 'anyOf':
      return expected.of.map(expectedEnglish).join(', or ')
    case 'words':
      return expected.en
  }
}

/** `1 이상의 정수`. */
export function expectedKorean(expected: Expectation): string {
  switch (expected.kind) {
    case 'integer':
      return koreanLimits(expected, '정수')
    case 'number':
      return koreanLimits(expected, '유한한 수')
    case 'oneOf':
      return expected.values.length === 1 ? quoted(expected.values) : `다음 중 하나(${quoted(expected.values)})`
    case 'boolean':
      return 'true 또는 false'
    case 'text':
      return '문자열'
    case 'name':
      return '글자나 숫자로 시작하고 글자, 숫자, "_", "-", "."로 이루어진 이름'
    case 'object':
      return '키와 값으로 이루어진 객체'
    case 'json':
      return 'JSON 문자열'
    case 'list':
      return `값${listSize(expected, (size) => ` ${size}개`)}의 목록(각 값: ${expectedKorean(expected.of)})`
    case 'anyOf':
      return expected.of.map(expectedKorean).join(' 또는 ')
    case 'words':
      return expected.ko
  }
}

/** `"a", "b"`. */
export function quoted(words: readonly string[]): string {
  return words.map((word) => JSON.stringify(word)).join(', ')
}

interface Limits {
  readonly min?: number
  readonly above?: number
  readonly max?: number
  readonly below?: number
}

function englishLimits(limits: Limits): string[] {
  if (limits.min !== undefined && limits.min === limits.max) return [`exactly ${limits.min}`]
  const parts: string[] = []
  if (limits.min !== undefined) parts.push(`at least ${limits.min}`)
  if (limits.above !== undefined) parts.push(`greater than ${limits.above}`)
  if (limits.max !== undefined) parts.push(`at most ${limits.max}`)
  if (limits.below !== undefined) parts.push(`less than ${limits.below}`)
  return parts
}

function joined(what: string, limits: readonly string[]): string {
  return limits.length === 0 ? what : `${what}, ${limits.join(' and ')}`
}

function koreanLimits(limits: Limits, noun: string): string {
  if (limits.min !== undefined && limits.min === limits.max) return `${noun} ${limits.min}`
  const parts: string[] = []
  if (limits.min !== undefined) parts.push(`${limits.min} 이상`)
  if (limits.above !== undefined) parts.push(`${limits.above} 초과`)
  if (limits.max !== undefined) parts.push(`${limits.max} 이하`)
  if (limits.below !== undefined) parts.push(`${limits.below} 미만`)
  return parts.length === 0 ? noun : `${parts.join(' ')}의 ${noun}`
}

/** The number of values in a list, where it matters. */
function listSize(limits: Limits, words: (size: string) => string): string {
  const { min = 0, max } = limits
  if (max === undefined) return min === 0 ? '' : words(`${min}+`)
  return words(min === max ? String(min) : `${min}-${max}`)
}
