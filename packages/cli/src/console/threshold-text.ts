import type { Calibration, ReliabilityBin, ThresholdRow } from '@helicon/core'
import { metricName } from './metric-name.js'
import { grouped, percent, score } from './numbers.js'
import { formatTable } from './table.js'
import type { Terminal } from './terminal.js'

/** Errors of both types by threshold, with a word on why a threshold is listed. */
export function thresholdsText(terminal: Terminal, thresholds: readonly ThresholdRow[]): string {
  const { judgement: words, units } = terminal.texts
  const rows = thresholds.map((row) => [
    thresholdNumber(row.threshold),
    ...[row.falsePositiveRate, row.falseNegativeRate, row.precision, row.recall, row.f1].map((value) =>
      score(value, units.none),
    ),
    grouped(row.calledPositive),
    words.reasons[row.reason],
  ])
  const names = ['precision', 'recall', 'f1'].map((name) => metricName(terminal, name))
  const heading = [words.threshold, words.typeOne, words.typeTwo, ...names, words.calledPositive, '']
  return `${words.thresholds}\n${formatTable([heading, ...rows])}`
}

/** As many digits as tell it apart; 0.5 stays 0.5. */
function thresholdNumber(threshold: number): string {
  return String(Number(threshold.toPrecision(4)))
}

/** The reliability of probabilities in bins of equal width, with what it comes to. */
export function calibrationText(terminal: Terminal, calibration: Calibration): string {
  const { judgement: words, units } = terminal.texts
  const { brier, expectedCalibrationError, largestCalibrationError, uniform } = calibration
  const shown = (value: number | null) => score(value, units.none)
  const rows = uniform.map((bin: ReliabilityBin) => [
    `${percent(bin.meanPrediction)}%`,
    `${percent(bin.positiveFraction)}%`,
    grouped(bin.count),
  ])
  const table = formatTable([[words.meanPrediction, words.positiveFraction, words.records], ...rows])
  const errors = words.calibrationErrors(shown(brier), shown(expectedCalibrationError), shown(largestCalibrationError))
  return `${words.calibration}\n${table}\n${errors}`
}
