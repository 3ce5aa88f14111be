import { historyColumns } from '@helicon/core'
import { valueError } from './check.js'
import type { ConfigDocument, ConfigPath } from './document.js'
import type { ResolvedConfig } from './resolve.js'

/**
 * Checks that what is to be watched is a column of the history, and that the watchers agree, before any data are read.
 *
 * @throws HeliconError naming line, key and the columns that there are
 */
export function checkMonitors({ data, training }: ResolvedConfig, document: ConfigDocument): void {
  const { validationSplit, validationPart, testSplit } = training
  const takesValidation = validationSplit !== null || validationPart !== undefined
  const validation = data.validation !== undefined || takesValidation
  const columns = historyColumns(training.metrics, validation).filter((name) => !['epoch', 'seconds'].includes(name))
  const watched: readonly (readonly [ConfigPath, string | undefined])[] = [
    [monitorPath(document), training.monitor?.monitor],
    [['training', 'earlyStopping', 'monitor'], training.earlyStopping?.monitor],
    [['training', 'reduceOnPlateau', 'monitor'], training.reduceOnPlateau?.monitor],
  ]
  for (const [path, name] of watched)
    if (name !== undefined && !columns.includes(name))
      throw valueError(document, path, name, { kind: 'names', names: columns })
  if (training.reduceOnPlateau !== null && training.learningRate.name !== 'constant')
    throw valueError(document, ['training', 'reduceOnPlateau'], training.learningRate.name, {
      kind: 'plain',
      what: 'constantRate',
    })
  if (training.streaming && (takesValidation || testSplit !== undefined))
    throw valueError(document, ['training', 'streaming'], true, { kind: 'plain', what: 'wholeForSplit' })
}

/** `monitor: valLoss` and `monitor: { monitor: valLoss, mode: min }` are both allowed. */
function monitorPath(document: ConfigDocument): ConfigPath {
  const short = ['training', 'monitor']
  const inner = document.place([...short, 'monitor'], 'value')
  const outer = document.place(short, 'value')
  return inner.kind === 'file' && outer.kind === 'file' && inner.line === outer.line && inner.column === outer.column
    ? short
    : [...short, 'monitor']
}
