import { element, type Markup } from '../core/markup.js'
import { FIGURE_HEIGHT, FIGURE_WIDTH, FONT_SIZE, GRID, INK, label, type SeriesStyle, textWidth } from './figure.js'
import { tickTexts } from './number-text.js'
import { type Domain, linearScale, niceTicks, type Scale } from './scale.js'
import type { Point } from './thin-line.js'

/** One axis: its values, its name and, where round numbers will not do, its ticks. */
export interface Axis {
  readonly domain: Domain
  readonly name: string
  readonly ticks?: readonly number[]
  readonly tickTexts?: readonly string[]
}

export interface PlotOptions {
  readonly x: Axis
  readonly y: Axis
  readonly legend?: readonly LegendEntry[]
  readonly height?: number
}

/** What a style stands for: a piece of `line`, one with its `point`, or an `area`. */
export interface LegendEntry {
  readonly text: string
  readonly style: SeriesStyle
  readonly kind?: 'line' | 'point' | 'area'
}

/** A drawn frame, and where values lie in it. */
export interface Plot {
  readonly frame: Markup
  readonly x: Scale
  readonly y: Scale
  readonly area: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
}

const RIGHT = 16
const BELOW = 46
const ROW = 18

/** Axes with ticks and grid lines, their names, and the legend above. */
export function makePlot({ x, y, legend = [], height = FIGURE_HEIGHT }: PlotOptions): Plot {
  const xTicks = x.ticks ?? niceTicks(x.domain)
  const yTicks = y.ticks ?? niceTicks(y.domain)
  const yTexts = y.tickTexts ?? tickTexts(yTicks)
  const left = 28 + Math.max(0, ...yTexts.map((text) => textWidth(text, FONT_SIZE - 1)))
  const rows = legendRows(legend, FIGURE_WIDTH - left - RIGHT)
  const area = { left, right: FIGURE_WIDTH - RIGHT, top: 12 + rows.length * ROW, bottom: height - BELOW }
  const scaleX = linearScale(x.domain, area.left, area.right)
  const scaleY = linearScale(y.domain, area.bottom, area.top)
  const middle = { x: (area.left + area.right) / 2, y: (area.top + area.bottom) / 2 }
  const frame = [
    ...yTicks.map((tick, index) => yTick(scaleY(tick), yTexts[index] ?? '', area)),
    ...xTickMarks(xTicks, x.tickTexts ?? tickTexts(xTicks), scaleX, area),
    element('path', {
      class: 'axis',
      d: `M${path([area.left, area.top])}V${path([area.bottom])}H${path([area.right])}`,
      stroke: INK,
      fill: 'none',
    }),
    label(x.name, middle.x, height - 8, { anchor: 'middle' }),
    element(
      'g',
      { transform: `translate(14 ${path([middle.y])}) rotate(-90)` },
      label(y.name, 0, 0, { anchor: 'middle' }),
    ),
    ...rows.flatMap((row, index) => row.map((entry) => drawEntry(entry, left, 12 + index * ROW))),
  ].join('')
  return { frame, x: scaleX, y: scaleY, area }
}

/** A line through places of the figure, with the dashes and colour of its style. */
export function drawLine(places: readonly Point[], style: SeriesStyle, width = 2): Markup {
  if (places.length < 2) return ''
  return element('path', {
    class: style.name,
    d: `M${places.map(path).join('L')}`,
    fill: 'none',
    stroke: style.color,
    'stroke-width': width,
    'stroke-dasharray': style.dash,
    'stroke-linejoin': 'round',
  })
}

/** A point in the shape of its style. */
export function drawMarker([x, y]: Point, style: SeriesStyle, size = 3.2): Markup {
  const at = (dx: number, dy: number) => path([x + dx * size, y + dy * size])
  const attributes = { class: `${style.name}-fill`, fill: style.color }
  if (style.marker === 'circle') return element('circle', { ...attributes, cx: x, cy: y, r: size })
  const corners =
    style.marker === 'square'
      ? [at(-0.9, -0.9), at(0.9, -0.9), at(0.9, 0.9), at(-0.9, 0.9)]
      : [at(0, -1.2), at(1.1, 0.8), at(-1.1, 0.8)]
  return element('path', { ...attributes, d: `M${corners.join('L')}Z` })
}

/** A thin helping line, as of a guess or of perfection. */
export function drawGuide(from: Point, to: Point): Markup {
  return element('path', {
    class: 'guide',
    d: `M${path(from)}L${path(to)}`,
    stroke: '#777',
    'stroke-dasharray': '1 3',
    'stroke-width': 1.5,
    'stroke-linecap': 'round',
    fill: 'none',
  })
}

/** Coordinates as a path writes them, to a tenth: a point is not seen finer. */
export function path(coordinates: readonly number[]): string {
  return coordinates.map((value) => String(Number(value.toFixed(1)))).join(' ')
}

function yTick(place: number, text: string, { left, right }: Plot['area']): Markup {
  return (
    element('path', { class: 'grid', d: `M${path([left, place])}H${path([right])}`, stroke: GRID }) +
    label(text, left - 6, place + 4, { anchor: 'end', size: FONT_SIZE - 1 })
  )
}

/** Marks at all ticks; texts where they do not touch the one before. */
function xTickMarks(ticks: readonly number[], texts: readonly string[], scale: Scale, area: Plot['area']): Markup[] {
  let free = Number.NEGATIVE_INFINITY
  return ticks.map((tick, index) => {
    const text = texts[index] ?? ''
    const place = scale(tick)
    const half = textWidth(text, FONT_SIZE - 1) / 2
    const fits = place - half >= free
    if (fits) free = place + half + 4
    const mark = element('path', { class: 'axis', d: `M${path([place, area.bottom])}v4`, stroke: INK })
    return fits ? mark + label(text, place, area.bottom + 17, { anchor: 'middle', size: FONT_SIZE - 1 }) : mark
  })
}

interface PlacedEntry extends LegendEntry {
  readonly offset: number
}

function legendRows(entries: readonly LegendEntry[], width: number): PlacedEntry[][] {
  const rows: PlacedEntry[][] = []
  let used = 0
  for (const entry of entries) {
    const room = 34 + textWidth(entry.text) + 14
    const row = rows.at(-1)
    if (row === undefined || used + room > width + 14) {
      rows.push([{ ...entry, offset: 0 }])
      used = room
    } else {
      row.push({ ...entry, offset: used })
      used += room
    }
  }
  return rows
}

function drawEntry({ text, style, kind = 'line', offset }: PlacedEntry, left: number, y: number): Markup {
  const start = left + offset
  const box = { x: start + 4, y: y - 6, width: 20, height: 11 }
  const sample =
    kind === 'area'
      ? element('rect', {
          class: `${style.name} ${style.name}-area`,
          ...box,
          fill: style.color,
          'fill-opacity': 0.25,
          stroke: style.color,
          'stroke-dasharray': style.dash,
        })
      : drawLine(
          [
            [start, y],
            [start + 28, y],
          ],
          style,
        ) + (kind === 'point' ? drawMarker([start + 14, y], style) : '')
  return sample + label(text, start + 34, y + 4)
}
