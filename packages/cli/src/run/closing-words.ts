import { percent, score } from '../console/numbers.js'
import type { Terminal } from '../console/terminal.js'
import type { MetricsByPart } from './finish.js'
import { PARTS } from './resolved-json.js'

/** Below this many positives the spread of a score by chance is worth a word. */
const FEW_POSITIVES = 200
/** A validation ROC-AUC this far below the training one is over-fitting, not noise. */
const GAP = 0.1

/**
 * A short honest summary: scores beside what a guess would get, over-fitting, scores that rest on few records.
 *
 * @param testIsFresh whether nothing was decided with the test data before: they are no other part, and no earlier end
 *   of this run has shown a score on them
 * @param improving whether training had not come to rest, so that fewer epochs are no advice
 */
export function closingWords(
  terminal: Terminal,
  metrics: MetricsByPart,
  { testIsFresh, improving }: { readonly testIsFresh: boolean; readonly improving: boolean },
): void {
  const { train: words, units } = terminal.texts
  const judged = metrics.test ? 'test' : metrics.validation ? 'validation' : 'train'
  const result = metrics[judged]
  if (result === undefined) return
  const value = (number: number | null | undefined) => score(number, units.none)
  const name = words.parts[judged]
  if (typeof result.baseRate === 'number') {
    const { averagePrecision, rocAuc } = result.metrics
    terminal.say(words.baseRate(name, percent(result.baseRate), value(averagePrecision), value(rocAuc)))
  }
  if (result.task === 'regression') terminal.say(words.correlation(name, value(result.metrics.pearson)))
  const [trainAuc, validationAuc] = [metrics.train?.metrics.rocAuc, metrics.validation?.metrics.rocAuc]
  if (typeof trainAuc === 'number' && typeof validationAuc === 'number' && trainAuc - validationAuc > GAP && !improving)
    terminal.warn(words.overfitting(value(trainAuc), value(validationAuc)))
  for (const part of PARTS) {
    const positives = metrics[part]?.baseRate == null ? undefined : metrics[part]?.classCounts?.[1]
    if (metrics[part]?.metrics.rocAuc === null) terminal.warn(words.oneClass(words.parts[part]))
    else if (part !== 'train' && positives !== undefined && positives < FEW_POSITIVES)
      terminal.say(words.fewPositives(words.parts[part], positives))
  }
  if (metrics.test && testIsFresh) terminal.say(words.testIsLast)
}
