import { element, type Markup } from '../core/markup.js'
import type { ScoreHistogram, ThresholdErrors } from './curve-data.js'
import { emptyFigure, type Figure, figureSvg, type SeriesStyle } from './figure.js'
import { countText, scoreText } from './number-text.js'
import { drawLine, makePlot, path } from './plot.js'
import { niceDomain, niceTicks } from './scale.js'
import type { FigureTexts } from './texts/figures-en.js'
import type { Point } from './thin-line.js'

const NEGATIVE: SeriesStyle = { name: 'series-1', color: '#0072b2', dash: undefined, marker: 'circle' }
const POSITIVE: SeriesStyle = { name: 'series-2', color: '#c34a00', dash: '6 3', marker: 'square' }

/** How the scores of both classes are spread, each as shares of its class: positives are often few. */
export function scoreFigure(histogram: ScoreHistogram, words: FigureTexts): Figure {
  const { title, x, y, negative, positive, range, description, empty } = words.scores
  const totals = { negatives: sum(histogram.negatives), positives: sum(histogram.positives) }
  if (totals.negatives + totals.positives === 0) return emptyFigure(title, empty)
  const sides = [
    { counts: histogram.negatives, total: totals.negatives, style: NEGATIVE, name: negative },
    { counts: histogram.positives, total: totals.positives, style: POSITIVE, name: positive },
  ].map((side) => ({ ...side, shares: side.counts.map((count) => count / Math.max(1, side.total)) }))
  const yDomain = niceDomain([0, Math.max(...sides.flatMap(({ shares }) => shares))])
  const plot = makePlot({
    x: { domain: [histogram.low, histogram.high], name: x },
    y: { domain: yDomain, name: y, ticks: niceTicks(yDomain) },
    legend: sides.map(({ style, name, total }) => ({ text: name(countText(total)), style, kind: 'area' })),
  })
  const bins = histogram.negatives.length
  const edge = (bin: number) => histogram.low + ((histogram.high - histogram.low) * bin) / bins
  const svg = figureSvg(
    { title, description },
    plot.frame,
    ...sides.map(({ shares, style }) => {
      const steps = shares.flatMap((share, bin): Point[] => [
        [plot.x(edge(bin)), plot.y(share)],
        [plot.x(edge(bin + 1)), plot.y(share)],
      ])
      return area(steps, plot.area.bottom, style) + drawLine(steps, style, 1.8)
    }),
  )
  const table = {
    head: [range, ...sides.map(({ name, total }) => name(countText(total)))],
    rows: histogram.negatives.map((count, bin) => [
      `${edgeText(edge(bin))} – ${edgeText(edge(bin + 1))}`,
      countText(count),
      countText(histogram.positives[bin] ?? 0),
    ]),
  }
  return { title, svg, table }
}

/** Both kinds of errors by threshold: what one gains in the one it pays in the other. */
export function errorFigure(rates: ThresholdErrors | null, words: FigureTexts): Figure {
  const { title, x, y, typeOne, typeTwo, description, empty } = words.errors
  if (rates === null) return emptyFigure(title, empty)
  const { low, high, falsePositiveRate, falseNegativeRate } = rates
  const plot = makePlot({
    x: { domain: [low, high], name: x },
    y: { domain: [0, 1], name: y },
    legend: [
      { text: typeOne, style: NEGATIVE },
      { text: typeTwo, style: POSITIVE },
    ],
  })
  const threshold = (step: number) => low + ((high - low) * step) / Math.max(1, falsePositiveRate.length - 1)
  const line = (values: readonly number[]) =>
    values.map((value, step): Point => [plot.x(threshold(step)), plot.y(value)])
  const svg = figureSvg(
    { title, description },
    plot.frame,
    drawLine(line(falsePositiveRate), NEGATIVE),
    drawLine(line(falseNegativeRate), POSITIVE),
  )
  const rows = falsePositiveRate
    .map((rate, step) => [edgeText(threshold(step)), scoreText(rate), scoreText(falseNegativeRate[step])])
    .filter((_, step) => step % 5 === 0)
  return { title, svg, table: { head: [x, typeOne, typeTwo], rows } }
}

function area(steps: readonly Point[], bottom: number, style: SeriesStyle): Markup {
  const [first, last] = [steps[0], steps.at(-1)]
  if (!first || !last) return ''
  return element('path', {
    class: `${style.name}-area`,
    d: `M${path([first[0], bottom])}L${steps.map(path).join('L')}L${path([last[0], bottom])}Z`,
    fill: style.color,
    'fill-opacity': 0.22,
  })
}

function edgeText(value: number): string {
  return String(Number(value.toPrecision(3)))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
