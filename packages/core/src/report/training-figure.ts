import { element } from '../core/markup.js'
import { emptyFigure, FIGURE_HEIGHT, type Figure, figureSvg, label, SERIES, type SeriesStyle } from './figure.js'
import { scoreText } from './number-text.js'
import { drawGuide, drawLine, drawMarker, makePlot, type Plot } from './plot.js'
import { domainOf, niceDomain, niceTicks, wholeTicks } from './scale.js'
import type { FigureTexts } from './texts/figures-en.js'
import { type Point, thinLine } from './thin-line.js'

/** One column of a training's history, on the training and on the validation records. */
export interface TrainingSeries {
  /** What the column is called, such as `loss` or `ROC-AUC`. */
  readonly name: string
  readonly epochs: readonly number[]
  /** A value an epoch; null where it was not computed or is undefined, NaN where training broke down. */
  readonly train: readonly (number | null)[]
  readonly validation?: readonly (number | null)[]
  /** The epoch whose weights were kept. */
  readonly best?: number | undefined
}

/** Points are drawn where there are so few that a line alone would hide how often it was measured. */
const MOST_MARKERS = 30
/** Of more epochs the table has evenly chosen ones; history.csv has all. */
const MOST_ROWS = 200

/** A value by epoch: one line for the training records, a dashed one for validation. */
export function trainingFigure(series: TrainingSeries, words: FigureTexts): Figure {
  const { name, epochs, best } = series
  const title = words.training.title(name)
  const lines = (['train', 'validation'] as const).flatMap((part) => {
    const values = series[part]
    return values === undefined ? [] : [{ part, values, points: pointsOf(epochs, values), style: SERIES[part] }]
  })
  const drawn = lines.filter(({ points }) => points.length > 0)
  const broken = lines.flatMap(({ values }) => values.filter((value) => value !== null && !isDrawable(value)))
  const note = broken.length === 0 ? undefined : words.training.notFinite(broken.length)
  const table = tableOf(series, words)
  if (drawn.length === 0)
    return { ...emptyFigure(title, [words.training.empty(name), note].filter((text) => text).join(' ')), table }
  const xDomain = domainOf([...epochs, ...(epochs.length === 1 ? [0, (epochs[0] ?? 0) * 2] : [])])
  const yDomain = niceDomain(domainOf(drawn.flatMap(({ points }) => points.map(([, y]) => y))))
  const plot = makePlot({
    x: { domain: xDomain, name: words.epoch, ticks: wholeTicks(xDomain) },
    y: { domain: yDomain, name, ticks: niceTicks(yDomain) },
    legend: drawn.map(({ part, style }) => ({
      text: words.parts[part],
      style,
      kind: epochs.length <= MOST_MARKERS ? 'point' : 'line',
    })),
    height: note === undefined ? FIGURE_HEIGHT : FIGURE_HEIGHT + 18,
  })
  const described = drawn.map(({ part, points }) =>
    words.training.line(words.parts[part], scoreText(points[0]?.[1]), scoreText(points.at(-1)?.[1])),
  )
  const svg = figureSvg(
    {
      title,
      description: words.training.description(name, [...described, ...(note ? [`${note}.`] : [])].join(' ')),
      height: note === undefined ? FIGURE_HEIGHT : FIGURE_HEIGHT + 18,
    },
    plot.frame,
    best === undefined || !epochs.includes(best) ? '' : bestEpoch(plot, best, words),
    ...drawn.map(({ points, style }) => drawSeries(plot, points, style)),
    note === undefined ? '' : label(note, plot.area.left + 6, plot.area.top + 14, { muted: true }),
  )
  return { title, svg, table }
}

/** What a training in float32 cannot reach is as good as infinite, and would break the scale. */
function isDrawable(value: number): boolean {
  return Math.abs(value) < 1e100
}

function pointsOf(epochs: readonly number[], values: readonly (number | null)[]): Point[] {
  return epochs.flatMap((epoch, index) => {
    const value = values[index] ?? null
    return value === null || !isDrawable(value) ? [] : [[epoch, value] as const]
  })
}

function drawSeries(plot: Plot, points: readonly Point[], style: SeriesStyle): string {
  const places = thinLine(
    points.map(([x, y]): Point => [plot.x(x), plot.y(y)]),
    0.15,
  )
  const marked = points.length <= MOST_MARKERS ? points : []
  const markers = marked.map(([x, y]) => drawMarker([plot.x(x), plot.y(y)], style, 2.6))
  return element('g', {}, drawLine(places, style), ...markers)
}

function bestEpoch(plot: Plot, epoch: number, words: FigureTexts): string {
  const x = plot.x(epoch)
  const isRight = x > (plot.area.left + plot.area.right) / 2
  return (
    drawGuide([x, plot.area.top], [x, plot.area.bottom]) +
    label(words.best(epoch), x + (isRight ? -5 : 5), plot.area.bottom - 8, {
      anchor: isRight ? 'end' : 'start',
      muted: true,
      size: 11,
    })
  )
}

function tableOf({ epochs, train, validation }: TrainingSeries, words: FigureTexts) {
  const every = Math.ceil(epochs.length / MOST_ROWS)
  return {
    head: [words.epoch, words.parts.train, ...(validation ? [words.parts.validation] : [])],
    rows: epochs
      .map((epoch, index) => [
        String(epoch),
        scoreText(train[index]),
        ...(validation ? [scoreText(validation[index])] : []),
      ])
      .filter((_, index) => index % every === 0 || index === epochs.length - 1),
  }
}
