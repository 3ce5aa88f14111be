import * as v from 'valibot'
import { encodeExpectation, type PlainExpectation } from './expectation.js'

/** The message of a leaf: what it takes. */
function plain(what: PlainExpectation): string {
  return encodeExpectation({ kind: 'plain', what })
}

/** A section of the configuration: only the keys named here, each at most once. */
export function section<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, string> {
  return v.strictObject(entries, encodeExpectation({ kind: 'keys', keys: Object.keys(entries) }))
}

/** One of the names given. */
export function oneOf<const Names extends readonly string[]>(names: Names): v.PicklistSchema<Names, string> {
  return v.picklist(names, encodeExpectation({ kind: 'names', names }))
}

export const text = v.pipe(v.string(plain('text')), v.nonEmpty(plain('text')))
export const path = v.pipe(v.string(plain('path')), v.nonEmpty(plain('path')))
export const boolean = v.boolean(plain('boolean'))
export const positiveInteger = integerFrom(1, 'positiveInteger')
/** More records than any batch is made of: a larger one is a slip of the hand. */
const MOST_RECORDS_A_BATCH = 1_000_000
export const batchSize = v.pipe(integerFrom(1, 'batchSize'), v.maxValue(MOST_RECORDS_A_BATCH, plain('batchSize')))
export const integer = integerFrom(0, 'integer')
/** More would hide the positives among them. */
export const negativesEach = v.pipe(integerFrom(1, 'negativesEach'), v.maxValue(1000, plain('negativesEach')))
export const foldCount = v.pipe(integerFrom(2, 'foldCount'), v.maxValue(255, plain('foldCount')))
export const positiveNumber = v.pipe(finite('positiveNumber'), v.gtValue(0, plain('positiveNumber')))
export const nonNegativeNumber = v.pipe(finite('nonNegativeNumber'), v.minValue(0, plain('nonNegativeNumber')))
export const fraction = v.pipe(finite('fraction'), v.gtValue(0, plain('fraction')), v.ltValue(1, plain('fraction')))
export const decay = v.pipe(finite('decay'), v.minValue(0, plain('decay')), v.ltValue(1, plain('decay')))

function finite(what: PlainExpectation) {
  return v.pipe(v.number(plain(what)), v.finite(plain(what)))
}

function integerFrom(smallest: number, what: PlainExpectation) {
  return v.pipe(v.number(plain(what)), v.safeInteger(plain(what)), v.minValue(smallest, plain(what)))
}

/** A list whose elements follow `item`. */
export function listOf<Item extends v.GenericSchema>(item: Item, what: PlainExpectation) {
  return v.pipe(v.array(item, plain(what)), v.minLength(1, plain(what)))
}

/** Whatever is there, as long as it is a mapping: its own reader checks it. */
export function mapping(what: PlainExpectation) {
  return v.custom<Record<string, unknown>>(isMapping, plain(what))
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A section whose keys are free and whose values are texts. */
export const textMap = v.record(v.string(), text, plain('textMap'))
