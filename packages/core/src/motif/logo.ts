import { element, type Markup, textElement } from '../core/markup.js'
import { degenerateConsensus } from './consensus.js'
import { LETTER_COLORS, LETTER_PATHS, LETTERS, type Letter } from './logo-letters.js'
import type { Pfm, Ppm } from './matrix.js'

/** What the height of a stack says: bits of information (0 to 2), or probabilities of sum 1. */
export type LogoKind = 'information' | 'probability'

/** How a logo is drawn. */
export interface LogoOptions {
  /** Default `information`. */
  readonly kind?: LogoKind
  /** What a screen reader says first. Default: the motif's id and name. */
  readonly title?: string
  /** What it says then. Default: the consensus, in English. */
  readonly description?: string
  /** Names the vertical axis. Default `bits` or `probability`. */
  readonly axisName?: string
  /** Start of the ids of the letters' outlines: another one for each logo of a page. Default `letter-`. */
  readonly idPrefix?: string
}

/** One letter of a stack: its height in bits or as a probability. */
export interface LogoLetter {
  readonly letter: Letter
  readonly height: number
}

const STACK_HEIGHT = 80
const LEFT = 40
const TOP = 8
const BOTTOM = 20
const RIGHT = 6
/** Width of all columns of a long motif; those of a short one are `WIDEST` each. */
const COLUMNS_WIDTH = 440
const WIDEST = 22
const NARROWEST = 6
const INK = '#333'

/**
 * The letters of each position with their heights, lowest first: the tallest is drawn on top (Schneider and Stephens
 * 1990). Information is 2 + sum p log2 p bits against four equal bases, without the correction for small samples. A
 * position whose values have no sum, or in which all bases are alike, has no information and so no letters.
 */
export function logoStacks(motif: Pfm | Ppm, kind: LogoKind = 'information'): LogoLetter[][] {
  return Array.from({ length: motif.length }, (_, position) => {
    const values = LETTERS.map((_letter, base) => motif.values[position * 4 + base] ?? 0)
    const sum = values.reduce((total, value) => total + value, 0)
    if (!(sum > 0 && Number.isFinite(sum))) return []
    const shares = values.map((value) => value / sum)
    const total = kind === 'probability' ? 1 : informationOf(shares)
    return LETTERS.map((letter, base) => ({ letter, height: (shares[base] ?? 0) * total }))
      .filter(({ height }) => height > 0)
      .sort((a, b) => a.height - b.height || (a.letter < b.letter ? 1 : -1))
  })
}

/**
 * A sequence logo as one SVG: letters stacked by height, position numbers from 1 below, an axis on the left, a title
 * and a description for screen readers. Letters are paths, so that it looks the same everywhere. Classes
 * (`letter-A`, `ink`) let a page recolour it, as for dark mode; alone it has its own colours.
 */
export function sequenceLogo(motif: Pfm | Ppm, options: LogoOptions = {}): Markup {
  const { kind = 'information' } = options
  const stacks = logoStacks(motif, kind)
  const top = kind === 'probability' ? 1 : 2
  const step = columnWidth(stacks.length)
  const width = LEFT + Math.max(step * stacks.length, 60) + RIGHT
  const height = TOP + STACK_HEIGHT + BOTTOM
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'logo',
      role: 'img',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      'font-family': 'system-ui, sans-serif',
      'font-size': 10,
    },
    textElement('title', options.title ?? motifName(motif)),
    textElement('desc', options.description ?? `Consensus: ${degenerateConsensus(motif)}`),
    axis(top, options.axisName ?? (kind === 'probability' ? 'probability' : 'bits'), width),
    drawStacks(stacks, step, top, options.idPrefix ?? 'letter-'),
    ...positionNumbers(stacks.length, step),
  )
}

function informationOf(shares: readonly number[]): number {
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log2(share) : sum), 0)
  // Rounding may leave a trace of information in a column of four equal bases.
  return entropy > 2 - 1e-9 ? 0 : 2 - entropy
}

function columnWidth(positions: number): number {
  return Math.min(WIDEST, Math.max(NARROWEST, COLUMNS_WIDTH / Math.max(1, positions)))
}

/** The letters as outlines to refer to, then for each letter its places: an outline is written once, however often used. */
function drawStacks(stacks: readonly (readonly LogoLetter[])[], step: number, top: number, idPrefix: string): Markup {
  const places = stacks.flatMap((stack, position) => placesOf(stack, LEFT + position * step, step, top))
  const used = LETTERS.filter((letter) => places.some((place) => place.letter === letter))
  const outlines = used.map((letter) => element('path', { id: `${idPrefix}${letter}`, d: LETTER_PATHS[letter] }))
  const drawn = used.map((letter) =>
    element(
      'g',
      { class: `letter-${letter}`, fill: LETTER_COLORS[letter] },
      ...places
        .filter((place) => place.letter === letter)
        .map(({ transform }) => element('use', { href: `#${idPrefix}${letter}`, transform })),
    ),
  )
  return (used.length === 0 ? '' : element('defs', {}, ...outlines)) + drawn.join('')
}

function placesOf(stack: readonly LogoLetter[], left: number, width: number, top: number) {
  const scale = STACK_HEIGHT / top
  let y = TOP + STACK_HEIGHT
  return stack.flatMap(({ letter, height }) => {
    const drawn = height * scale
    y -= drawn
    // Less than a third of a point cannot be seen, and long matrices are full of it.
    if (drawn < 0.3) return []
    const [x, wide] = [left + width * 0.03, width * 0.0094]
    return [{ letter, transform: `translate(${figure(x)} ${figure(y)}) scale(${figure(wide)} ${figure(drawn / 100)})` }]
  })
}

/** Four digits after the point, since letters are scaled by small factors. */
function figure(value: number): string {
  return String(Number(value.toFixed(4)))
}

function axis(top: number, name: string, width: number): Markup {
  const bottom = TOP + STACK_HEIGHT
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    element('path', { class: 'axis', d: `M${x1} ${y1}L${figure(x2)} ${y2}`, stroke: INK, fill: 'none' })
  const ticks = [0, top / 2, top].map((value) => {
    const y = bottom - (value / top) * STACK_HEIGHT
    const label = { class: 'ink', x: LEFT - 7, y: y + 3.5, 'text-anchor': 'end', fill: INK }
    return line(LEFT - 5, y, LEFT - 2, y) + textElement('text', String(value), label)
  })
  const place = `translate(11 ${TOP + STACK_HEIGHT / 2}) rotate(-90)`
  return [
    line(LEFT - 2, TOP, LEFT - 2, bottom),
    line(LEFT - 2, bottom, width - RIGHT, bottom),
    ...ticks,
    textElement('text', name, { class: 'ink', transform: place, 'text-anchor': 'middle', fill: INK }),
  ].join('')
}

/** Every position where there is room, else every fifth or tenth. */
function positionNumbers(positions: number, step: number): Markup[] {
  const every = step >= 14 ? 1 : step >= 7 ? 5 : 10
  return Array.from({ length: positions }, (_, index) => index + 1)
    .filter((number) => every === 1 || number === 1 || number % every === 0)
    .map((number) =>
      textElement('text', String(number), {
        class: 'ink',
        x: LEFT + (number - 0.5) * step,
        y: TOP + STACK_HEIGHT + 13,
        'text-anchor': 'middle',
        fill: INK,
      }),
    )
}

function motifName({ id, name }: Pfm | Ppm): string {
  return name === '' || name === id ? id : `${id} ${name}`
}
