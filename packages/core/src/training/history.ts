import type { EpochRecord } from './epoch-record.js'

/** The history column of a metric on the validation records: `rocAuc` gives `valRocAuc`. */
export function validationColumn(metric: string): string {
  return `val${metric.charAt(0).toUpperCase()}${metric.slice(1)}`
}

/** A value of a row by column. `null`: not defined. `undefined`: not computed in this epoch. */
export function historyValue(record: EpochRecord, column: string): number | null | undefined {
  switch (column) {
    case 'epoch':
      return record.epoch
    case 'loss':
      return record.loss
    case 'valLoss':
      return record.valLoss
    case 'learningRate':
      return record.learningRate
    case 'seconds':
      return record.seconds
    default:
      return record.metrics[column]
  }
}

/** The columns of a training's history in the order in which people read them. */
export function historyColumns(metrics: readonly string[], validation: boolean): string[] {
  const columns = ['epoch', 'loss', ...metrics]
  if (validation) columns.push('valLoss', ...metrics.map(validationColumn))
  return [...columns, 'learningRate', 'seconds']
}

/** The history by column, as Keras' `History.history`; `null` where a value is not defined or was not computed. */
export function historyTable(
  history: readonly EpochRecord[],
  columns: readonly string[],
): Record<string, (number | null)[]> {
  return Object.fromEntries(
    columns.map((column) => [column, history.map((record) => historyValue(record, column) ?? null)]),
  )
}
