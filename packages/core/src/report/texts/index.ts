import type { Language } from '../../core/errors.js'
import { type FigureTexts, figuresEn } from './figures-en.js'
import { figuresKo } from './figures-ko.js'
import { type ReportTexts, reportEn } from './report-en.js'
import { reportKo } from './report-ko.js'

export type { FigureTexts }

/** The texts of the figures in one language. */
export function figureTexts(language: Language): FigureTexts {
  return language === 'ko' ? figuresKo : figuresEn
}

/** The texts of the report in one language. */
export function reportTexts(language: Language): ReportTexts {
  return language === 'ko' ? reportKo : reportEn
}
