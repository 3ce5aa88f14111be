import { element, type Markup } from '../core/markup.js'
import { emptyFigure, FIGURE_WIDTH, type Figure, figureSvg, label, SERIES, wrapText } from './figure.js'
import { scoreText, tickTexts } from './number-text.js'
import { drawMarker, path } from './plot.js'
import { domainOf, linearScale, niceDomain, niceTicks } from './scale.js'
import type { FigureTexts } from './texts/figures-en.js'

/** A method's score, with the ends of its interval where they are known. */
export interface ComparedScore {
  readonly name: string
  readonly value: number | null
  readonly low?: number | null | undefined
  readonly high?: number | null | undefined
  /** The network that the report is about. */
  readonly isNetwork?: boolean
}

const ROW = 38
const NAMES = 150
const RIGHT = 62

/** A score of several methods as points with their intervals, one below the other. */
export function comparisonFigure(metric: string, scores: readonly ComparedScore[], words: FigureTexts): Figure {
  const title = words.comparison.title(metric)
  const values = scores.flatMap(({ value, low, high }) => [value, low, high]).filter((value) => isNumber(value))
  if (values.length === 0) return emptyFigure(title, words.comparison.empty)
  const domain = niceDomain(domainOf(values))
  const bottom = 14 + ROW * scores.length
  const scale = linearScale(domain, NAMES + 12, FIGURE_WIDTH - RIGHT)
  const ticks = niceTicks(domain, 4)
  const texts = tickTexts(ticks)
  const described = scores.map(({ name, value }) => `${name} ${scoreText(value)}`).join(', ')
  const svg = figureSvg(
    { title, description: words.comparison.description(metric, described), height: bottom + 46 },
    ...ticks.map(
      (tick, index) =>
        element('path', { class: 'grid', d: `M${path([scale(tick), 10])}V${bottom}`, stroke: '#dcdcdc' }) +
        label(texts[index] ?? '', scale(tick), bottom + 16, { anchor: 'middle', size: 11 }),
    ),
    element('path', {
      class: 'axis',
      d: `M${NAMES + 12} ${bottom}H${FIGURE_WIDTH - RIGHT}`,
      stroke: '#333',
      fill: 'none',
    }),
    label(metric, (NAMES + 12 + FIGURE_WIDTH - RIGHT) / 2, bottom + 36, { anchor: 'middle' }),
    ...scores.map((score, index) => drawScore(score, 14 + (index + 0.5) * ROW, scale)),
  )
  const rows = scores.map(({ name, value, low, high }) => [
    name,
    scoreText(value),
    isNumber(low) && isNumber(high) ? `${scoreText(low)} – ${scoreText(high)}` : '',
  ])
  return { title, svg, table: { head: [words.comparison.name, metric, words.comparison.interval], rows } }
}

function drawScore(
  { name, value, low, high, isNetwork = false }: ComparedScore,
  y: number,
  scale: (v: number) => number,
): Markup {
  const style = isNetwork ? SERIES.validation : { ...SERIES.train, dash: undefined }
  const lines = wrapText(name, NAMES - 8).slice(0, 2)
  const texts = lines.map((line, index) =>
    label(line, NAMES, y + 4 + (index - (lines.length - 1) / 2) * 14, { anchor: 'end' }),
  )
  const whisker =
    isNumber(low) && isNumber(high)
      ? element('path', {
          class: style.name,
          d: `M${path([scale(low), y])}H${path([scale(high)])}M${path([scale(low), y - 5])}v10M${path([scale(high), y - 5])}v10`,
          stroke: style.color,
          'stroke-width': 1.6,
          fill: 'none',
        })
      : ''
  const point = isNumber(value) ? drawMarker([scale(value), y], style, 4.4) : ''
  return [...texts, whisker, point, label(scoreText(value), FIGURE_WIDTH - 8, y + 4, { anchor: 'end' })].join('')
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
