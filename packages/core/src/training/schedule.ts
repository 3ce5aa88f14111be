import type { FitPlan } from './fit-plan.js'
import type { Monitor } from './monitor.js'

/** Columns that every epoch has. */
const ALWAYS: readonly string[] = ['epoch', 'loss', 'accuracy', 'learningRate', 'seconds']

/**
 * Whether a watched column is computed after this epoch however many epochs follow. After the last epoch everything is
 * computed; a value that is there for this reason alone must not reach early stopping, the learning rate or the best
 * weights, or 7 epochs resumed to 20 would not be the same training as 20.
 * @param epoch from 1
 */
export function isScheduled(plan: FitPlan, { column }: Monitor, epoch: number): boolean {
  if (ALWAYS.includes(column)) return true
  const { evaluateEvery, validateEvery = 1 } = plan.options
  const evaluates = evaluateEvery !== undefined && epoch % evaluateEvery === 0
  return evaluates || (column.startsWith('val') && epoch % validateEvery === 0)
}
