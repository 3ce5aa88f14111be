import { element, type Markup } from '../core/markup.js'
import type { ConfusionMatrix } from '../metrics/index.js'
import { emptyFigure, FIGURE_WIDTH, type Figure, figureSvg, label, textWidth } from './figure.js'
import { countText, percentText, shortCount } from './number-text.js'
import type { FigureTexts } from './texts/figures-en.js'

const TOP = 56
/** Beside the name of the axis, for the names of the classes. */
const MOST_LEFT = 130
const LEAST_LEFT = 52
/** From so many classes on a cell has no room for its share. */
const NARROW = 5
/** And from so many on none for its count: the table has them. */
const TIGHT = 13
/** Above so many classes a figure and a table of all pairs would fill the report. */
const MOST_CLASSES = 40

/** Records by actual class (row) and predicted class (column); a cell is the darker, the more of its row it holds. */
export function confusionFigure(matrix: ConfusionMatrix, names: readonly string[], words: FigureTexts): Figure {
  const { title, actual, predicted, description, empty } = words.confusion
  const total = matrix.flat().reduce((sum, count) => sum + count, 0)
  if (matrix.length === 0 || total === 0) return emptyFigure(title, empty)
  if (matrix.length > MOST_CLASSES) return emptyFigure(title, words.confusion.tooMany(matrix.length))
  const widest = Math.max(...matrix.map((_, index) => textWidth(names[index] ?? String(index))))
  const left = Math.min(MOST_LEFT, Math.max(LEAST_LEFT, widest + 40))
  const side = FIGURE_WIDTH - left - 16
  const right = matrix.reduce((sum, row, index) => sum + (row[index] ?? 0), 0)
  const cell = { width: side / matrix.length, height: Math.min(84, Math.max(20, side / matrix.length)) }
  const height = TOP + cell.height * matrix.length + 14
  const room = Math.min(cell.width, 200)
  const body = matrix.flatMap((row, i) => {
    const sum = row.reduce((value, count) => value + count, 0)
    const middle = TOP + (i + 0.5) * cell.height
    const name = label(shortName(names[i] ?? String(i), left - 30), left - 8, middle + 4, { anchor: 'end' })
    return [
      name,
      ...row.map((count, j) =>
        drawCell(count, sum === 0 ? 0 : count / sum, matrix.length, {
          x: left + j * cell.width,
          y: TOP + i * cell.height,
          ...cell,
        }),
      ),
    ]
  })
  const columns = matrix.map((_, j) =>
    label(shortName(names[j] ?? String(j), room - 6), left + (j + 0.5) * cell.width, TOP - 8, { anchor: 'middle' }),
  )
  const svg = figureSvg(
    { title, description: description(percentText(right / total), countText(total)), height },
    label(predicted, left + side / 2, 20, { anchor: 'middle' }),
    element(
      'g',
      { transform: `translate(14 ${TOP + (cell.height * matrix.length) / 2}) rotate(-90)` },
      label(actual, 0, 0, { anchor: 'middle' }),
    ),
    ...columns,
    ...body,
  )
  const called = matrix.map((_, j) => words.confusion.column(names[j] ?? String(j)))
  const rows = matrix.map((row, i) => [words.confusion.row(names[i] ?? String(i)), ...row.map(countText)])
  return { title, svg, table: { head: [actual, ...called], rows } }
}

interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

function drawCell(count: number, share: number, classes: number, box: Box): Markup {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  // On the dark half white letters, on the light half dark ones: both have a contrast above 4.5.
  const isDark = share > 0.55
  const text = (value: string, at: number, size: number) =>
    element(
      'text',
      {
        class: isDark ? 'on-dark' : 'on-light',
        x,
        y: at,
        'text-anchor': 'middle',
        'font-size': size,
        fill: isDark ? '#fff' : '#111',
      },
      value,
    )
  const words =
    classes >= TIGHT
      ? ''
      : classes >= NARROW
        ? text(shortCount(count), y + 4, classes > 9 ? 9 : 12)
        : text(countText(count), y, 17) + text(percentText(share), y + 18, 12)
  return (
    element('rect', {
      class: 'cell',
      x: box.x + 1,
      y: box.y + 1,
      width: box.width - 2,
      height: box.height - 2,
      fill: shade(share),
    }) + words
  )
}

/** From near white to a dark blue, in one hue, so that it prints in grey. */
function shade(share: number): string {
  const mix = (from: number, to: number) => Math.round(from + (to - from) * share)
  return `rgb(${mix(232, 8)},${mix(239, 69)},${mix(247, 122)})`
}

/** The start of a name that has room, with an ellipsis. */
function shortName(name: string, room: number): string {
  if (textWidth(name) <= room) return name
  const letters = [...name]
  while (letters.length > 1 && textWidth(`${letters.join('')}…`) > room) letters.pop()
  return `${letters.join('')}…`
}
