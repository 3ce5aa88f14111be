import type { HeliconError } from '@helicon/core'
import { problemError } from '../config/check.js'
import type { ConfigDocument, ConfigPath } from '../config/document.js'
import { isMapping } from '../config/schema-parts.js'
import type { TextPair } from '../config/text-pair.js'

/** Numbers from which a search draws. */
export interface Range {
  readonly from: number
  readonly to: number
  /** Equal factors are equally likely, not equal differences. */
  readonly log: boolean
  readonly integer: boolean
}

/** One key of the configuration and what it may be. */
export interface Axis {
  /** As it is written: `model.layers.0.filters`. */
  readonly key: string
  readonly path: readonly string[]
  /** Where it stands, for messages. */
  readonly at: ConfigPath
  /** Values to choose from; empty where there is a range. */
  readonly values: readonly unknown[]
  readonly range?: Range
}

const RANGE_KEYS = ['from', 'to', 'log', 'integer']

/**
 * The axes of a search, checked one by one.
 *
 * @throws HeliconError `CONFIG_REJECTED` naming line and key
 */
export function axesOf(over: unknown, method: 'grid' | 'random', document: ConfigDocument): Axis[] {
  const at: ConfigPath = ['search', 'over']
  if (!isMapping(over) || Object.keys(over).length === 0)
    throw problemError(document, at, {
      en: 'expected keys of the configuration with their values, for example { training.learningRate: [0.001, 0.0003] }',
      ko: '설정의 키와 값이 있어야 합니다. 예: { training.learningRate: [0.001, 0.0003] }',
    })
  return Object.entries(over).map(([key, given]) => {
    const place = [...at, key]
    checkKey(key, place, document)
    const axis = { key, path: key.split('.'), at: place }
    if (Array.isArray(given)) return { ...axis, values: valuesOf(given, place, document) }
    if (!isMapping(given)) throw problemError(document, place, NEITHER)
    if (method === 'grid') throw problemError(document, place, RANGE_IN_GRID)
    return { ...axis, values: [], range: rangeOf(given, place, document) }
  })
}

const NEITHER: TextPair = {
  en: 'expected a list of values, or { from, to, log, integer } to draw from',
  ko: '값의 목록, 또는 값을 뽑을 범위 { from, to, log, integer }여야 합니다',
}
const RANGE_IN_GRID: TextPair = {
  en: 'a range is drawn from, which is for method: random; a grid takes a list of values',
  ko: '범위는 method: random에만 쓸 수 있습니다. grid에는 값의 목록을 적으십시오',
}
/** What trials would be judged on, or how: they could not be compared. */
const FIXED = /^(data|search|name)(\.|$)|^training\.(seed|metrics|validationSplit|streaming|baselines)(\.|$)/

function checkKey(key: string, at: ConfigPath, document: ConfigDocument): void {
  if (key.split('.').includes(''))
    throw problemError(document, at, {
      en: 'this is no key; expected names with dots between them, for example training.batchSize',
      ko: '키가 아닙니다. training.batchSize처럼 이름을 점으로 이어 적으십시오',
    })
  if (FIXED.test(key))
    throw problemError(document, at, {
      en: 'this cannot be searched over: trials that are judged on other data or in another way cannot be compared',
      ko: '탐색할 수 없는 키입니다. 서로 다른 데이터나 방법으로 평가한 시도는 견줄 수 없습니다',
    })
}

function valuesOf(given: readonly unknown[], at: ConfigPath, document: ConfigDocument): readonly unknown[] {
  if (given.length === 0)
    throw problemError(document, at, {
      en: 'the list is empty; expected at least one value',
      ko: '목록이 비어 있습니다. 값이 하나 이상 있어야 합니다',
    })
  const seen = new Set<string>()
  for (const [index, value] of given.entries()) {
    const text = JSON.stringify(value)
    if (seen.has(text))
      throw problemError(document, [...at, index], {
        en: `${text} is in the list twice`,
        ko: `목록에 두 번 나오는 값입니다: ${text}`,
      })
    seen.add(text)
  }
  return given
}

function rangeOf(given: Readonly<Record<string, unknown>>, at: ConfigPath, document: ConfigDocument): Range {
  const unknown = Object.keys(given).find((key) => !RANGE_KEYS.includes(key))
  if (unknown !== undefined)
    throw problemError(document, [...at, unknown], {
      en: `unknown key '${unknown}'. Allowed here: ${RANGE_KEYS.join(', ')}`,
      ko: `알 수 없는 키입니다: '${unknown}'. 쓸 수 있는 키: ${RANGE_KEYS.join(', ')}`,
    })
  const { log = false, integer = false } = given
  const [from, to] = [endOf('from'), endOf('to')]
  for (const [key, value] of Object.entries({ log, integer }))
    if (typeof value !== 'boolean')
      throw problemError(document, [...at, key], { en: 'expected true or false', ko: 'true 또는 false여야 합니다' })
  if (from > to)
    throw problemError(document, at, {
      en: `from is ${from}, more than to, ${to}; exchange them`,
      ko: `from(${from})이 to(${to})보다 큽니다. 서로 바꾸십시오`,
    })
  if (log === true && from <= 0)
    throw problemError(document, [...at, 'from'], {
      en: `from is ${from}; a range with log: true is of numbers above 0`,
      ko: `from 값이 ${from}입니다. log: true인 범위는 0보다 커야 합니다`,
    })
  return { from, to, log: log === true, integer: integer === true }

  function endOf(key: 'from' | 'to'): number {
    const value = given[key]
    const isWhole = typeof value === 'number' && Number.isSafeInteger(value)
    if (integer === true ? isWhole : typeof value === 'number' && Number.isFinite(value)) return Number(value)
    throw notANumber([...at, key], value, integer === true, document)
  }
}

function notANumber(at: ConfigPath, found: unknown, integer: boolean, document: ConfigDocument): HeliconError {
  const shown = found === undefined ? undefined : JSON.stringify(found)
  return problemError(document, at, {
    en: `${shown === undefined ? 'missing' : `found ${shown}`}; expected a ${integer ? 'whole number' : 'number'}`,
    ko: `${shown === undefined ? '값이 없습니다' : `값이 ${shown}입니다`}. ${integer ? '정수' : '수'}여야 합니다`,
  })
}
