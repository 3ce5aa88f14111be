import { type Finding, finding } from './finding.js'
import type { LabelInspection } from './label-tally.js'
import type { PairInspection } from './pair-inspection.js'
import type { PartInspection, ValueByClass } from './part-tally.js'

/**
 * From here on GC or length alone is said to tell classes apart: a positive has the higher value in 7 of 10 pairs, and a
 * network may learn no more than that. Of balanced classes that differ so, the means lie 0.74 standard deviations apart.
 */
const SEPARATING = 0.7
const RARE = 0.1
/** Of fewer records in either group chance alone separates too often. */
const FEWEST_SEPARATED = 20

/** What a person should know, part by part, then pair by pair. */
export function findingsOf(parts: readonly PartInspection[], pairs: readonly PairInspection[]): Finding[] {
  return [...parts.flatMap(findingsOfPart), ...pairs.flatMap((pair) => findingsOfPair(pair, parts))]
}

function findingsOfPart(inspected: PartInspection): Finding[] {
  const { part, lengths, letters, gc, repeats } = inspected
  const found: Finding[] = []
  const all = lengths.all
  if (all && all.smallest < all.largest) {
    const details = { part, shortest: all.smallest, median: all.median, longest: all.largest }
    found.push(finding('LENGTHS_DIFFER', details))
  }
  if (letters.unknown > 0) {
    const share = letters.unknown / (letters.A + letters.C + letters.G + letters.T + letters.unknown)
    const details = { part, records: letters.recordsWithUnknown, letters: letters.unknown, share }
    found.push(finding('LETTERS_UNKNOWN', details))
  }
  if (letters.recordsAllUnknown > 0)
    found.push(finding('RECORDS_UNKNOWN', { part, records: letters.recordsAllUnknown }))
  found.push(...findingsOfLabels(part, inspected.labels))
  const named = severalTasks(inspected.labels)
  for (const details of separating(part, gc, named)) found.push(finding('GC_SEPARATES', details))
  for (const details of separating(part, lengths, named)) found.push(finding('LENGTH_SEPARATES', details))
  const { identical, reverseComplements, sequences, conflicting, ids, examples } = repeats
  if (identical > 0) {
    const details = { part, records: identical, sequences, ...(examples.record && { example: examples.record }) }
    found.push(finding('SEQUENCES_REPEATED', details))
  }
  if (reverseComplements > 0) found.push(finding('REVERSE_COMPLEMENTS', { part, records: reverseComplements }))
  if (conflicting.records > 0) found.push(finding('LABELS_CONFLICT', { part, ...conflicting }))
  if (ids > 0) found.push(finding('IDS_REPEATED', { part, records: ids, ...(examples.id && { example: examples.id }) }))
  return found
}

/** Whether a task must be named to say which labels are meant. */
function severalTasks(labels: LabelInspection): boolean {
  return labels.kind === 'binary' && labels.tasks.length > 1
}

function separating(part: string, { auroc, classes }: ValueByClass, named: boolean) {
  const recordsOf = (task: string | undefined, isCounted: (label: string) => boolean) =>
    classes.reduce(
      (sum, { summary, ...of }) => sum + (of.task === task && isCounted(of.label) ? (summary?.records ?? 0) : 0),
      0,
    )
  const isFew = (task: string | undefined, label: string) =>
    recordsOf(task, (other) => other === label) < FEWEST_SEPARATED ||
    recordsOf(task, (other) => other !== label) < FEWEST_SEPARATED
  return auroc.flatMap(({ task, label, value }) =>
    value === null || isFew(task, label) || Math.max(value, 1 - value) < SEPARATING
      ? []
      : [{ part, ...(named && task !== undefined && { task }), label, auroc: value }],
  )
}

/** Records of each class, by task; `task` is absent where there is but one question. */
interface ClassCounts {
  readonly task?: string
  readonly classes: readonly { readonly label: string; readonly records: number }[]
  readonly missing: number
}

function classCounts(labels: LabelInspection): ClassCounts[] {
  switch (labels.kind) {
    case 'binary':
      return labels.tasks.map(({ name, classes, counts, missing }) => ({
        ...(labels.tasks.length > 1 && { task: name }),
        classes: classes.map((label, i) => ({ label, records: counts[i] ?? 0 })),
        missing,
      }))
    case 'categorical':
      return [
        { classes: labels.classes.map(({ name, records }) => ({ label: name, records })), missing: labels.missing },
      ]
    case 'regression':
      return labels.tasks.map(({ name, missing }) => ({ task: name, classes: [], missing }))
    case 'none':
      return []
  }
}

function findingsOfLabels(part: string, labels: LabelInspection): Finding[] {
  return classCounts(labels).flatMap(({ task, classes, missing }) => {
    const place = { part, ...(task !== undefined && { task }) }
    const found: Finding[] = []
    if (missing > 0) found.push(finding('LABELS_MISSING', { ...place, records: missing }))
    const records = classes.reduce((sum, { records }) => sum + records, 0)
    const present = classes.filter((entry) => entry.records > 0)
    const [only] = present
    if (only && present.length === 1) found.push(finding('CLASS_SINGLE', { ...place, ...only }))
    else
      for (const { label, records: own } of present)
        if (own < RARE * records)
          found.push(finding('CLASS_RARE', { ...place, label, records: own, share: own / records }))
    return found
  })
}

function findingsOfPair(pair: PairInspection, parts: readonly PartInspection[]): Finding[] {
  const { part, earlier, shared, neighbours, similar } = pair
  const own = parts.find((other) => other.part === part)
  const known = parts.find((other) => other.part === earlier)
  if (own === undefined || known === undefined) return []
  const found: Finding[] = [...absentClasses(own, known)]
  const share = (records: number) => records / own.records
  const { identical, reverseComplements, conflicting, ids, example } = shared
  const records = identical + reverseComplements
  if (records > 0) {
    const counts = { records, reverseComplements, conflicting, share: share(records) }
    found.push(finding('PARTS_SHARE_SEQUENCES', { part, earlier, ...counts, ...(example && { example }) }))
  }
  if (ids > 0) found.push(finding('PARTS_SHARE_IDS', { part, earlier, records: ids }))
  if (neighbours && neighbours.overlapping + neighbours.adjacent > 0) {
    const { overlapping, adjacent } = neighbours
    const details = { part, earlier, overlapping, adjacent, share: share(overlapping + adjacent) }
    found.push(finding('PARTS_NEIGHBOUR', details))
  }
  if (similar !== undefined && similar > 0)
    found.push(finding('PARTS_SIMILAR', { part, earlier, records: similar, share: share(similar) }))
  return found
}

function absentClasses(own: PartInspection, known: PartInspection): Finding[] {
  const has = new Set(labelsOf(own))
  return labelsOf(known).flatMap((key) => {
    if (has.has(key) || own.labels.kind === 'none') return []
    const [task, label = ''] = key.split(SEPARATOR)
    return [finding('CLASS_ABSENT', { part: own.part, earlier: known.part, ...(task && { task }), label })]
  })
}

const SEPARATOR = '\u0000'

function labelsOf({ labels }: PartInspection): string[] {
  return classCounts(labels).flatMap(({ task = '', classes }) =>
    classes.filter(({ records }) => records > 0).map(({ label }) => `${task}${SEPARATOR}${label}`),
  )
}
