import { randomStream } from '../../src/core/index.js'
import {
  comparisonFigure,
  confusionFigure,
  curveData,
  errorFigure,
  type Figure,
  type FigureTexts,
  type PartCurves,
  precisionRecallFigure,
  reliabilityFigure,
  rocFigure,
  type ScoreCurves,
  scatterFigure,
  scoreFigure,
  trainingFigure,
} from '../../src/report/index.js'

/** Labels, a share of them positive, and scores that are `skill` higher for positives on average. */
export function scoredRecords(records: number, seed: number, positiveShare = 0.25, skill = 0.35) {
  const stream = randomStream(seed, 'bootstrap', 0)
  const draw = (index: number) => stream.uint32(index) / 0x1_0000_0000
  const labels = Float64Array.from({ length: records }, (_, index) => (index < records * positiveShare ? 1 : 0))
  const predictions = labels.map((label, index) => Math.min(1, 0.6 * draw(index) ** 1.5 + skill * label))
  return { labels, predictions }
}

/** The curves of the one question of some records. */
export function curvesOf(records: ReturnType<typeof scoredRecords>): ScoreCurves {
  const [curves] = curveData({ ...records, outputs: 1, task: 'binary', names: ['JUND'] }).curves ?? []
  if (curves === undefined) throw new Error('no curves')
  return curves
}

const train = curvesOf(scoredRecords(400, 1))
const validation = curvesOf(scoredRecords(120, 2, 0.2, 0.25))
const parts: PartCurves[] = [
  { part: 'train', curves: train, rocAuc: 0.93, averagePrecision: 0.81 },
  { part: 'validation', curves: validation, rocAuc: 0.88, averagePrecision: 0.64 },
]
const oneClass = curvesOf({ labels: new Float64Array(4), predictions: Float64Array.of(0.1, 0.2, 0.3, 0.4) })
const nothing = curvesOf({ labels: new Float64Array(0), predictions: new Float64Array(0) })
const logits = curvesOf({ labels: Float64Array.of(0, 1, 0, 1), predictions: Float64Array.of(-3, 4, -1, 2) })
const epochs = Array.from({ length: 12 }, (_, index) => index + 1)
const loss = {
  name: 'loss',
  epochs,
  train: epochs.map((epoch) => 0.7 / epoch ** 0.7),
  validation: epochs.map((epoch) => 0.25 + 0.5 / epoch + 0.004 * epoch),
}

/** Every figure, by the name of its golden file: the usual ones and those that have little or nothing to show. */
export const EXAMPLES: Readonly<Record<string, (words: FigureTexts) => Figure>> = {
  training: (words) => trainingFigure({ ...loss, best: 9 }, words),
  'training-sparse': (words) =>
    trainingFigure(
      {
        name: 'ROC-AUC',
        epochs,
        train: epochs.map((epoch) => (epoch % 4 === 0 ? 0.5 + epoch / 30 : null)),
        validation: epochs.map((epoch) => (epoch % 4 === 0 ? 0.5 + epoch / 40 : null)),
      },
      words,
    ),
  'training-one-epoch': (words) =>
    trainingFigure({ name: 'loss', epochs: [1], train: [0.7], validation: [0.69] }, words),
  'training-broken': (words) =>
    trainingFigure(
      { name: 'loss', epochs: [1, 2, 3, 4], train: [0.7, 9e9, Number.NaN, Number.POSITIVE_INFINITY] },
      words,
    ),
  'training-nothing': (words) => trainingFigure({ name: 'loss', epochs: [1, 2], train: [null, Number.NaN] }, words),
  'training-no-epoch': (words) => trainingFigure({ name: 'loss', epochs: [], train: [] }, words),
  'training-constant': (words) => trainingFigure({ name: 'loss', epochs: [1, 2], train: [0, 0] }, words),
  roc: (words) => rocFigure(parts, words),
  'roc-one-class': (words) => rocFigure([{ part: 'test', curves: oneClass, rocAuc: null }], words),
  'precision-recall': (words) => precisionRecallFigure(parts, words),
  'precision-recall-one-class': (words) => precisionRecallFigure([{ part: 'test', curves: oneClass }], words),
  'precision-recall-all-positive': (words) => {
    const curves = curvesOf({ labels: Float64Array.of(1, 1), predictions: Float64Array.of(0.2, 0.4) })
    return precisionRecallFigure([{ part: 'test', curves }], words)
  },
  reliability: (words) => reliabilityFigure(train.reliability, words),
  'reliability-of-logits': (words) => reliabilityFigure(logits.reliability, words),
  'reliability-nothing': (words) => reliabilityFigure(nothing.reliability, words),
  scores: (words) => scoreFigure(train.scores, words),
  'scores-of-logits': (words) => scoreFigure(logits.scores, words),
  'scores-one-class': (words) => scoreFigure(oneClass.scores, words),
  'scores-nothing': (words) => scoreFigure(nothing.scores, words),
  errors: (words) => errorFigure(train.errors, words),
  'errors-one-class': (words) => errorFigure(oneClass.errors, words),
  confusion: (words) =>
    confusionFigure(
      [
        [9102, 398],
        [75, 425],
      ],
      [],
      words,
    ),
  'confusion-named': (words) =>
    confusionFigure(
      [
        [30, 2, 1],
        [4, 20, 0],
        [0, 0, 0],
      ],
      ['neither', 'donor site of an intron', 'EI'],
      words,
    ),
  'confusion-many': (words) =>
    confusionFigure(
      Array.from({ length: 20 }, (_, row) => Array.from({ length: 20 }, (_, column) => (row === column ? 9 : 1))),
      [],
      words,
    ),
  'confusion-nothing': (words) =>
    confusionFigure(
      [
        [0, 0],
        [0, 0],
      ],
      [],
      words,
    ),
  scatter: (words) => {
    const points = Array.from(
      { length: 60 },
      (_, index) => [index / 60, (index / 60) * 0.8 + (index % 7) / 40] as const,
    )
    return scatterFigure({ name: 'activity', records: 600, points }, words)
  },
  'scatter-constant': (words) =>
    scatterFigure(
      {
        name: 'x',
        records: 2,
        points: [
          [3, 3],
          [3, 3],
        ],
      },
      words,
    ),
  'scatter-nothing': (words) => scatterFigure({ name: 'x', records: 0, points: [] }, words),
  comparison: (words) =>
    comparisonFigure(
      'ROC-AUC',
      [
        { name: 'this network', value: 0.958, low: 0.947, high: 0.97, isNetwork: true },
        { name: 'GC content', value: 0.52, low: 0.49, high: 0.55 },
        { name: 'best motif match: TGACTCA found in the training positives', value: 0.91 },
        { name: 'majority', value: null },
      ],
      words,
    ),
  'comparison-nothing': (words) => comparisonFigure('ROC-AUC', [], words),
}

/** Those whose bytes are kept beside the tests: the usual ones, and one that says why it is empty. */
export const GOLDEN = [
  'training',
  'training-sparse',
  'training-broken',
  'roc',
  'roc-one-class',
  'precision-recall',
  'reliability',
  'scores',
  'errors',
  'confusion',
  'confusion-named',
  'scatter',
  'comparison',
]
