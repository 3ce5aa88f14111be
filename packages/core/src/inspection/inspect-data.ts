import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import type { Dataset } from '../dataset/dataset.js'
import { concatenateDatasets } from '../dataset/select.js'
import { type SimilarityOptions, similarRecords } from '../dataset/similarity.js'
import type { DatasetStream } from '../dataset/stream.js'
import type { SequenceSet } from '../sequence/sequence-set.js'
import type { Finding } from './finding.js'
import { findingsOf } from './findings.js'
import type { PairInspection } from './pair-inspection.js'
import { type PartInspection, type PartTally, partTally } from './part-tally.js'

export interface InspectOptions extends TaskOptions {
  /** Also look for records of one part that are similar to records of another, which takes the parts into memory. */
  readonly similarity?: SimilarityOptions
}

/** What is in the data, and what a person should know about it before training. Plain JSON. */
export interface DataInspection {
  readonly parts: readonly PartInspection[]
  /** Every two parts, in their order. */
  readonly pairs: readonly PairInspection[]
  readonly findings: readonly Finding[]
}

/**
 * Reads every record of the parts once and counts what is in them: lengths, letters, labels, the share of G and C by
 * class, records that come again, on either strand, within a part and between parts, and regions of different parts
 * that lie next to each other. Memory grows by about 100 bytes a record, whatever the sequences' length; only
 * `similarity` takes the sequences into memory.
 *
 * @param parts by name, `train` before the others: of two parts it is told how much of the later is in the earlier
 * @throws HeliconError DATASET_EMPTY where a part has no records, and what the streams throw
 */
export async function inspectData(
  parts: Readonly<Record<string, DatasetStream | undefined>>,
  options: InspectOptions = {},
): Promise<DataInspection> {
  const { similarity, signal, onProgress } = options
  const clock = progressClock()
  const tallies: PartTally[] = []
  const names: string[] = []
  const kept: Dataset[] = []
  let done = 0
  for (const [name, stream] of Object.entries(parts)) {
    if (stream === undefined) continue
    const tally = partTally(name, stream, tallies)
    const pieces: Dataset[] = []
    for await (const piece of stream.pieces({ signal })) {
      signal?.throwIfAborted()
      tally.add(piece)
      if (similarity) pieces.push(piece)
      done += piece.sequences.ids.length
      if (clock.reportDue()) onProgress?.({ task: 'inspect', done, total: undefined })
      await clock.breathe()
    }
    if (tally.records() === 0) throw new HeliconError('DATASET_EMPTY', { dataset: stream.name })
    tallies.push(tally)
    names.push(name)
    if (similarity) kept.push(concatenateDatasets(pieces))
  }
  onProgress?.({ task: 'inspect', done, total: done })
  const inspected = tallies.map((tally) => tally.result())
  const pairs = pairsOf(
    names,
    tallies,
    similarity,
    kept.map((part) => part.sequences),
  )
  return { parts: inspected, pairs, findings: findingsOf(inspected, pairs) }
}

function pairsOf(
  names: readonly string[],
  tallies: readonly PartTally[],
  similarity: SimilarityOptions | undefined,
  sequences: readonly SequenceSet[],
): PairInspection[] {
  return tallies.flatMap((tally, later) =>
    tally.repeats.shared().map((shared, earlier) => {
      const other = tallies[earlier]
      const neighbours = other && tally.regions.neighbours(other.regions)
      const [own, known] = [sequences[later], sequences[earlier]]
      const matches = similarity && own && known && similarRecords(own, known, similarity)
      return {
        part: names[later] ?? '',
        earlier: names[earlier] ?? '',
        shared,
        ...(neighbours && { neighbours }),
        ...(matches && { similar: matches.reduce((count, match) => count + (match >= 0 ? 1 : 0), 0) }),
      }
    }),
  )
}
