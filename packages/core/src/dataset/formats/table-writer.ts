import { at } from '../../core/arrays.js'
import type { TaskOptions } from '../../core/progress.js'
import { sequenceText } from '../../sequence/build-sequence-set.js'
import type { Dataset } from '../dataset.js'
import { recordCount } from '../select.js'
import { type LabelText, labelNames, labelTexts, usualLabelText } from './label-text.js'

export interface TableWriteOptions extends TaskOptions {
  /** Between the columns: a tab (TSV) or a comma (CSV). Default a tab. */
  readonly delimiter?: '\t' | ','
  /** Default `class` for one label column, else `columns`. */
  readonly labels?: LabelText
}

/** Records a piece of text: large enough that a file is not written line by line. */
const RECORDS_A_PIECE = 512

/**
 * Data as a table with a header, piece by piece: the columns `id`, `sequence` and, of labelled data, `label` or the
 * names of the tasks. Values that hold the delimiter, a quote or a line end stand in double quotes (RFC 4180), which
 * `parseDelimited` reads. Bases are upper case, N for what is no base. Weights and features have no place in it.
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
    const form = options.labels ?? usualLabelText(shard)
    if (!headed) yield line(['id', 'sequence', ...labelNames(shard, form)])
    headed = true
    const records = recordCount(shard)
    for (let start = 0; start < records; start += RECORDS_A_PIECE) {
      options.signal?.throwIfAborted()
      const end = Math.min(start + RECORDS_A_PIECE, records)
      let text = ''
      for (let row = start; row < end; row++) {
        const { sequences } = shard
        text += line([at(sequences.ids, row), sequenceText(sequences, row), ...labelTexts(shard, row, form)])
      }
      yield text
      done += end - start
      options.onProgress?.({ task: 'write', done, total: undefined })
    }
  }
}

function quoted(value: string, delimiter: string): string {
  if (!value.includes(delimiter) && !/["\r\n]/.test(value)) return value
  return `"${value.replaceAll('"', '""')}"`
}
