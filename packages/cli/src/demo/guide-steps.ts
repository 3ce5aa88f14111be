import {
  type Dataset,
  type EpochRecord,
  encodeSequence,
  GUIDE_MOTIF,
  historyValue,
  logProbabilityScores,
  oneHotEncode,
  type Pfm,
  type Ppm,
  pfmFromInstances,
  ppmFromPfm,
  recordCount,
  sequenceCodes,
  sequenceText,
} from '@helicon/core'
import { metricName } from '../console/metric-name.js'
import { score } from '../console/numbers.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'

/** Letters in the order of the channels. */
const CHANNELS = ['A', 'C', 'G', 'T'] as const
/** What the guide encodes and scans. */
const SEQUENCE = 'ATACAA'
const INSTANCES = ['TACAA', 'TACGA', 'TACAA']
const PSEUDOCOUNT = 0.5
/** Where the guide's generator plants its motif: after a flank of seven bases. */
const MOTIF_START = 7

/** Bases as rows of zeros and one 1: the guide's first listing. */
export function encodingText({ texts }: Terminal): string {
  const rows = oneHotEncode(encodeSequence(SEQUENCE).codes)
  const lines = [...SEQUENCE].map((letter, i) => [letter, ...[...rows.subarray(4 * i, 4 * i + 4)].map(String)])
  return `${formatTable([['', ...CHANNELS], ...lines])}\n\n${texts.guide.encoded(SEQUENCE, shape(SEQUENCE.length, 4))}`
}

/** Three aligned sites as counts, and as the probabilities that the guide calls PWM. */
export function matricesText({ texts }: Terminal): string {
  const pfm = pfmFromInstances(INSTANCES)
  const ppm = guideMatrix()
  return [
    texts.guide.instances(INSTANCES.join(', ')),
    `PFM\n${matrixTable(pfm, (value) => String(value))}`,
    `PWM\n${matrixTable(ppm, (value) => value.toFixed(2))}`,
    texts.guide.matrices(String(PSEUDOCOUNT)),
  ].join('\n\n')
}

/** Every window of the sequence with the logarithm of its probability. */
export function scanText({ texts }: Terminal): string {
  const { length } = guideMatrix()
  const rows = guideScores().map((value, start) => [
    SEQUENCE.slice(start, start + length),
    String(start),
    String(value),
  ])
  const { window, position, logProbability } = texts.guide.scan
  return `${formatTable([[window, position, logProbability], ...rows])}\n\n${texts.guide.scanned}`
}

/** The two scores that the guide prints. */
export function guideScores(): number[] {
  return [...logProbabilityScores(guideMatrix(), encodeSequence(SEQUENCE).codes).forward]
}

/** The first sequences of both classes, the planted site set apart. */
export function dataText({ texts }: Terminal, data: Dataset): string {
  const labels = data.labels ?? new Float32Array()
  const [name, other] = [texts.guide.positive, texts.guide.negative]
  const width = Math.max(name.length, other.length)
  const lines = [1, 0].flatMap((label) => {
    const records = Array.from({ length: recordCount(data) }, (_, i) => i).filter((i) => labels[2 * i + 1] === label)
    return records
      .slice(0, 3)
      .map((i) => `${(label ? name : other).padEnd(width)}  ${apart(sequenceText(data.sequences, i))}`)
  })
  const site = matrixTable(GUIDE_MOTIF, (value) => value.toFixed(2))
  const n = recordCount(data)
  const positives = labels.filter((_, i) => i % 2 === 1).reduce((sum, label) => sum + label, 0)
  return `${site}\n\n${lines.join('\n')}\n\n${texts.guide.simulated(String(positives), String(n - positives))}`
}

/** The shapes of the arrays that a network takes, whole and parted. */
export function shapesText({ texts }: Terminal, data: Dataset, parts: PartSizes): string {
  const length = sequenceCodes(data.sequences, 0).length
  const row = (part: string, records: number) => [part, shape(records, length, 4), shape(records, 2)]
  const { all, train, validation, test } = texts.guide.parts
  const rows = [
    row(all, recordCount(data)),
    row(train, parts.train + parts.validation),
    row(validation, parts.validation),
    row(test, parts.test),
  ]
  return `${formatTable([['', 'X', 'y'], ...rows])}\n\n${texts.guide.split}`
}

/** Records of the parts; those for validation are the last of what is left for training. */
export interface PartSizes {
  readonly train: number
  readonly validation: number
  readonly test: number
}

/** Loss and accuracy by epoch, as the guide's training prints them, and its plot of the validation part as bars. */
export function historyText(terminal: Terminal, history: readonly EpochRecord[]): string {
  const { guide, train } = terminal.texts
  const heading = train.tableHeading(metricName(terminal, 'accuracy'))
  const rows = history.map((record) => [
    String(record.epoch),
    ...['loss', 'accuracy', 'valLoss', 'valAccuracy'].map((column) => score(historyValue(record, column), '-')),
    bar(historyValue(record, 'valAccuracy') ?? 0),
  ])
  const names = [heading.epoch, heading.loss, heading.train, heading.valLoss, heading.validation, '0.5            1']
  return `${formatTable([names, ...rows])}\n\n${guide.trained}`
}

function bar(accuracy: number): string {
  const steps = Math.round(Math.min(Math.max((accuracy - 0.5) / 0.5, 0), 1) * 16)
  return '='.repeat(steps).padEnd(16, '.')
}

function guideMatrix(): Ppm {
  return ppmFromPfm(pfmFromInstances(INSTANCES), { pseudocount: PSEUDOCOUNT })
}

/** A row a base, a column a position, as the guide prints its matrices. */
function matrixTable(matrix: Pfm | Ppm, text: (value: number) => string): string {
  const positions = Array.from({ length: matrix.length }, (_, position) => position)
  const rows = CHANNELS.map((letter, base) => [
    letter,
    ...positions.map((position) => text(matrix.values[4 * position + base] ?? 0)),
  ])
  return formatTable([['', ...positions.map(String)], ...rows])
}

function apart(sequence: string): string {
  const end = MOTIF_START + GUIDE_MOTIF.length
  return [sequence.slice(0, MOTIF_START), sequence.slice(MOTIF_START, end), sequence.slice(end)].join(' ')
}

function shape(...sizes: readonly number[]): string {
  return `(${sizes.join(', ')})`
}
