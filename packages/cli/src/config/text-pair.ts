import { HeliconError, type Language } from '@helicon/core'

/** A piece of a message in both languages. */
export type TextPair = Readonly<Record<Language, string>>

/** The text of an error in both languages, to stand inside another message. */
export function errorTexts(error: unknown): TextPair {
  if (error instanceof HeliconError) return { en: error.text('en'), ko: error.text('ko') }
  const text = error instanceof Error ? error.message : String(error)
  return { en: text, ko: text }
}
