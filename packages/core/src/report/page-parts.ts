import type { Language } from '../core/errors.js'
import { element, escapeMarkup, type Markup, textElement } from '../core/markup.js'
import type { Figure, FigureTable } from './figure.js'
import type { ReportData } from './report-data.js'
import type { FigureTexts } from './texts/figures-en.js'
import type { ReportTexts } from './texts/report-en.js'

/** What every section is written from. */
export interface SectionContext {
  readonly data: ReportData
  readonly language: Language
  readonly words: ReportTexts
  readonly figures: FigureTexts
}

/** A cell of a table: text, or markup that is escaped already. */
export type Cell = string | { readonly markup: Markup }

/** A section under a heading; nothing where it has no content. */
export function section(heading: string, ...content: readonly Markup[]): Markup {
  const inner = content.join('')
  return inner === '' ? '' : element('section', {}, textElement('h2', heading), inner)
}

export function paragraph(text: string): Markup {
  return textElement('p', text)
}

/**
 * A table in a frame that scrolls sideways on a narrow screen, and by keyboard.
 *
 * @param name what a screen reader calls it
 * @param numbers columns from this one on are aligned right; default: all but the first
 */
export function table(
  name: string,
  head: readonly string[],
  rows: readonly (readonly Cell[])[],
  words: ReportTexts,
  numbers = 1,
): Markup {
  const className = (column: number) => (column >= numbers ? 'number' : undefined)
  const headRow = head.map((text, column) => textElement('th', text, { scope: 'col', class: className(column) }))
  const bodyRows = rows.map((row) =>
    element(
      'tr',
      {},
      ...row.map((cell, column) => {
        const content = typeof cell === 'string' ? escapeMarkup(cell) : cell.markup
        return column === 0
          ? element('th', { scope: 'row' }, content)
          : element('td', { class: className(column) }, content)
      }),
    ),
  )
  const inner = element(
    'table',
    {},
    head.length === 0 ? '' : element('thead', {}, element('tr', {}, ...headRow)),
    element('tbody', {}, ...bodyRows),
  )
  return element('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': words.scrollable(name) }, inner)
}

/** A figure under its title, with the numbers behind it. */
export function figureBlock(figure: Figure, words: ReportTexts, title = figure.title): Markup {
  return element(
    'figure',
    {},
    textElement('figcaption', title),
    figure.svg,
    figure.table.rows.length === 0 ? '' : details(words.figureTable, figureTable(figure.table, title, words)),
  )
}

/** Figures beside each other where there is room. */
export function figureGrid(...blocks: readonly Markup[]): Markup {
  const inner = blocks.join('')
  return inner === '' ? '' : element('div', { class: 'figures' }, inner)
}

export function details(summary: string, content: Markup): Markup {
  return element('details', {}, textElement('summary', summary), content)
}

/** Names and values below each other. */
export function facts(rows: readonly (readonly [string, Cell])[]): Markup {
  const pairs = rows.map(
    ([name, value]) =>
      textElement('dt', name) + element('dd', {}, typeof value === 'string' ? escapeMarkup(value) : value.markup),
  )
  return element('dl', {}, ...pairs)
}

/** Text as a program takes or gives it. */
export function code(text: string): { readonly markup: Markup } {
  return { markup: textElement('code', text) }
}

/** Several lines of it, which scroll sideways where they are long. */
export function codeBlock(text: string, name: string, words: ReportTexts): Markup {
  return element(
    'pre',
    { tabindex: '0', role: 'region', 'aria-label': words.scrollable(name) },
    textElement('code', text),
  )
}

function figureTable({ head, rows }: FigureTable, title: string, words: ReportTexts): Markup {
  return table(title, head, rows, words)
}
