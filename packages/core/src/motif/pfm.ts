import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { MotifPlace } from '../core/messages/motif.js'
import { BASE, encodeSequence } from '../sequence/index.js'
import { checkedValues, motifLengthOf, noPlace, type PlaceOfRow, rowSum } from './check-matrix.js'
import { LONGEST_MOTIF, type MotifIdentity, type Pfm, type Ppm } from './matrix.js'

/**
 * Counts the bases of aligned sites. Lower case counts as upper case, U as T.
 *
 * @param instances texts of one length, of the letters A, C, G, T
 * @param placeOf where an instance stands, for messages
 * @throws HeliconError MOTIF_INSTANCES_EMPTY, MOTIF_INSTANCE_EMPTY, MOTIF_INSTANCE_LENGTH, MOTIF_INSTANCE_LETTER, naming
 *   the instance
 */
export function pfmFromInstances(
  instances: readonly string[],
  identity: MotifIdentity = {},
  placeOf: (instance: number) => MotifPlace = noPlace,
): Pfm {
  const first = instances[0]
  if (first === undefined) throw new HeliconError('MOTIF_INSTANCES_EMPTY', placeOf(0))
  const length = first.length
  if (length > LONGEST_MOTIF) motifLengthOf({ length: 4 * length })
  const values = new Float64Array(4 * length)
  instances.forEach((instance, index) => {
    const record = index + 1
    if (instance === '') throw new HeliconError('MOTIF_INSTANCE_EMPTY', { ...placeOf(index), record })
    if (instance.length !== length)
      throw new HeliconError('MOTIF_INSTANCE_LENGTH', {
        ...placeOf(index),
        record,
        found: instance.length,
        expected: length,
      })
    encodeSequence(instance).codes.forEach((code, position) => {
      if (code >= BASE.N) {
        const found = instance[position] ?? ''
        throw new HeliconError('MOTIF_INSTANCE_LETTER', { ...placeOf(index), record, position: position + 1, found })
      }
      values[4 * position + code] = at(values, 4 * position + code) + 1
    })
  })
  return { kind: 'counts', ...identified(identity), length, values }
}

/**
 * A matrix of counts from numbers, which are copied.
 *
 * @param counts [length, 4], row-major: a row is a position, columns A, C, G, T; 0 or larger, also fractional
 * @param placeOf where the row of a position stands, for messages
 * @throws HeliconError ARGUMENT_INVALID (not four for each position), MOTIF_VALUE_INVALID (negative, not finite)
 */
export function pfmFromCounts(
  counts: ArrayLike<number>,
  identity: MotifIdentity = {},
  placeOf: PlaceOfRow = noPlace,
): Pfm {
  const length = motifLengthOf(counts)
  const named = identified(identity)
  return { kind: 'counts', ...named, length, values: checkedValues(counts, named.id, 'counts', placeOf) }
}

/**
 * The counts that probabilities were made of: probability x sites, without the rounding of the file that they come
 * from. Where a row is whole numbers of sum `sites` but for six printed digits, it is those numbers; else each is the
 * number of few digits that it is but for the rounding of float64.
 *
 * @param sites default: those of the matrix
 * @throws HeliconError MOTIF_SITES_UNKNOWN where neither tells the number of sites; ARGUMENT_INVALID
 */
export function pfmFromPpm(ppm: Ppm, sites: number | undefined = ppm.sites): Pfm {
  if (sites === undefined) throw new HeliconError('MOTIF_SITES_UNKNOWN', { motif: ppm.id })
  if (!(Number.isFinite(sites) && sites > 0))
    throw new HeliconError('ARGUMENT_INVALID', { name: 'sites', found: sites, expected: { kind: 'number', above: 0 } })
  const values = ppm.values.map((probability) => probability * sites)
  for (let position = 0; position < ppm.length; position++) {
    const row = values.subarray(4 * position, 4 * position + 4)
    row.set(wholeRow(row, sites) ?? row.map((value) => withFewDigits(value, sites)))
  }
  return { kind: 'counts', ...identified(ppm), length: ppm.length, values }
}

function wholeRow(row: Float64Array, sites: number): Float64Array | undefined {
  // The last of six digits, and what a sum of 1 has added to it; but never so much that any number would do.
  const tolerance = Math.min(sites * 3e-6, 0.05)
  const whole = row.map(Math.round)
  const near = row.every((value, base) => Math.abs(value - at(whole, base)) <= tolerance)
  return near && rowSum(whole, 0) === sites ? whole : undefined
}

/** `1512.5000000000002` as `1512.5`. */
function withFewDigits(value: number, sites: number): number {
  const few = Number(value.toFixed(6))
  return Math.abs(few - value) <= sites * 1e-14 ? few : value
}

/** The fields that name a matrix. */
export function identified({ id = 'motif', name = '', facts }: MotifIdentity): Pick<Pfm, 'id' | 'name' | 'facts'> {
  return facts === undefined ? { id, name } : { id, name, facts }
}
