import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { randomStream } from '../core/random.js'
import type { LabelKind } from './check.js'
import type { Dataset } from './dataset.js'
import { chromosomeKey } from './region-name.js'
import { recordCount } from './select.js'
import type { SimilarityOptions } from './similarity.js'
import { dealGroups } from './split-deal.js'
import { type SplitFacts, splitFacts } from './split-facts.js'
import { chromosomeGroups, type NamedGroups, similarGroups } from './split-groups.js'
import { labelKindFor, type SplitLabels, type SplitMethod, strataOf } from './split-labels.js'
import { largestRemainders } from './split-shares.js'

/** How `splitRecords` divides. */
export interface SplitRecordsOptions {
  /** Share of all records for validation, above 0 and below 1. */
  readonly validation?: number
  /** Share of all records for the test. */
  readonly test?: number
  /** Default: `stratified` for classes, else `random`. */
  readonly method?: SplitMethod
  /** With the method `chromosome`: what goes to a part, in place of its share. Names as in the ids; `8` is `chr8`. */
  readonly chromosomes?: { readonly validation?: readonly string[]; readonly test?: readonly string[] }
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Absent: what the labels look like. */
  readonly kind?: LabelKind
  /** With the method `similarity`. */
  readonly similarity?: SimilarityOptions
}

export interface RecordSplit {
  /** [n]: 0 train, 1 validation, 2 test. */
  readonly parts: Uint8Array
  readonly facts: SplitFacts
}

const NAMES = ['train', 'validation', 'test'] as const
const [TRAIN, VALIDATION, TEST] = [0, 1, 2] as const

/**
 * Divides records into a training part and a validation part, a test part or both.
 *
 * - `random`: each record by itself; a share f of n records is ceil(f n), as in scikit-learn.
 * - `stratified`: likewise, and each class gives the same share of its records, rounded so that the total stays the same
 *   (largest remainders first); of several 0/1 columns each combination. `splitDataset` puts the same into its test.
 * - `chromosome`: the records of a chromosome stay together. The chromosomes that are named go to their parts; for a
 *   share they are dealt, in one way whatever the seed where no two are of one size.
 * - `similarity`: similar records stay together (see `similarityGroups`), and shuffled negatives with the positives
 *   that their ids name. The groups are dealt.
 *
 * Groups are dealt so that sizes and proportions of the classes come close to what is asked (see `dealGroups`); the facts
 * tell what was reached.
 *
 * @throws HeliconError SPLIT_NOTHING_ASKED, SPLIT_FRACTIONS_TOO_LARGE, SPLIT_PART_TWICE, SPLIT_CHROMOSOMES_UNUSED,
 * SPLIT_CHROMOSOME_TWICE, SPLIT_CHROMOSOME_UNKNOWN, SPLIT_CHROMOSOME_UNREADABLE, SPLIT_LABELS_CONTINUOUS, LABELS_MISSING;
 * SPLIT_PART_EMPTY, SPLIT_CLASS_MISSING where a part is left without records or without a class that the data have
 */
export function splitRecords(dataset: Dataset, options: SplitRecordsOptions): RecordSplit {
  const labels = labelKindFor(dataset, options.kind)
  const method = options.method ?? (labels === 'binary' || labels === 'categorical' ? 'stratified' : 'random')
  requireOptions(options, method)
  requireStrata(dataset, method, labels)
  const n = recordCount(dataset)
  if (n === 0) throw new HeliconError('DATASET_EMPTY', { dataset: dataset.name })
  const groups = groupsFor(dataset, method, options.similarity)
  const named = groups && namedChromosomes(dataset, groups, options)
  const sizes = NAMES.map((name) => (name === 'train' ? 0 : Math.ceil(n * (options[name] ?? 0))))
  const parts =
    groups === undefined || named === undefined
      ? drawRecords(dataset, method, labels, sizes, options.seed)
      : dealRecords(dataset, labels, groups, named, sizes, options.seed)
  const isAsked = (part: number) => part === TRAIN || at(sizes, part) > 0 || named?.includes(part) === true
  const present = NAMES.map((_, part) => part).filter(isAsked)
  const asked = present.map((part) => (part === TRAIN ? trainSize(n, sizes, named) : at(sizes, part) || undefined))
  const places = Uint8Array.from(parts, (part) => present.indexOf(part))
  const names = present.map((part) => at(NAMES, part))
  return { parts, facts: splitFacts(dataset, places, { method, seed: options.seed, labels, names, asked, groups }) }
}

/** @throws HeliconError SPLIT_LABELS_CONTINUOUS, LABELS_MISSING */
export function requireStrata(dataset: Dataset, method: SplitMethod, labels: SplitLabels): void {
  if (method !== 'stratified') return
  if (labels === 'none') throw new HeliconError('LABELS_MISSING', { dataset: dataset.name })
  if (labels === 'regression') throw new HeliconError('SPLIT_LABELS_CONTINUOUS', { dataset: dataset.name })
}

/** The groups that a method does not cut; undefined where it divides record by record. */
export function groupsFor(
  dataset: Dataset,
  method: SplitMethod,
  similarity: SimilarityOptions = {},
): NamedGroups | undefined {
  switch (method) {
    case 'chromosome':
      return chromosomeGroups(dataset)
    case 'similarity':
      return similarGroups(dataset, similarity)
    case 'random':
    case 'stratified':
      return undefined
  }
}

function requireOptions(options: SplitRecordsOptions, method: SplitMethod): void {
  const { validation, test, chromosomes } = options
  for (const part of ['validation', 'test'] as const) {
    const fraction = options[part]
    if (fraction !== undefined && !(fraction > 0 && fraction < 1)) {
      const expected = { kind: 'number', above: 0, below: 1 } as const
      throw new HeliconError('ARGUMENT_INVALID', { name: part, found: fraction, expected })
    }
    if (fraction !== undefined && chromosomes?.[part] !== undefined)
      throw new HeliconError('SPLIT_PART_TWICE', { part })
  }
  const isNamed = isGiven(chromosomes?.validation) || isGiven(chromosomes?.test)
  if (isNamed && method !== 'chromosome') throw new HeliconError('SPLIT_CHROMOSOMES_UNUSED', { method })
  if (validation === undefined && test === undefined && !isNamed) throw new HeliconError('SPLIT_NOTHING_ASKED', {})
  if (validation !== undefined && test !== undefined && validation + test >= 1)
    throw new HeliconError('SPLIT_FRACTIONS_TOO_LARGE', { validation, test })
}

function isGiven(names: readonly string[] | undefined): boolean {
  return names !== undefined && names.length > 0
}

/** [number of groups]: the part that a chromosome was named for; undefined where it was not. */
function namedChromosomes(
  dataset: Dataset,
  groups: NamedGroups,
  { chromosomes = {} }: SplitRecordsOptions,
): (number | undefined)[] {
  const keys = groups.names.map(chromosomeKey)
  const places: (number | undefined)[] = groups.names.map(() => undefined)
  for (const part of ['validation', 'test'] as const)
    for (const chromosome of chromosomes[part] ?? []) {
      const group = keys.indexOf(chromosomeKey(chromosome))
      if (group < 0)
        throw new HeliconError('SPLIT_CHROMOSOME_UNKNOWN', { dataset: dataset.name, chromosome, known: groups.names })
      const place = NAMES.indexOf(part)
      if (places[group] !== undefined && places[group] !== place)
        throw new HeliconError('SPLIT_CHROMOSOME_TWICE', { chromosome })
      places[group] = place
    }
  return places
}

/** Each record by itself: the first of a random order are for the test, the next for validation. */
function drawRecords(
  dataset: Dataset,
  method: SplitMethod,
  labels: SplitLabels,
  sizes: readonly number[],
  seed: number,
): Uint8Array {
  const n = recordCount(dataset)
  const strata = method === 'stratified' ? strataOf(dataset, labels) : { of: new Uint32Array(n), count: 1 }
  const members: number[][] = Array.from({ length: strata.count }, () => [])
  for (const record of randomStream(seed, 'split').shuffle(n)) at(members, at(strata.of, record)).push(record)
  const parts = new Uint8Array(n)
  for (const part of [TEST, VALIDATION]) {
    const counts = largestRemainders(
      members.map((list) => list.length),
      Math.min(at(sizes, part), n),
    )
    members.forEach((list, stratum) => {
      for (const record of list.splice(0, at(counts, stratum))) parts[record] = part
    })
  }
  return parts
}

/** Whole groups: those of named chromosomes to their parts, the others so that the sizes are met. */
function dealRecords(
  dataset: Dataset,
  labels: SplitLabels,
  groups: NamedGroups,
  named: readonly (number | undefined)[],
  sizes: readonly number[],
  seed: number,
): Uint8Array {
  const open = [TRAIN, ...[VALIDATION, TEST].filter((part) => at(sizes, part) > 0)]
  const left = groups.groups.reduce((count, group) => count + (named[group] === undefined ? 1 : 0), 0)
  const taken = at(sizes, VALIDATION) + at(sizes, TEST)
  const dealt = dealGroups({
    groups,
    strata: strataOf(dataset, labels),
    sizes: open.map((part) => (part === TRAIN ? Math.max(left - taken, 1) : at(sizes, part))),
    seed,
    placeOf: (group) => named[group],
  })
  const partOfGroup = dealt.map((place, group) => named[group] ?? at(open, place))
  return Uint8Array.from(groups.groups, (group) => at(partOfGroup, group))
}

/** Records left for training; undefined where chromosomes are named for another part. */
function trainSize(
  n: number,
  sizes: readonly number[],
  named: readonly (number | undefined)[] | undefined,
): number | undefined {
  if (named?.some((part) => part !== undefined)) return undefined
  return n - at(sizes, VALIDATION) - at(sizes, TEST)
}
