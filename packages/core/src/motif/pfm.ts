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
 * from. Where a row is whole numbers of sum `sites` but for six printed digits, it is those numbers.
 *
 * @param sites default: those of the matrix
 * @throws HeliconError MOTIF_SITES_UNKNOWN where neither tells the number of sites
 */
export function pfmFromPpm(ppm: Ppm, sites: number | undefined = ppm.sites): Pfm {
  if (sites === undefined) throw new HeliconError('MOTIF_SITES_UNKNOWN', { motif: ppm.id })
  if (!(Number.isFinite(sites) && sites > 0))
    throw new HeliconError('ARGUMENT_INVALID', { name: 'sites', found: sites, expected: { kind: 'number', above: 0 } })
  const values = ppm.values.map((probability) => probability * sites)
  // Half of the last of six digits, but never so much that any number would do.
  const tolerance = Math.min(sites * 0.6e-6, 0.05) + sites * 1e-12
  for (let position = 0; position < ppm.length; position++) {
    const row = values.subarray(4 * position, 4 * position + 4)
    const whole = row.map(Math.round)
    if (rowSum(whole, 0) === sites && row.every((value, base) => Math.abs(value - at(whole, base)) <= tolerance))
      row.set(whole)
  }
  const { id, name, facts } = ppm
  return { kind: 'counts', ...identified({ id, name, ...(facts && { facts }) }), length: ppm.length, values }
}

/** The fields that name a matrix. */
export function identified({ id = 'motif', name = '', facts }: MotifIdentity): Pick<Pfm, 'id' | 'name' | 'facts'> {
  return facts === undefined ? { id, name } : { id, name, facts }
}
