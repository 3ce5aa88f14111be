import type { ScoreCurves } from './curve-data.js'
import { emptyFigure, type Figure, figureSvg, label, SERIES } from './figure.js'
import { countText, percentText, scoreText } from './number-text.js'
import { drawGuide, drawLine, makePlot, type Plot } from './plot.js'
import type { FigureTexts } from './texts/figures-en.js'
import type { Point } from './thin-line.js'

/** The curves of one question on one part of the data, with the score that stands for them. */
export interface PartCurves {
  readonly part: keyof typeof SERIES
  readonly curves: ScoreCurves
  readonly rocAuc?: number | null | undefined
  readonly averagePrecision?: number | null | undefined
}

const UNIT = [0, 1] as const
const SQUARE = 380
/** Shares at which the table reads off a curve. */
const READ_AT = [0.001, 0.01, 0.05, 0.1, 0.2, 0.5]
const RECALLS = [0.1, 0.25, 0.5, 0.75, 0.9, 1]

/** ROC curves, a line a part of the data, with the diagonal of a guess. */
export function rocFigure(parts: readonly PartCurves[], words: FigureTexts): Figure {
  const { title, x, y, empty, guess, description } = words.roc
  const drawn = parts.flatMap(({ part, curves, rocAuc }) =>
    curves.roc === null ? [] : [{ part, line: curves.roc, score: rocAuc }],
  )
  if (drawn.length === 0) return emptyFigure(title, empty)
  const plot = unitPlot(drawn, x, y, words)
  const areas = drawn.map(({ part, score }) => `${words.parts[part]} ${scoreText(score)}`).join(', ')
  const svg = figureSvg(
    { title, description: description(areas), height: SQUARE },
    plot.frame,
    drawGuide([plot.x(0), plot.y(0)], [plot.x(1), plot.y(1)]),
    label(guess, plot.x(0.62), plot.y(0.56), { muted: true, size: 11 }),
    ...drawn.map(({ part, line }) => drawLine(placed(line, plot), SERIES[part])),
  )
  const table = {
    head: [x, ...drawn.map(({ part }) => `${y}, ${words.parts[part]}`)],
    rows: READ_AT.map((rate) => [String(rate), ...drawn.map(({ line }) => scoreText(valueAt(line, rate)))]),
  }
  return { title, svg, table }
}

/** Precision against recall as steps, with the base rate: what a guess has. */
export function precisionRecallFigure(parts: readonly PartCurves[], words: FigureTexts): Figure {
  const { title, x, y, empty, base, description } = words.precisionRecall
  const drawn = parts.flatMap(({ part, curves, averagePrecision }) =>
    curves.precisionRecall === null ? [] : [{ part, curves, line: curves.precisionRecall, score: averagePrecision }],
  )
  const judged = drawn.at(-1)
  if (judged === undefined) return emptyFigure(title, empty)
  const { positives, negatives } = judged.curves
  const rate = positives / (positives + negatives)
  const plot = unitPlot(drawn, x, y, words)
  const height = plot.y(rate)
  const areas = drawn.map(({ part, score }) => `${words.parts[part]} ${scoreText(score)}`).join(', ')
  const svg = figureSvg(
    { title, description: description(areas, percentText(rate)), height: SQUARE },
    plot.frame,
    drawGuide([plot.area.left, height], [plot.area.right, height]),
    label(base(percentText(rate)), plot.area.left + 6, rate > 0.9 ? height + 15 : height - 6, {
      muted: true,
      size: 11,
    }),
    ...drawn.map(({ part, line }) => drawLine(placed(line, plot), SERIES[part])),
  )
  const table = {
    head: [x, ...drawn.map(({ part }) => `${y}, ${words.parts[part]}`)],
    rows: RECALLS.map((recall) => [String(recall), ...drawn.map(({ line }) => scoreText(precisionAt(line, recall)))]),
  }
  return { title, svg, table }
}

/** How many records the curves rest on, for a caption. */
export function classCountTexts({ positives, negatives }: ScoreCurves): readonly [string, string] {
  return [countText(positives), countText(negatives)]
}

function unitPlot(
  drawn: readonly { readonly part: keyof typeof SERIES; readonly score?: number | null | undefined }[],
  x: string,
  y: string,
  words: FigureTexts,
): Plot {
  const legend = drawn.map(({ part, score }) => ({
    text: `${words.parts[part]} ${scoreText(score)}`,
    style: { ...SERIES[part] },
  }))
  return makePlot({ x: { domain: UNIT, name: x }, y: { domain: UNIT, name: y }, legend, height: SQUARE })
}

function placed(line: readonly Point[], plot: Plot): Point[] {
  return line.map(([x, y]) => [plot.x(x), plot.y(y)])
}

/** The highest value of a rising line up to `x`. */
function valueAt(line: readonly Point[], x: number): number {
  let before: Point = [0, 0]
  for (const point of line) {
    if (point[0] > x) return before[1] + ((point[1] - before[1]) * (x - before[0])) / (point[0] - before[0])
    before = point
  }
  return before[1]
}

/** The precision that holds where this recall is first reached. */
function precisionAt(line: readonly Point[], recall: number): number | undefined {
  return line.find((point) => point[0] >= recall - 1e-9)?.[1] ?? line.at(-1)?.[1]
}
