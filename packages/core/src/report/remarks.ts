import { judgedPart } from './judged-part.js'
import { scoreText } from './number-text.js'
import { REPORT_PARTS, type ReportData, type ReportEvaluation, type ReportPart } from './report-data.js'
import type { ReportTexts } from './texts/report-en.js'

/** A sentence about a result. `caution` ones are what a reader must not miss. */
export interface Remark {
  readonly kind: 'plain' | 'caution'
  readonly text: string
}

/** Below this many positives the spread of a score by chance is worth a word. */
const FEW_POSITIVES = 200
/** A score this far below that of the training data is over-fitting, not noise. */
const GAP = 0.1
/** Scores that are no further apart are alike. */
const ALIKE = 0.01
/** An expected calibration error worth a word. */
const MISCALIBRATED = 0.05

/** What the results mean in plain words, the judgement first, then what to be careful of. */
export function remarks(data: ReportData, words: ReportTexts): Remark[] {
  const { remarks: say } = words
  const part = judgedPart(data)
  const evaluation = part && data.evaluation[part]
  const plain = (text: string): Remark => ({ kind: 'plain', text })
  const caution = (text: string): Remark => ({ kind: 'caution', text })
  const result: Remark[] = []
  if (!data.complete) result.push(caution(say.incomplete))
  if (hasBrokenLoss(data)) result.push(caution(say.notFinite))
  if (part !== undefined && evaluation !== undefined) {
    if (part === 'train') result.push(caution(say.trainOnly))
    else result.push(plain(part === 'test' ? say.fresh : say.validationOnly))
    result.push(...meaning(evaluation, words.parts[part], words).map(plain))
    if (isStillImproving(data)) result.push(caution(say.stillImproving))
    result.push(...besideBaselines(data, evaluation, words))
  }
  result.push(...equalParts(data, words).map(caution))
  for (const finding of data.findings ?? []) result.push(caution(words.lang === 'ko' ? finding.ko : finding.en))
  if (part !== undefined) result.push(...cautions(data, part, words).map(caution))
  return result
}

/** The scores of the judged part in words. */
function meaning(evaluation: ReportEvaluation, part: string, { remarks: say }: ReportTexts): string[] {
  const { rocAuc, averagePrecision, pearson, r2, accuracy } = evaluation.metrics
  if (evaluation.task === 'regression') return isNumber(pearson) ? [say.correlation(part, pearson, r2)] : []
  const sentences: string[] = []
  const isOneQuestion = isNumber(evaluation.baseRate)
  if (isOneQuestion && isNumber(rocAuc)) sentences.push(say.ranking(part, rocAuc, Math.round(rocAuc * 100)))
  if (isOneQuestion && isNumber(averagePrecision)) sentences.push(say.precision(averagePrecision, evaluation.baseRate))
  if (evaluation.task === 'categorical' && isNumber(accuracy)) sentences.push(say.accuracy(part, accuracy))
  return sentences
}

function cautions(data: ReportData, judged: ReportPart, words: ReportTexts): string[] {
  const { remarks: say, parts } = words
  const sentences: string[] = []
  const evaluation = data.evaluation[judged]
  const { rocAuc } = evaluation?.metrics ?? {}
  const over = isStillImproving(data) ? undefined : overfitting(data, judged, words)
  if (over !== undefined) sentences.push(over)
  for (const part of REPORT_PARTS) {
    const of = data.evaluation[part]
    const positives = isNumber(of?.baseRate) ? of.classCounts?.[1] : undefined
    if (of?.metrics.rocAuc === null) sentences.push(say.oneClass(parts[part]))
    else if (part !== 'train' && positives !== undefined && positives < FEW_POSITIVES)
      sentences.push(say.fewPositives(parts[part], positives))
  }
  if (callsNothingPositive(evaluation)) sentences.push(say.nothingPositive(parts[judged], evaluation?.threshold ?? 0.5))
  if (isNumber(rocAuc) && rocAuc <= 0.5) sentences.push(say.belowGuess(parts[judged]))
  const error = evaluation?.calibration?.expectedCalibrationError
  if (isNumber(error) && error > MISCALIBRATED) sentences.push(say.calibration(error))
  return sentences
}

/** Whether the last epoch was the best by the validation loss: training had not come to rest. */
function isStillImproving({ history, training }: ReportData): boolean {
  if (training.stopped === 'early-stopping') return false
  const losses = (history?.columns['valLoss'] ?? []).filter(isNumber)
  const last = losses.at(-1)
  return last !== undefined && losses.length > 1 && losses.slice(0, -1).every((loss) => loss > last)
}

/** Whether there are positives, and none of them is found because no record at all is called one. */
function callsNothingPositive(evaluation: ReportEvaluation | undefined): boolean {
  const [negatives, positives] = evaluation?.confusionMatrix ?? []
  if (evaluation?.outputs !== 1 || negatives === undefined || positives === undefined) return false
  return negatives[1] === 0 && positives[1] === 0 && (positives[0] ?? 0) > 0
}

/** Over-fitting by the metric that both parts have: ROC-AUC, accuracy or Pearson's correlation. */
function overfitting(data: ReportData, judged: ReportPart, words: ReportTexts): string | undefined {
  const part = data.evaluation.validation === undefined ? judged : 'validation'
  if (part === 'train') return undefined
  for (const metric of ['rocAuc', 'accuracy', 'pearson'] as const) {
    const [train, other] = [data.evaluation.train?.metrics[metric], data.evaluation[part]?.metrics[metric]]
    if (!isNumber(train) || !isNumber(other)) continue
    if (train - other <= GAP) return undefined
    return words.remarks.overfitting(scoreText(train), scoreText(other), words.parts[part], words.metrics[metric])
  }
  return undefined
}

/** The network beside the best simple method, by the metric that the results are told by. */
function besideBaselines(data: ReportData, evaluation: ReportEvaluation, words: ReportTexts): Remark[] {
  const metric = (['rocAuc', 'accuracy', 'pearson'] as const).find((name) => isNumber(evaluation.metrics[name]))
  const ours = metric && evaluation.metrics[metric]
  if (metric === undefined || !isNumber(ours)) return []
  const ranked = (data.baselines ?? [])
    .flatMap((baseline) =>
      isNumber(baseline.metrics[metric]) ? [{ ...baseline, value: baseline.metrics[metric] }] : [],
    )
    .sort((a, b) => b.value - a.value)
  const [best] = ranked
  if (best === undefined) return []
  const { remarks: say, metrics } = words
  const told = [baselineName(best.name, words), metrics[metric], scoreText(best.value), scoreText(ours)] as const
  const { low, high } = (metric === 'rocAuc' ? best.difference : undefined) ?? {}
  if (best.value >= ours) {
    const alike = best.value - ours < ALIKE
    const text = isNumber(high) && high < 0 ? say.baselineBeats : alike ? say.baselineWins : say.baselineAhead
    return [{ kind: 'caution', text: text(...told) }]
  }
  if (!isNumber(low) || !isNumber(high)) return [{ kind: 'plain', text: say.networkAhead(...told) }]
  if (low <= 0) return [{ kind: 'caution', text: say.networkAheadByChance(...told) }]
  return [{ kind: 'plain', text: say.networkBeats(...told) }]
}

/** What a simple method is called; an unknown one by its own name. */
export function baselineName(name: string, words: ReportTexts): string {
  const names: Readonly<Record<string, string>> = words.baselines.names
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name
}

function equalParts({ data }: ReportData, { remarks: say, parts }: ReportTexts): string[] {
  return REPORT_PARTS.flatMap((part, index) =>
    REPORT_PARTS.slice(index + 1).flatMap((other) => {
      const [hash, same] = [data[part]?.sha256, data[other]?.sha256]
      // Parts that were cut out of one folder have its hash in common.
      return hash !== undefined && hash === same && data[part]?.records === data[other]?.records
        ? [say.equalParts(parts[part], parts[other])]
        : []
    }),
  )
}

function hasBrokenLoss({ history }: ReportData): boolean {
  const values = [...(history?.columns['loss'] ?? []), ...(history?.columns['valLoss'] ?? [])]
  return values.some((value) => value !== null && !Number.isFinite(value))
}

function isNumber(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value)
}
