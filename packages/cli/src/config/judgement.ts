import {
  CLASSIFICATION_METRICS,
  isRegressionMetric,
  type MetricName,
  outputSize,
  REGRESSION_METRICS,
  resolveLoss,
} from '@helicon/core'
import { problemError } from './check.js'
import type { ConfigDocument } from './document.js'
import type { ResolvedConfig } from './resolve.js'
import { errorTexts } from './text-pair.js'

const METRICS = ['training', 'metrics']
const CLASS_WEIGHTS = ['training', 'classWeights']
/** Metrics of probabilities, which numbers of another kind have not. */
const OF_PROBABILITIES: readonly MetricName[] = ['logLoss', 'brier']

/**
 * Checks that metrics and class weights go with the loss, so that a training does not end with a metric that cannot be
 * computed. Labels are held against the loss when they are read.
 *
 * @throws HeliconError naming the line of `training.metrics` or `training.classWeights`
 */
export function checkJudgement(config: ResolvedConfig, document: ConfigDocument): void {
  checkMetrics(config, document)
  checkClassWeights(config, document)
}

function checkMetrics({ graph, training }: ResolvedConfig, document: ConfigDocument): void {
  const { loss, metrics } = training
  const regression = loss.name === 'mean-squared-error'
  const fitting = (regression ? REGRESSION_METRICS : CLASSIFICATION_METRICS).join(', ')
  for (const metric of metrics) {
    if (isRegressionMetric(metric) === regression) continue
    throw problemError(document, METRICS, {
      en: `${metric} does not go with the loss ${loss.name}, which is for ${regression ? 'numbers' : 'classes'}; metrics that do: ${fitting}`,
      ko: `${metric} 지표는 ${regression ? '수치' : '클래스'}를 위한 ${loss.name} 손실과 함께 쓸 수 없습니다. 쓸 수 있는 지표: ${fitting}`,
    })
  }
  const ofProbabilities = metrics.find((metric) => OF_PROBABILITIES.includes(metric))
  const [shown] = graph.outputs
  if (ofProbabilities === undefined || shown === undefined) return
  const classes = loss.name === 'categorical-cross-entropy' || loss.name === 'softmax-cross-entropy'
  try {
    resolveLoss({ name: classes ? 'categorical-cross-entropy' : 'binary-cross-entropy', output: shown.name }, graph)
  } catch (error) {
    const reason = errorTexts(error)
    throw problemError(document, METRICS, {
      en: `${ofProbabilities} needs probabilities from the model's first output, ${shown.name}. ${reason.en}`,
      ko: `${ofProbabilities} 지표에는 모델의 첫 번째 출력(${shown.name})이 확률이어야 합니다. ${reason.ko}`,
    })
  }
}

function checkClassWeights({ graph, training }: ResolvedConfig, document: ConfigDocument): void {
  const { loss, classWeights } = training
  if (classWeights === null) return
  if (loss.name === 'mean-squared-error')
    throw problemError(document, CLASS_WEIGHTS, {
      en: `the loss ${loss.name} has no classes to weight; leave classWeights out`,
      ko: `${loss.name} 손실에는 가중치를 줄 클래스가 없습니다. classWeights를 빼십시오`,
    })
  if (classWeights === 'balanced') return
  const found = Object.keys(classWeights).length
  const classes = Math.max(2, outputSize(graph, loss.output))
  if (found !== classes)
    throw problemError(document, CLASS_WEIGHTS, {
      en: `the number of weights is ${found}; expected ${classes}, one for each class`,
      ko: `가중치가 ${found}개입니다. 클래스마다 하나씩 ${classes}개여야 합니다`,
    })
}
