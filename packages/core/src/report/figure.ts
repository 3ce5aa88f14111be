import { element, type Markup, textElement } from '../core/markup.js'

/** The numbers behind a figure, for those who cannot see it or want to read them off. */
export interface FigureTable {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** A figure: one SVG that stands alone or inside a page, and its table. */
export interface Figure {
  readonly title: string
  readonly svg: Markup
  readonly table: FigureTable
}

/** How the marks of a figure look: by colour, by dashes and by the shape of points, so that any of them may be lost. */
export interface SeriesStyle {
  /** Class by which a page recolours it, `series-1` for lines and `series-1-fill` for areas. */
  readonly name: string
  readonly color: string
  readonly dash: string | undefined
  readonly marker: 'circle' | 'square' | 'triangle'
}

/** Colours of Okabe and Ito (2008), which differ for every kind of colour vision and in lightness. */
export const SERIES = {
  train: { name: 'series-1', color: '#0072b2', dash: undefined, marker: 'circle' },
  validation: { name: 'series-2', color: '#c34a00', dash: '7 3', marker: 'square' },
  test: { name: 'series-3', color: '#007a5a', dash: '2 2.5', marker: 'triangle' },
} as const satisfies Readonly<Record<string, SeriesStyle>>

/** Figures are as wide as a phone's column; a page may enlarge them. */
export const FIGURE_WIDTH = 420
export const FIGURE_HEIGHT = 310
export const FONT_SIZE = 12
export const INK = '#333'
export const MUTED = '#666'
export const GRID = '#dcdcdc'

/** What a screen reader is told, and the size of the drawing. */
export interface FigureFrame {
  readonly title: string
  readonly description: string
  readonly height?: number
}

/** The outer element of a figure, on a white ground of its own where no page gives another. */
export function figureSvg({ title, description, height = FIGURE_HEIGHT }: FigureFrame, ...body: Markup[]): Markup {
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'plot',
      role: 'img',
      viewBox: `0 0 ${FIGURE_WIDTH} ${height}`,
      'font-family': 'system-ui, sans-serif',
      'font-size': FONT_SIZE,
    },
    textElement('title', title),
    textElement('desc', description),
    element('rect', { class: 'ground', width: FIGURE_WIDTH, height, fill: '#fff' }),
    ...body,
  )
}

/** Text of a figure. */
export function label(
  text: string,
  x: number,
  y: number,
  options: { readonly anchor?: 'start' | 'middle' | 'end'; readonly size?: number; readonly muted?: boolean } = {},
): Markup {
  const { anchor, size, muted = false } = options
  return textElement('text', text, {
    class: muted ? 'muted' : 'ink',
    x,
    y,
    'text-anchor': anchor === 'start' ? undefined : anchor,
    'font-size': size,
    fill: muted ? MUTED : INK,
  })
}

/** A figure that says in words why there is nothing to draw. */
export function emptyFigure(title: string, reason: string, height = 120): Figure {
  const lines = wrapText(reason, FIGURE_WIDTH - 60)
  const top = height / 2 - ((lines.length - 1) * 17) / 2 + 4
  const text = lines.map((line, index) => label(line, FIGURE_WIDTH / 2, top + index * 17, { anchor: 'middle' }))
  const frame = { x: 8, y: 8, width: FIGURE_WIDTH - 16, height: height - 16, fill: 'none', stroke: GRID }
  const svg = figureSvg(
    { title, description: reason, height },
    element('rect', { class: 'grid', ...frame, 'stroke-dasharray': '4 3' }),
    ...text,
  )
  return { title, svg, table: { head: [], rows: [] } }
}

/** Words in lines no wider than `width`; a word that is wider has a line of its own. */
export function wrapText(text: string, width: number, size = FONT_SIZE): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** About how wide a text will be: no font is measured, so that a figure is the same everywhere. */
export function textWidth(text: string, size = FONT_SIZE): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x1100 ? 0.95 : 0.57
  return width * size
}
