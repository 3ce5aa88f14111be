import { at } from '../../core/arrays.js'
import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { Dataset } from '../dataset.js'
import { recordCount } from '../select.js'
import { type LabelForm, type LabelText, labelForm, labelTexts } from './label-text.js'
import { sequenceLetters } from './sequence-letters.js'

export interface FastaWriteOptions extends TaskOptions {
  /** Letters a line; 0 for a whole sequence on one. Default 0. */
  readonly lineWidth?: number
  /** Default `class` for one label column, else `columns`. */
  readonly labels?: LabelText
  /** Names of the classes in the order of their numbers, for `names`. */
  readonly classes?: readonly string[] | undefined
}

/** Records a piece of text: large enough that a file is not written line by line. */
const RECORDS_A_PIECE = 512

/**
 * Data as FASTA, piece by piece. The header of a labelled record is `>ID label=1`, with a comma between the values of
 * several label columns; without labels it is `>ID`. A value that `fastaRecords` would cut short (with a blank, a comma,
 * `|`, `;` or a quote) stands in double quotes. Bases are upper case, N for what is no base. Weights and features have no
 * place in it, except that a weight of 0 among several tasks is a missing label, which is written as nothing.
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
    const form = labelForm(shard, options.labels, options.classes)
    for (let start = 0; start < records; start += RECORDS_A_PIECE) {
      options.signal?.throwIfAborted()
      const end = Math.min(start + RECORDS_A_PIECE, records)
      const sequences = sequenceLetters(shard.sequences, start, end)
      let text = ''
      for (let row = start; row < end; row++)
        text += `${headerText(shard, row, form)}\n${wrapped(sequences[row - start] ?? '', options.lineWidth ?? 0)}\n`
      yield text
      done += end - start
      options.onProgress?.({ task: 'write', done, total: undefined })
    }
  }
}

function headerText(dataset: Dataset, row: number, form: LabelForm): string {
  const id = at(dataset.sequences.ids, row)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a control character is what is looked for
  if (!/^[^\s\u0000-\u001f\u007f]+$/.test(id))
    throw new HeliconError('FASTA_ID_INVALID', { dataset: dataset.name, row, found: id })
  const labels = labelTexts(dataset, row, form)
  return labels.length === 0 ? `>${id}` : `>${id} label=${labels.map(quoted).join(',')}`
}

function quoted(label: string): string {
  return /[\s,|;"]/.test(label) ? `"${label.replaceAll('"', '""')}"` : label
}

function wrapped(sequence: string, width: number): string {
  if (width <= 0 || sequence.length <= width) return sequence
  const lines = Math.ceil(sequence.length / width)
  return Array.from({ length: lines }, (_, line) => sequence.slice(line * width, (line + 1) * width)).join('\n')
}
