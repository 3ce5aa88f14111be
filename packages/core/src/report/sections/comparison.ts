import { element, type Markup } from '../../core/markup.js'
import type { MetricName } from '../../metrics/index.js'
import { degenerateConsensus, type Ppm, sequenceLogo } from '../../motif/index.js'
import { type ComparedScore, comparisonFigure } from '../comparison-figure.js'
import { judgedEvaluation, judgedPart } from '../judged-part.js'
import { countText, scoreText } from '../number-text.js'
import { type Cell, figureBlock, figureGrid, paragraph, type SectionContext, section, table } from '../page-parts.js'
import { baselineName } from '../remarks.js'
import type { ReportFilter } from '../report-data.js'

/** Type I and type II errors at the thresholds of the evaluation. */
export function thresholdSection({ data, words }: SectionContext): Markup {
  const rows = judgedEvaluation(data)?.thresholds ?? []
  const part = judgedPart(data)
  if (rows.length === 0 || part === undefined) return ''
  const { thresholds, metrics } = words
  const head = [
    thresholds.threshold,
    thresholds.why,
    thresholds.typeOne,
    thresholds.typeTwo,
    metrics.precision,
    metrics.recall,
    metrics.f1,
    thresholds.called,
  ]
  const body = rows.map((row) => [
    String(Number(row.threshold.toPrecision(4))),
    thresholds.reasons[row.reason],
    scoreText(row.falsePositiveRate),
    scoreText(row.falseNegativeRate),
    scoreText(row.precision),
    scoreText(row.recall),
    scoreText(row.f1),
    countText(row.calledPositive),
  ])
  const name = `${thresholds.heading} (${words.parts[part]})`
  return section(thresholds.heading, paragraph(thresholds.text), table(name, head, body, words, 2))
}

/** The network beside simple methods on the same records. */
export function baselineSection({ data, words, figures }: SectionContext): Markup {
  const { baselines = [] } = data
  const evaluation = judgedEvaluation(data)
  if (baselines.length === 0 || evaluation === undefined) return ''
  const methods = [
    {
      name: words.baselines.network,
      metrics: evaluation.metrics,
      intervals: evaluation.intervals,
      detail: undefined,
      isNetwork: true,
    },
    ...baselines.map((baseline) => ({
      ...baseline,
      name: baselineName(baseline.name, words),
      isNetwork: false,
    })),
  ]
  const shown: readonly MetricName[] = ['rocAuc', 'averagePrecision', 'accuracy', 'pearson', 'meanSquaredError']
  const names = shown.filter((name) => methods.some(({ metrics }) => typeof metrics[name] === 'number'))
  const drawn = names.slice(0, 2).map((name) => {
    const scores = methods.map(({ name: method, metrics, intervals, isNetwork }): ComparedScore => {
      const { low, high } = intervals?.[name] ?? {}
      return { name: method, value: metrics[name] ?? null, low, high, isNetwork }
    })
    return figureBlock(comparisonFigure(words.metrics[name], scores, figures), words)
  })
  const rows = methods.map(({ name, metrics, detail }) => [
    detail === undefined ? name : `${name}: ${detail}`,
    ...names.map((metric) => scoreText(metrics[metric])),
  ])
  const head = [words.baselines.name, ...names.map((name) => words.metrics[name])]
  return section(
    words.baselines.heading,
    paragraph(words.baselines.text),
    table(words.baselines.heading, head, rows, words),
    figureGrid(...drawn),
  )
}

/** So many logos are looked at, and stay well under the size of a page. */
const MOST_LOGOS = 32

/** The filters of the first layer as motifs: logos, and a table of all with their matches. */
export function filterSection(context: SectionContext): Markup {
  const { data, words } = context
  const { filters = [] } = data
  if (filters.length === 0) return ''
  const isMatched = filters.some((filter) => filter.match !== undefined)
  const withLogo = filters.filter(({ probabilities }) => probabilities.length > 0)
  const shown = [...withLogo]
    .sort((a, b) => b.sites - a.sites || a.index - b.index)
    .slice(0, MOST_LOGOS)
    .sort((a, b) => a.index - b.index)
  const logos = shown.map((filter) => element('li', {}, filterLogo(filter, context)))
  const rows = filters.map((filter): Cell[] => [
    String(filter.index),
    countText(filter.sites),
    filter.probabilities.length === 0 ? words.filters.tooFew : degenerateConsensus(ppmOf(filter)),
    ...(isMatched
      ? [filter.match === undefined ? '–' : motifName(filter.match), scoreText(filter.match?.correlation)]
      : []),
  ])
  const { filter, sites, consensus, match, correlation } = words.filters
  return section(
    words.filters.heading,
    paragraph(isMatched ? `${words.filters.text} ${words.filters.matched}` : words.filters.text),
    withLogo.length > shown.length ? paragraph(words.filters.more(shown.length, filters.length)) : '',
    logos.length === 0 ? '' : element('ul', { class: 'logos' }, ...logos),
    table(words.filters.heading, [filter, sites, consensus, ...(isMatched ? [match, correlation] : [])], rows, words),
  )
}

function filterLogo(filter: ReportFilter, { figures, words, language }: SectionContext): Markup {
  const matrix = ppmOf(filter)
  const consensus = degenerateConsensus(matrix)
  const title = figures.logo.title(filter.index, consensus)
  const logo = sequenceLogo(matrix, {
    title,
    description: figures.logo.description(countText(filter.sites), consensus),
    axisName: figures.logo.bits,
    idPrefix: `filter-${filter.index}-${language}-`,
  })
  const match =
    filter.match && `${words.filters.match}: ${motifName(filter.match)} (${scoreText(filter.match.correlation)})`
  const texts = [title, `${words.filters.sites}: ${countText(filter.sites)}`, ...(match ? [match] : [])]
  return logo + texts.map((text) => paragraph(text)).join('')
}

function ppmOf({ index, probabilities }: ReportFilter): Ppm {
  const values = Float64Array.from(probabilities)
  return { kind: 'probabilities', id: `filter ${index}`, name: '', length: Math.floor(values.length / 4), values }
}

function motifName({ id, name }: { readonly id: string; readonly name: string }): string {
  return name === '' || name === id ? id : `${id} ${name}`
}
