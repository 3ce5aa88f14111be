import { element } from '../core/markup.js'
import type { ScatterData } from './curve-data.js'
import { emptyFigure, type Figure, figureSvg, label, SERIES } from './figure.js'
import { countText, scoreText } from './number-text.js'
import { drawGuide, makePlot, path } from './plot.js'
import { domainOf, niceDomain, niceTicks } from './scale.js'
import type { FigureTexts } from './texts/figures-en.js'

const SQUARE = 380
/** Values by which the table reads off the cloud. */
const TABLE_ROWS = 20

/** Predicted against true values on equal scales, with the diagonal of perfect predictions. */
export function scatterFigure(data: ScatterData, words: FigureTexts): Figure {
  const { title, x, y, equal, description, empty } = words.scatter
  const points = data.points.filter(([a, b]) => Number.isFinite(a) && Number.isFinite(b))
  if (points.length === 0) return emptyFigure(title, empty)
  const domain = niceDomain(domainOf(points.flat()))
  const ticks = niceTicks(domain)
  const plot = makePlot({ x: { domain, name: x, ticks }, y: { domain, name: y, ticks }, height: SQUARE })
  // Lines of no length with round ends are dots, at a third of the bytes of circles.
  const dots = points.map(([a, b]) => `M${path([plot.x(a), plot.y(b)])}h0`).join('')
  const svg = figureSvg(
    { title, description: description(countText(points.length), countText(data.records)), height: SQUARE },
    plot.frame,
    drawGuide([plot.x(domain[0]), plot.y(domain[0])], [plot.x(domain[1]), plot.y(domain[1])]),
    label(equal, plot.area.right - 60, plot.area.top + 24, { anchor: 'end', muted: true, size: 11 }),
    element('path', {
      class: SERIES.train.name,
      d: dots,
      stroke: SERIES.train.color,
      'stroke-width': 4,
      'stroke-linecap': 'round',
      'stroke-opacity': points.length > 200 ? 0.35 : 0.7,
    }),
  )
  const sorted = [...points].sort((a, b) => a[0] - b[0])
  const every = Math.max(1, Math.ceil(sorted.length / TABLE_ROWS))
  const rows = sorted.filter((_, index) => index % every === 0).map(([a, b]) => [scoreText(a), scoreText(b)])
  return { title, svg, table: { head: [x, y], rows } }
}
