import { evaluatePredictions } from '../../src/metrics/index.js'
import { curveData, type ReportData, type ReportEvaluation } from '../../src/report/index.js'
import { scoredRecords } from './figure-examples.js'

/** The evaluation of simulated scores, with an interval and what its figures need. */
export function evaluationOf(records: number, seed: number, positiveShare = 0.25, skill = 0.35): ReportEvaluation {
  const data = { ...scoredRecords(records, seed, positiveShare, skill), outputs: 1, task: 'binary' as const }
  const evaluation = evaluatePredictions(data)
  const value = evaluation.metrics.rocAuc ?? null
  return {
    ...evaluation,
    loss: 0.31,
    intervals: { rocAuc: { value, low: 0.81, high: 0.97, level: 0.95, resamples: 1000 } },
    figures: curveData({ ...data, names: ['JUND'] }),
  }
}

/** A whole report, with every section; `text` stands wherever a text comes from outside. */
export function exampleReport(text = 'jund'): ReportData {
  const facts = {
    path: `/data/${text}`,
    sha256: `ab12 ${text}`,
    records: 400,
    taskNames: [text],
    classCounts: [300, 100],
    letters: { shortest: 90, longest: 101, bases: 40_000, unknown: 12, recordsWithUnknown: 3 },
  }
  return {
    name: text,
    started: `2026-01-02T03:04:05.678Z`,
    complete: true,
    seed: 1,
    versions: { helicon: `0.1.0 ${text}`, node: `v20 ${text}`, platform: `linux ${text}` },
    engine: text,
    weightsSha256: `cd34 ${text}`,
    command: ['helicon', 'train', text],
    configText: `# ${text}\nmodel: jund`,
    model: {
      name: text,
      parameters: 6661,
      trainable: 6661,
      layers: [{ name: text, type: text, outputShape: [101, 15], parameters: 615 }],
    },
    training: {
      loss: text,
      optimizer: text,
      batchSize: 100,
      epochs: 3,
      validationSplit: 0.1,
      testSplit: { fraction: 0.2, method: 'random' },
      partRecords: { train: 1440, validation: 160, test: 400 },
      stopped: text,
      best: { epoch: 2, monitor: text, value: 0.3 },
      restoredBest: true,
    },
    data: { train: facts, validation: { ...facts, sha256: `ef56 ${text}` } },
    evaluation: { train: evaluationOf(400, 1), validation: evaluationOf(120, 2) },
    history: {
      epochs: [1, 2, 3],
      columns: { loss: [0.7, 0.5, 0.4], valLoss: [0.7, 0.6, 0.6], [text]: [0.1, null, 0.3] },
    },
    baselines: [
      { name: 'gc', metrics: { rocAuc: 0.53 } },
      { name: text, metrics: { rocAuc: 0.8 }, detail: text },
    ],
    filters: [
      {
        index: 0,
        sites: 31,
        probabilities: [0.7, 0.1, 0.1, 0.1, 0, 0, 1, 0],
        match: { id: text, name: text, correlation: 0.93 },
      },
      { index: 1, sites: 2, probabilities: [] },
    ],
  }
}
