// @ts-check
/**
 * What becomes of a user's files, as plain data. Plain JavaScript against the built library, so that Node and a browser
 * run this very file, each with its own way to files.
 */
import {
  decodeSequence,
  fastaRecords,
  labelRecords,
  openGenome,
  peakWindows,
  readIntervalFile,
  readStream,
  sequenceText,
  sniffRecords,
  tableRecords,
} from '@helicon/core'

/** @import { ByteSource, Compression, RandomAccessSource } from '@helicon/core' */

/**
 * Format, labels and letters of a file of records.
 * @param {ByteSource} source
 * @param {Compression} compression
 */
export async function readRecords(source, compression) {
  const format = await sniffRecords(source, compression)
  const records = await (format === 'fasta' ? fastaRecords(source, compression) : tableRecords(source, compression))
  const stream = await labelRecords(records)
  const { sequences, labels = [] } = await readStream(stream)
  const rows = sequences.ids.map((id, i) => `${id} ${sequenceText(sequences, i)} ${labels[i]}\n`)
  return { name: stream.name, format, facts: stream.labels, records: rows.length, rows: rows.join('') }
}

/**
 * The windows of a BED file in a genome, and the last bases of the genome's first sequence.
 * @param {RandomAccessSource} file
 * @param {ByteSource | undefined} index
 * @param {ByteSource} peaks
 * @param {Compression} compression
 */
export async function readWindows(file, index, peaks, compression) {
  const genome = await openGenome(file, index, compression)
  const { name, length } = genome.chromosomes[0] ?? { name: '', length: 0 }
  const last = decodeSequence(await genome.read(name, length - 7, length))
  const { intervals, facts } = await readIntervalFile(peaks, compression)
  const { sequences, leftOut } = await peakWindows(intervals, genome, { length: 6 })
  await genome.close()
  const rows = sequences.ids.map((id, i) => `${id} ${sequenceText(sequences, i)}`)
  return { name: genome.name, last, format: facts.format, windows: rows.length, rows, leftOut }
}

/**
 * What the reading gives, or the code and the details of its error.
 * @param {Promise<unknown>} reading
 */
export async function outcome(reading) {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'details' in error)
      return { code: error.code, details: error.details }
    throw error
  }
}
