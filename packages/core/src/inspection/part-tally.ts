import { at } from '../core/arrays.js'
import type { Dataset } from '../dataset/dataset.js'
import { recordCount } from '../dataset/select.js'
import type { DatasetStream } from '../dataset/stream.js'
import { sequenceCodes } from '../sequence/build-sequence-set.js'
import { BASE } from '../sequence/sequence-set.js'
import { labelBits, labelHash, readLabelRow } from './label-rows.js'
import { bytesOf, classColumns, type LabelInspection, labelTally } from './label-tally.js'
import { type RegionFacts, type RegionTally, regionTally } from './region-tally.js'
import { type RepeatFacts, type RepeatTally, repeatTally } from './repeat-tally.js'
import { type ValueSummary, type ValueTally, valueTally } from './value-tally.js'

/** How a number is spread over the records of each class, and how well it alone tells the classes apart. */
export interface ValueByClass {
  /** Of all records that have it; null where none has. */
  readonly all: ValueSummary | null
  /** `task` is given for 0/1 columns. */
  readonly classes: readonly { readonly task?: string; readonly label: string; readonly summary: ValueSummary | null }[]
  /**
   * Area under the ROC curve of the number alone, for the 1 of each 0/1 column or for each class against the rest: 0.5
   * tells nothing, and near 0 as much as near 1. Null where there is one class only.
   */
  readonly auroc: readonly { readonly task?: string; readonly label: string; readonly value: number | null }[]
}

/** What one part holds. Plain JSON. */
export interface PartInspection {
  /** `train`, `validation`, `test`, or as the caller calls it. */
  readonly part: string
  /** Name of the stream. */
  readonly source: string
  readonly records: number
  /** Bytes that the part takes in memory at least: a base one, a number four; without ids. */
  readonly memoryBytes: number
  /** Bases a record. */
  readonly lengths: ValueByClass
  /** Letters; `unknown` is everything else than A, C, G, T (U). */
  readonly letters: {
    readonly A: number
    readonly C: number
    readonly G: number
    readonly T: number
    readonly unknown: number
    readonly recordsWithUnknown: number
    /** Records without any base. */
    readonly recordsAllUnknown: number
  }
  readonly labels: LabelInspection
  /** Share of G and C among the bases, to a ten-thousandth, of the records that have any. */
  readonly gc: ValueByClass
  readonly repeats: RepeatFacts
  readonly regions: RegionFacts
}

/** What is counted of a part while its records pass. */
export interface PartTally {
  add(piece: Dataset): void
  records(): number
  result(): PartInspection
  readonly repeats: RepeatTally
  readonly regions: RegionTally
}

/** GC is counted in steps of this: exact for records of one length of up to 5,000 bases. */
const GC_STEPS = 10_000

export function partTally(part: string, stream: DatasetStream, earlier: readonly PartTally[]): PartTally {
  const columns = classColumns(stream)
  const row = new Uint8Array(columns)
  const [lengths, gc, labels] = [valueTally(columns), valueTally(columns), labelTally(stream)]
  const repeats = repeatTally(earlier.map((other) => other.repeats.known))
  const regions = regionTally()
  const letters = [0, 0, 0, 0, 0]
  const own = new Uint32Array(256)
  const counts = { records: 0, memoryBytes: 0, recordsWithUnknown: 0, recordsAllUnknown: 0 }

  function addRecord(piece: Dataset, record: number, bits: Uint32Array | undefined): void {
    const codes = sequenceCodes(piece.sequences, record)
    const id = at(piece.sequences.ids, record)
    readLabelRow(piece, record, row)
    countLetters(codes, own)
    const [a = 0, c = 0, g = 0, t = 0] = own
    const bases = a + c + g + t
    const unknown = codes.length - bases
    for (let code = 0; code < BASE.N; code++) letters[code] = at(letters, code) + at(own, code)
    letters[BASE.N] = at(letters, BASE.N) + unknown
    counts.records++
    if (unknown > 0) counts.recordsWithUnknown++
    if (bases === 0) counts.recordsAllUnknown++
    else gc.add(Math.round((GC_STEPS * (c + g)) / bases) / GC_STEPS, row)
    lengths.add(codes.length, row)
    labels.add(piece, record, row)
    repeats.add(id, codes, labelHash(piece, record, bits))
    regions.add(id)
  }

  return {
    repeats,
    regions,
    records: () => counts.records,
    add: (piece) => {
      const bits = labelBits(piece, columns)
      for (let record = 0; record < recordCount(piece); record++) addRecord(piece, record, bits)
      counts.memoryBytes += bytesOf(piece)
    },
    result: () => {
      const [A = 0, C = 0, G = 0, T = 0, unknown = 0] = letters
      const { records, memoryBytes, recordsWithUnknown, recordsAllUnknown } = counts
      return {
        part,
        source: stream.name,
        records,
        memoryBytes,
        lengths: byClass(lengths, labels.result()),
        letters: { A, C, G, T, unknown, recordsWithUnknown, recordsAllUnknown },
        labels: labels.result(),
        gc: byClass(gc, labels.result()),
        repeats: repeats.facts(),
        regions: regions.facts(),
      }
    },
  }
}

/** Counts each code; codes are bytes. */
function countLetters(codes: Uint8Array, counts: Uint32Array): void {
  counts.fill(0)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? BASE.N
    counts[code] = (counts[code] ?? 0) + 1
  }
}

function byClass(values: ValueTally, labels: LabelInspection): ValueByClass {
  const all = values.all()
  switch (labels.kind) {
    case 'binary':
      return {
        all,
        classes: labels.tasks.flatMap(({ name, classes }, column) =>
          ([0, 1] as const).map((label) => {
            return { task: name, label: classes[label], summary: values.ofLabel(column, label) }
          }),
        ),
        auroc: labels.tasks.map(({ name, classes }, column) => {
          return { task: name, label: classes[1], value: values.separation(column) }
        }),
      }
    case 'categorical':
      return {
        all,
        classes: labels.classes.map(({ name }, column) => ({ label: name, summary: values.ofLabel(column, 1) })),
        auroc: labels.classes.map(({ name }, column) => ({ label: name, value: values.separation(column) })),
      }
    case 'none':
    case 'regression':
      return { all, classes: [], auroc: [] }
  }
}
