import type { EpochRecord, FitProgress } from '@helicon/core'
import { historyValue, validationColumn } from '@helicon/core'
import stringWidth from 'string-width'
import { metricName } from './metric-name.js'
import { clock, grouped, score } from './numbers.js'
import { formatRow, formatTable } from './table.js'
import type { Terminal } from './terminal.js'

/** What people see of a training while it runs. */
export interface TrainingProgress {
  readonly onProgress: (progress: FitProgress) => void
  readonly onEpoch: (record: EpochRecord) => void
  /** Mean training speed so far in sequences a second. */
  speed(): number
}

const BAR = 20

/**
 * On a screen: one line that is replaced, and a table that grows by a row whenever the training part is evaluated. In a
 * file or pipe: one plain line an epoch.
 *
 * @param metric whose training and validation values are shown; undefined: none
 */
export function showTraining(terminal: Terminal, metric: string | undefined, epochs: number): TrainingProgress {
  const speeds: number[] = []
  const widths = headings(terminal, metric).map((heading) => Math.max(stringWidth(heading), 8))
  let headed = false
  return {
    onProgress: (progress) => {
      if (progress.task === 'train' && progress.done === progress.total) speeds.push(progress.recordsPerSecond)
      terminal.progress(progressParts(terminal, progress))
    },
    onEpoch: (record) => {
      if (!terminal.live) return terminal.say(epochLine(terminal, record, metric, epochs, speeds.at(-1)))
      if (!isRound(record, metric)) return
      if (!headed) terminal.say(terminal.emphasis(formatRow(headings(terminal, metric), widths)))
      headed = true
      terminal.say(formatRow(cells(terminal, record, metric), widths))
    },
    speed: () => speeds.reduce((sum, speed) => sum + speed, 0) / Math.max(1, speeds.length),
  }
}

/** The table of all rounds: those epochs after which the training part was evaluated too. */
export function roundsTable(terminal: Terminal, history: readonly EpochRecord[], metric: string | undefined): string {
  const rounds = history.filter((record) => isRound(record, metric))
  return formatTable([headings(terminal, metric), ...rounds.map((record) => cells(terminal, record, metric))])
}

/** Accuracy is known after every epoch; what makes a round is that the epoch's training metric was computed. */
function isRound(record: EpochRecord, metric: string | undefined): boolean {
  return metric === undefined || historyValue(record, metric) !== undefined
}

function headings(terminal: Terminal, metric: string | undefined): string[] {
  const { epoch, loss, valLoss, train, validation } = terminal.texts.train.tableHeading(
    metric === undefined ? '' : metricName(terminal, metric),
  )
  return metric === undefined ? [epoch, loss, valLoss] : [epoch, loss, valLoss, train, validation]
}

function cells(terminal: Terminal, record: EpochRecord, metric: string | undefined): string[] {
  const columns = ['loss', 'valLoss', ...(metric === undefined ? [] : [metric, validationColumn(metric)])]
  const values = columns.map((column) => {
    const value = historyValue(record, column)
    return value === undefined ? '' : score(value, terminal.texts.units.none)
  })
  return [String(record.epoch), ...values]
}

function epochLine(
  terminal: Terminal,
  record: EpochRecord,
  metric: string | undefined,
  epochs: number,
  speed: number | undefined,
): string {
  const names = headings(terminal, metric).slice(1)
  const values = cells(terminal, record, metric).slice(1)
  const shown = names.flatMap((name, index) => (values[index] ? [`${name} ${values[index]}`] : []))
  const pace = speed === undefined ? [] : [`${grouped(speed)} ${terminal.texts.units.sequencesPerSecond}`]
  return [terminal.texts.train.epoch(record.epoch, epochs), ...shown, ...pace].join('  ')
}

/** `epoch 3/20 [=====>    ] 12/35  loss 0.6931  5,400 seq/s  0:12 left`; what does not fit is left out from the end. */
function progressParts(terminal: Terminal, progress: FitProgress): string[] {
  const { texts } = terminal
  const { task, done, total, epoch, epochs, loss, recordsPerSecond } = progress
  const left = progress.trainingSecondsLeft ?? progress.secondsLeft
  return [
    texts.train.epoch(epoch, epochs),
    ...(task === 'train' ? [] : [task === 'validate' ? texts.train.validating : texts.train.evaluating]),
    total === undefined ? String(done) : `${bar(done / Math.max(1, total))} ${done}/${total}`,
    ...(loss === undefined || task !== 'train' ? [] : [`${texts.train.tableHeading('').loss} ${score(loss, '-')}`]),
    ...(recordsPerSecond > 0 ? [`${grouped(recordsPerSecond)} ${texts.units.sequencesPerSecond}`] : []),
    ...(left === undefined ? [] : [`${clock(left)} ${texts.units.left}`]),
  ]
}

function bar(fraction: number): string {
  const filled = Math.min(BAR, Math.floor(fraction * BAR))
  return `[${'='.repeat(filled)}${filled < BAR ? '>' : ''}${' '.repeat(Math.max(0, BAR - filled - 1))}]`
}
