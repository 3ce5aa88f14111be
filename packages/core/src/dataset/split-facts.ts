import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import type { Dataset } from './dataset.js'
import { recordCount } from './select.js'
import type { NamedGroups } from './split-groups.js'
import {
  classCountsByPart,
  requireClassesInParts,
  type SplitLabels,
  type SplitMethod,
  type SplitPartName,
} from './split-labels.js'

/** What a split put into one part. */
export interface SplitPart {
  /** `train`, `validation`, `test`, or the number of a fold; the first is 1. */
  readonly name: SplitPartName
  readonly records: number
  /** Records that were asked for; absent where chromosomes are named. */
  readonly asked?: number
  /**
   * Records of each class: for one-hot labels one count a column, else [zeros, ones] of each column. Missing labels are
   * not counted. Absent for numbers and without labels.
   */
  readonly classCounts?: readonly number[]
  /** Groups, where the method has any. */
  readonly groups?: number
}

/** What a split reached. Plain JSON. */
export interface SplitFacts {
  readonly method: SplitMethod
  readonly seed: number
  readonly records: number
  readonly labels: SplitLabels
  readonly taskNames: readonly string[]
  readonly parts: readonly SplitPart[]
  readonly groups?: SplitGroupFacts
}

/** About groups that are not cut: chromosomes, or similar records. */
export interface SplitGroupFacts {
  readonly count: number
  /** `name`: the chromosome, or the id of the first record. */
  readonly largest: { readonly name: string; readonly records: number; readonly part: SplitPartName }
  /** Groups of more records than the smallest share that was asked for: they can lie in a larger part alone. */
  readonly largerThanPart: number
}

/** How a split came about. */
export interface SplitPlan {
  readonly method: SplitMethod
  readonly seed: number
  readonly labels: SplitLabels
  readonly names: readonly SplitPartName[]
  /** Records asked for in each part; undefined where chromosomes are named. */
  readonly asked: readonly (number | undefined)[]
  readonly groups: NamedGroups | undefined
}

/**
 * Counts what is in each part.
 * @param parts [n]: the place of each record's part in `plan.names`
 * @throws HeliconError SPLIT_PART_EMPTY, SPLIT_CLASS_MISSING
 */
export function splitFacts(dataset: Dataset, parts: Uint8Array, plan: SplitPlan): SplitFacts {
  const { method, seed, labels, names, asked, groups } = plan
  const records = new Array<number>(names.length).fill(0)
  for (const part of parts) records[part] = at(records, part) + 1
  const empty = names[records.indexOf(0)]
  if (empty !== undefined) {
    const details = { dataset: dataset.name, part: empty, records: recordCount(dataset), method, groups: groups?.count }
    throw new HeliconError('SPLIT_PART_EMPTY', details)
  }
  const hasClasses = labels === 'binary' || labels === 'categorical'
  const counts = hasClasses ? classCountsByPart(dataset, labels, parts, names.length) : undefined
  const groupsInPart = groups && groupsByPart(groups, parts, names.length)
  const found = names.map((name, part) => ({
    name,
    records: at(records, part),
    ...(asked[part] !== undefined && { asked: asked[part] }),
    ...(counts && { classCounts: at(counts, part) }),
    ...(groupsInPart && { groups: at(groupsInPart, part) }),
  }))
  if (hasClasses && counts) requireClassesInParts(dataset, labels, counts, found, method)
  return {
    method,
    seed,
    records: recordCount(dataset),
    labels,
    taskNames: dataset.taskNames,
    parts: found,
    ...(groups && { groups: groupFacts(groups, parts, plan) }),
  }
}

function groupsByPart({ groups, count }: NamedGroups, parts: Uint8Array, partCount: number): number[] {
  const counts = new Array<number>(partCount).fill(0)
  const seen = new Uint8Array(count)
  for (let record = 0; record < groups.length; record++) {
    const group = at(groups, record)
    if (seen[group] === 1) continue
    seen[group] = 1
    const part = at(parts, record)
    counts[part] = at(counts, part) + 1
  }
  return counts
}

function groupFacts({ groups, count, names }: NamedGroups, parts: Uint8Array, plan: SplitPlan): SplitGroupFacts {
  const sizes = new Uint32Array(count)
  for (const group of groups) sizes[group] = at(sizes, group) + 1
  let largest = 0
  for (let group = 1; group < count; group++) if (at(sizes, group) > at(sizes, largest)) largest = group
  const smallest = Math.min(...plan.asked.map((size) => size ?? Number.POSITIVE_INFINITY))
  return {
    count,
    largest: {
      name: at(names, largest),
      records: at(sizes, largest),
      part: at(plan.names, at(parts, groups.indexOf(largest))),
    },
    largerThanPart: sizes.reduce((larger, size) => larger + (size > smallest ? 1 : 0), 0),
  }
}
