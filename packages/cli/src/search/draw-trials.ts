import { randomStream } from '@helicon/core'
import { problemError } from '../config/check.js'
import type { ConfigDocument } from '../config/document.js'
import type { SearchSettings } from './search-schema.js'
import type { Axis, Range } from './search-space.js'

/** One combination of values that is tried. */
export interface Trial {
  /** From 1. */
  readonly number: number
  /** One value an axis. */
  readonly values: readonly unknown[]
}

/** More combinations than a search of networks ever ends with: a slip of the hand. */
const MOST_TRIALS = 10_000
/** Draws in a row that were drawn before: nothing new is left, or nearly so. */
const FRUITLESS_DRAWS = 1000
/** Digits of a number that is drawn: what more there are decides nothing, and all machines agree on so many. */
const DIGITS = 4

/**
 * The trials of a search: of a grid every combination, the last axis changing fastest; otherwise so many different ones
 * drawn by the seed. Trial n is the same however many are asked for.
 *
 * @throws HeliconError `CONFIG_REJECTED` for a grid that is too large
 */
export function drawTrials(settings: SearchSettings, document: ConfigDocument): Trial[] {
  const { axes, method } = settings
  if (method === 'random') return randomTrials(settings)
  const size = axes.reduce((product, { values }) => product * values.length, 1)
  if (size > MOST_TRIALS)
    throw problemError(document, ['search', 'over'], {
      en: `the grid has ${size} combinations, more than ${MOST_TRIALS}; use fewer values, or method: random`,
      ko: `조합이 ${size}개로 ${MOST_TRIALS}개를 넘습니다. 값을 줄이거나 method: random을 쓰십시오`,
    })
  const combinations = axes.reduce<readonly (readonly unknown[])[]>(
    (before, { values }) => before.flatMap((start) => values.map((value) => [...start, value])),
    [[]],
  )
  return combinations.map((values, index) => ({ number: index + 1, values }))
}

/** Fewer than asked for where there are not so many combinations. */
function randomTrials({ axes, seed, trials }: SearchSettings): Trial[] {
  const streams = axes.map(({ key }) => randomStream(seed, `search ${key}`))
  const seen = new Set<string>()
  const drawn: Trial[] = []
  let fruitless = 0
  for (let draw = 0; drawn.length < trials && fruitless < FRUITLESS_DRAWS; draw++) {
    const values = axes.map((axis, index) => drawnValue(axis, streams[index]?.uniform(draw) ?? 0))
    const text = JSON.stringify(values)
    fruitless = seen.has(text) ? fruitless + 1 : 0
    if (fruitless > 0) continue
    seen.add(text)
    drawn.push({ number: drawn.length + 1, values })
  }
  return drawn
}

/** @param uniform in [0, 1) */
function drawnValue({ values, range }: Axis, uniform: number): unknown {
  if (range !== undefined) return drawnNumber(range, uniform)
  return values[Math.floor(uniform * values.length)]
}

function drawnNumber({ from, to, log, integer }: Range, uniform: number): number {
  // Each whole number has a cell of its own width, the last one too.
  const end = integer ? to + 1 : to
  const value = log
    ? Math.exp(Math.log(from) + uniform * (Math.log(end) - Math.log(from)))
    : from + uniform * (end - from)
  const rounded = integer ? Math.floor(value) : Number(value.toPrecision(DIGITS))
  return Math.min(to, Math.max(from, rounded))
}
