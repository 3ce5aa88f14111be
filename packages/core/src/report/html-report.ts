import type { Language } from '../core/errors.js'
import { element, type Markup, textElement } from '../core/markup.js'
import type { SectionContext } from './page-parts.js'
import { PAGE_STYLE, PAGE_STYLE_HASH } from './page-style.js'
import type { ReportData } from './report-data.js'
import { baselineSection, filterSection, thresholdSection } from './sections/comparison.js'
import {
  calibrationSection,
  confusionSection,
  rankingSection,
  scatterSection,
  trainingSection,
} from './sections/curves.js'
import { resultsSection, runSection } from './sections/overview.js'
import { dataSection, modelSection, repeatSection } from './sections/record.js'
import { figureTexts, reportTexts } from './texts/index.js'

export interface HtmlReportOptions {
  /** The language that is shown first; the other one is a switch away. */
  readonly language: Language
}

const LANGUAGES = ['en', 'ko'] as const

/** Nothing is loaded from anywhere, no script runs, and no style but the page's own holds. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${PAGE_STYLE_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/**
 * A run as one HTML file that needs nothing else: results in plain words and in numbers, figures with their tables, the
 * data and how to repeat it, in English and Korean. The same data give the same bytes. What is absent is left out; texts
 * from outside are escaped.
 */
export function htmlReport(data: ReportData, { language }: HtmlReportOptions): string {
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('meta', { name: 'generator', content: `Helicon ${data.versions.helicon}` }),
    // A browser asks the server of a page for an icon unless it has one.
    element('link', { rel: 'icon', href: 'data:,' }),
    textElement('title', reportTexts(language).title(data.name)),
    element('style', {}, PAGE_STYLE),
  )
  const switches = LANGUAGES.map((name) => languageSwitch(name, name === language))
  const texts = LANGUAGES.map((name) => reportIn(name, data))
  const body = element('body', {}, element('main', {}, ...switches, ...texts))
  return `<!doctype html>\n${element('html', { lang: language }, head, body)}\n`
}

/** Radio buttons and a rule of style: the switch works where scripts do not run. */
function languageSwitch(language: Language, checked: boolean): Markup {
  const id = `language-${language}`
  const name = { en: 'English', ko: '한국어' }[language]
  return (
    element('input', { type: 'radio', class: 'language', name: 'language', id, checked, autocomplete: 'off' }) +
    textElement('label', name, { for: id, lang: language })
  )
}

const SECTIONS: readonly ((context: SectionContext) => Markup)[] = [
  resultsSection,
  runSection,
  trainingSection,
  rankingSection,
  confusionSection,
  thresholdSection,
  calibrationSection,
  scatterSection,
  baselineSection,
  filterSection,
  dataSection,
  modelSection,
  repeatSection,
]

function reportIn(language: Language, data: ReportData): Markup {
  const words = reportTexts(language)
  const context = { data, language, words, figures: figureTexts(language) }
  const content = SECTIONS.map((write) => write(context))
  return element('div', { class: 'report', lang: language }, textElement('h1', data.name), ...content)
}
