import { at } from '../../core/arrays.js'
import type { TaskOptions } from '../../core/progress.js'
import type { Dataset } from '../dataset.js'
import { recordCount } from '../select.js'
import { type LabelText, labelForm, labelNames, labelTexts } from './label-text.js'
import { sequenceLetters } from './sequence-letters.js'

export interface TableWriteOptions extends TaskOptions {
  /** Between the columns: a tab (TSV) or a comma (CSV). Default a tab. */
  readonly delimiter?: '\t' | ','
  /** Default `class` for one label column, else `columns`. */
  readonly labels?: LabelText
  /** Names of the classes in the order of their numbers, for `names`. */
  readonly classes?: readonly string[] | undefined
}

/** Records a piece of text: large enough that a file is not written line by line. */
const RECORDS_A_PIECE = 512

/**
 * Data as a table with a header, piece by piece: the columns `id`, `sequence` and, of labelled data, `label` or the
 * names of the tasks. Values that hold the delimiter, a quote or a line end, and those with a blank at an end, stand in
 * double quotes (RFC 4180), which `tableRecords` reads; everything else is written as it is, so that ids come back as
 * they were, those too that a spreadsheet would take for a formula (`=1+1`). Bases are upper case, N for what is no base.
 * Weights and features have no place in it, except that a weight of 0 among several tasks is a missing label, which is
 * written as nothing.
 *
 * @param shards of the same columns, written as they come; one is held at a time
 */
export async function* tableText(
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  options: TableWriteOptions = {},
): AsyncGenerator<string> {
  const delimiter = options.delimiter ?? '\t'
  const line = (values: readonly string[]) => `${values.map((value) => quoted(value, delimiter)).join(delimiter)}\n`
  let done = 0
  let headed = false
  for await (const shard of shards) {
    const form = labelForm(shard, options.labels, options.classes)
    if (!headed) yield line(['id', 'sequence', ...labelNames(shard, form)])
    headed = true
    const records = recordCount(shard)
    for (let start = 0; start < records; start += RECORDS_A_PIECE) {
      options.signal?.throwIfAborted()
      const end = Math.min(start + RECORDS_A_PIECE, records)
      const sequences = sequenceLetters(shard.sequences, start, end)
      let text = ''
      for (let row = start; row < end; row++)
        text += line([at(shard.sequences.ids, row), sequences[row - start] ?? '', ...labelTexts(shard, row, form)])
      yield text
      done += end - start
      options.onProgress?.({ task: 'write', done, total: undefined })
    }
  }
}

function quoted(value: string, delimiter: string): string {
  if (!value.includes(delimiter) && !/^\s|["\r\n]|\s$/.test(value)) return value
  return `"${value.replaceAll('"', '""')}"`
}
