import type { Language } from '@helicon/core'
import { en } from './en.js'
import { ko } from './ko.js'

/** The texts of the command line in one language. */
export type Texts = typeof en

export function textsIn(language: Language): Texts {
  return language === 'ko' ? ko : en
}
