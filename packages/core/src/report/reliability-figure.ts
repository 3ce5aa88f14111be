import { element, type Markup } from '../core/markup.js'
import type { ReliabilityBin } from '../metrics/index.js'
import { emptyFigure, type Figure, figureSvg, label, SERIES } from './figure.js'
import { countText, scoreText, shortCount } from './number-text.js'
import { drawGuide, drawLine, drawMarker, makePlot, type Plot } from './plot.js'
import type { FigureTexts } from './texts/figures-en.js'
import type { Point } from './thin-line.js'

const HEIGHT = 380
/** Room for the numbers of records below the curve, above the names of the axis. */
const COUNTS = 50

/** Share of positives by predicted probability, the diagonal of perfect calibration, and the records of each bin. */
export function reliabilityFigure(bins: readonly ReliabilityBin[] | null, words: FigureTexts): Figure {
  const { title, x, y, count, perfect, description, empty } = words.reliability
  if (bins === null || bins.length === 0) return emptyFigure(title, bins === null ? empty : words.scores.empty)
  const plot = makePlot({
    x: { domain: [0, 1], name: x },
    y: { domain: [0, 1], name: y },
    height: HEIGHT - COUNTS,
  })
  const style = { ...SERIES.train, dash: undefined }
  const places = bins.map((bin): Point => [plot.x(bin.meanPrediction), plot.y(bin.positiveFraction)])
  const svg = figureSvg(
    { title, description: description(bins.length), height: HEIGHT },
    plot.frame,
    drawGuide([plot.x(0), plot.y(0)], [plot.x(1), plot.y(1)]),
    label(perfect, plot.x(0.7), plot.y(0.78), { anchor: 'end', muted: true, size: 11 }),
    drawLine(places, style),
    ...places.map((place) => drawMarker(place, style, 3.6)),
    countBars(bins, plot, count),
  )
  const table = {
    head: [x, y, count],
    rows: bins.map((bin) => [scoreText(bin.meanPrediction), scoreText(bin.positiveFraction), countText(bin.count)]),
  }
  return { title, svg, table }
}

/** Bars by the logarithm of their count, since most records are in one bin, with the count above each. */
function countBars(bins: readonly ReliabilityBin[], plot: Plot, name: string): Markup {
  const bottom = HEIGHT - 6
  const most = Math.log10(1 + Math.max(...bins.map((bin) => bin.count)))
  const bars = bins.map((bin) => {
    // A mean on the edge of two bins belongs to the lower one, which holds its upper edge.
    const place = Math.min(9, Math.max(0, Math.ceil(bin.meanPrediction * 10 - 1e-9) - 1))
    const [left, right] = [plot.x(place / 10) + 1.5, plot.x((place + 1) / 10) - 1.5]
    const height = (Math.log10(1 + bin.count) / most) * (COUNTS - 26)
    return (
      element('rect', {
        class: 'bar',
        x: left,
        y: bottom - height,
        width: right - left,
        height,
        fill: '#b9c4cc',
      }) + label(shortCount(bin.count), (left + right) / 2, bottom - height - 3, { anchor: 'middle', size: 10 })
    )
  })
  return element('g', {}, ...bars, label(name, 2, bottom - 4, { size: 10, muted: true }))
}
