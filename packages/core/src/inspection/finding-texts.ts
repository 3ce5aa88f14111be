import type { Language } from '../core/errors.js'
import type { Finding, FindingCode, FindingOf, FindingTexts } from './finding.js'
import { findingTextsEn } from './finding-texts-en.js'
import { findingTextsKo } from './finding-texts-ko.js'

const TEXTS: Readonly<Record<Language, FindingTexts>> = { en: findingTextsEn, ko: findingTextsKo }

/** What a finding says in a language, with the part it is about. */
export function findingText(finding: Finding, language: Language): string {
  return textOf(finding, TEXTS[language])
}

function textOf<C extends FindingCode>(finding: FindingOf<C>, texts: FindingTexts): string {
  return texts[finding.code](finding.details)
}
