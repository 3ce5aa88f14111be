import { at } from '../../core/arrays.js'
import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import { sequenceText } from '../../sequence/build-sequence-set.js'
import type { Dataset } from '../dataset.js'
import { recordCount } from '../select.js'
import { type LabelText, labelTexts, usualLabelText } from './label-text.js'

export interface FastaWriteOptions extends TaskOptions {
  /** Letters a line; 0 for a whole sequence on one. Default 0. */
  readonly lineWidth?: number
  /** Default `class` for one label column, else `columns`. */
  readonly labels?: LabelText
}

/** Records a piece of text: large enough that a file is not written line by line. */
const RECORDS_A_PIECE = 512

/**
 * Data as FASTA, piece by piece. The header of a labelled record is `>ID label=1`, with a comma between the values of
 * several label columns; without labels it is `>ID`. Bases are upper case, N for what is no base. Weights and features
 * have no place in it.
 *
 * @param shards written as they come; one is held at a time
 * @throws HeliconError FASTA_ID_INVALID for an id that a reader would cut short: empty, or with a space in it
 */
export async function* fastaText(
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  options: FastaWriteOptions = {},
): AsyncGenerator<string> {
  let done = 0
  for await (const shard of shards) {
    const records = recordCount(shard)
    for (let start = 0; start < records; start += RECORDS_A_PIECE) {
      options.signal?.throwIfAborted()
      const end = Math.min(start + RECORDS_A_PIECE, records)
      let text = ''
      for (let row = start; row < end; row++) text += recordText(shard, row, options)
      yield text
      done += end - start
      options.onProgress?.({ task: 'write', done, total: undefined })
    }
  }
}

function recordText(dataset: Dataset, row: number, options: FastaWriteOptions): string {
  const id = at(dataset.sequences.ids, row)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is what is looked for
  if (!/^[^\s\u0000-\u001f\u007f]+$/.test(id))
    throw new HeliconError('FASTA_ID_INVALID', { dataset: dataset.name, row, found: id })
  const labels = labelTexts(dataset, row, options.labels ?? usualLabelText(dataset))
  const header = labels.length === 0 ? `>${id}` : `>${id} label=${labels.join(',')}`
  return `${header}\n${wrapped(sequenceText(dataset.sequences, row), options.lineWidth ?? 0)}\n`
}

function wrapped(sequence: string, width: number): string {
  if (width <= 0 || sequence.length <= width) return sequence
  const lines = Math.ceil(sequence.length / width)
  return Array.from({ length: lines }, (_, line) => sequence.slice(line * width, (line + 1) * width)).join('\n')
}
