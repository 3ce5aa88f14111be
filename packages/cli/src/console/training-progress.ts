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
 * On a screen: one line that is replaced, and a table that grows by a row whenever the training part is evaluated; of
 * its columns those that the screen has room for. In a file or pipe: one plain line an epoch.
 *
 * @param metrics whose training and validation values are shown
 */
export function showTraining(terminal: Terminal, metrics: readonly string[], epochs: number): TrainingProgress {
  const speeds: number[] = []
  let epochSpeed: number | undefined
  const widths = headings(terminal, metrics).map((heading) => Math.max(stringWidth(heading), 8))
  const room = terminal.live ? terminal.columns : Number.POSITIVE_INFINITY
  const row = (values: readonly string[]) => formatRow(values.slice(0, columnsThatFit(widths, room)), widths)
  let headed = false
  return {
    onProgress: (progress) => {
      // A run that goes on at the end of an epoch trains none of it again: that is no speed.
      if (progress.task === 'train' && progress.done === progress.total && progress.recordsPerSecond > 0) {
        epochSpeed = progress.recordsPerSecond
        speeds.push(epochSpeed)
      }
      terminal.progress(progressParts(terminal, progress))
    },
    onEpoch: (record) => {
      const speed = epochSpeed
      epochSpeed = undefined
      if (!terminal.live) return terminal.say(epochLine(terminal, record, metrics, epochs, speed))
      if (!isRound(record, metrics)) return
      if (!headed) terminal.say(terminal.emphasis(row(headings(terminal, metrics))))
      headed = true
      terminal.say(row(cells(terminal, record, metrics)))
    },
    speed: () => speeds.reduce((sum, speed) => sum + speed, 0) / Math.max(1, speeds.length),
  }
}

/** The table of all rounds: those epochs after which the training part was evaluated too. */
export function roundsTable(terminal: Terminal, history: readonly EpochRecord[], metrics: readonly string[]): string {
  const rounds = history.filter((record) => isRound(record, metrics))
  return formatTable([headings(terminal, metrics), ...rounds.map((record) => cells(terminal, record, metrics))])
}

/** How many columns of a table, two blanks between them, fit on the screen; the first always does. */
export function columnsThatFit(widths: readonly number[], room: number): number {
  let used = 0
  const tooMany = widths.findIndex((width, index) => {
    used += width + (index === 0 ? 0 : 2)
    return index > 0 && used > room
  })
  return tooMany < 0 ? widths.length : tooMany
}

/** Accuracy is known after every epoch; what makes a round is that another training metric was computed. */
function isRound(record: EpochRecord, metrics: readonly string[]): boolean {
  const metric = metrics.find((name) => name !== 'accuracy') ?? metrics[0]
  return metric === undefined || historyValue(record, metric) !== undefined
}

function headings(terminal: Terminal, metrics: readonly string[]): string[] {
  const { epoch, loss, valLoss } = terminal.texts.train.tableHeading('')
  const pairs = metrics.map((metric) => terminal.texts.train.tableHeading(metricName(terminal, metric)))
  return [epoch, loss, valLoss, ...pairs.flatMap(({ train, validation }) => [train, validation])]
}

function cells(terminal: Terminal, record: EpochRecord, metrics: readonly string[]): string[] {
  const columns = ['loss', 'valLoss', ...metrics.flatMap((metric) => [metric, validationColumn(metric)])]
  const values = columns.map((column) => {
    const value = historyValue(record, column)
    return value === undefined ? '' : score(value, terminal.texts.units.none)
  })
  return [String(record.epoch), ...values]
}

function epochLine(
  terminal: Terminal,
  record: EpochRecord,
  metrics: readonly string[],
  epochs: number,
  speed: number | undefined,
): string {
  const names = headings(terminal, metrics).slice(1)
  const values = cells(terminal, record, metrics).slice(1)
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
