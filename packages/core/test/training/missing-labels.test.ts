import { describe, expect, test } from 'vitest'
import { checkLabels, countClasses } from '../../src/dataset/check.js'
import type { Dataset } from '../../src/dataset/dataset.js'
import { selectRecords } from '../../src/dataset/select.js'
import type { LossSpec } from '../../src/engine/engine.js'
import { computeMetric } from '../../src/metrics/compute-metric.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import type { ModelSpec } from '../../src/nn/model-spec.js'
import { taskHead } from '../../src/nn/task-head.js'
import { datasetMetric } from '../../src/training/dataset-metric.js'
import { evaluateDataset } from '../../src/training/evaluate-dataset.js'
import { fit } from '../../src/training/fit.js'
import { knownLabels } from '../../src/training/known-labels.js'
import { recordWeights } from '../../src/training/record-weights.js'
import { ENGINES, withModel } from '../engine/engines.js'
import { LENGTH, randomDataset, sharded } from './fixtures.js'

const RECORDS = 40
const TASKS = 3
const LOSS: LossSpec = { name: 'sigmoid-cross-entropy', output: 'logits' }
const HEAD = taskHead('binary', TASKS)
const SPEC: ModelSpec = {
  inputs: [{ name: 'sequence', shape: [LENGTH, 4] }],
  layers: [{ type: 'flatten' }, ...HEAD.layers],
  outputs: HEAD.outputs,
}
const GRAPH = buildGraph(SPEC)
const ADAM = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const

/** Three tasks; of task 1 every third label is known, of the others nearly all. What is not known reads `unknown`. */
function tasks(unknown: 0 | 1): Dataset {
  const known = Float32Array.from({ length: RECORDS * TASKS }, (_, k) => {
    const row = Math.floor(k / TASKS)
    return k % TASKS === 1 ? Number(row % 3 === 0) : Number(row % 10 !== k % TASKS)
  })
  const labels = known.map((is, k) => (is === 0 ? unknown : Math.floor((k * 7) / 5) % 2))
  return { ...randomDataset(RECORDS), labels, weights: known, outputs: TASKS, taskNames: ['a', 'b', 'c'] }
}
const DATA = tasks(0)
const OTHER = tasks(1)

describe.each(ENGINES)('labels that are not known, in $name', ({ load }) => {
  const compile = async <T>(use: (compiled: Parameters<typeof evaluateDataset>[0]) => Promise<T>) =>
    withModel(
      await load(),
      { graph: GRAPH, weights: initialWeights(GRAPH, SPEC, 3) },
      { loss: LOSS, optimizer: ADAM, batchSize: 8, seed: 3 },
      use,
    )
  const evaluate = (data: Parameters<typeof evaluateDataset>[3], weighted: boolean) =>
    compile((compiled) => evaluateDataset(compiled, GRAPH, LOSS, data, { batchSize: 8, weighted }))

  test('change nothing, whatever is written in their place', async () => {
    const train = (data: Dataset) =>
      compile(async (compiled) => {
        const options = { compiled, graph: GRAPH, loss: LOSS, train: data, validation: data, batchSize: 8, epochs: 3 }
        const metrics = ['accuracy', 'rocAuc', 'logLoss'] as const
        const { history, weights } = await fit({ ...options, seed: 3, learningRate: 0.05, metrics, evaluateEvery: 1 })
        return { weights, history: history.map(({ seconds, ...row }) => row) }
      })
    expect(await train(OTHER)).toEqual(await train(DATA))
    for (const weighted of [true, false]) {
      const { labels: _, ...one } = await evaluate(DATA, weighted)
      const { labels: __, ...other } = await evaluate(OTHER, weighted)
      expect(other).toEqual(one)
    }
  })

  test('count nothing in a loss that is divided by the number of all labels, weighted or not', async () => {
    const doubled = { ...DATA, weights: Float32Array.from(DATA.weights ?? [], (w) => 2 * w) }
    const evaluation = await evaluate(doubled, false)
    const { known, predictions, labels } = evaluation
    expect([...(known ?? [])]).toEqual([...(DATA.weights ?? [])])
    let sum = 0
    let right = 0
    predictions.forEach((p, k) => {
      if (known?.[k] === 0) return
      sum -= labels[k] === 1 ? Math.log(p) : Math.log(1 - p)
      right += Number(p >= 0.5 === (labels[k] === 1))
    })
    expect(evaluation.loss).toBeCloseTo(sum / (RECORDS * TASKS), 5)
    expect(evaluation.losses.reduce((total, loss) => total + loss, 0)).toBeCloseTo(sum / TASKS, 4)
    expect(evaluation.accuracy).toBeCloseTo(right / Array.from(known ?? []).reduce((total, is) => total + is, 0), 12)
    expect((await evaluate(doubled, true)).loss).toBeCloseTo(2 * evaluation.loss, 5)
  })

  test('are left out of their task in the metrics of a history', async () => {
    const evaluation = await evaluate(DATA, false)
    const rows = (task: number) => Array.from({ length: RECORDS }, (_, row) => row * TASKS + task)
    const byTask = [0, 1, 2].map((task) => {
      const known = rows(task).filter((k) => DATA.weights?.[k] === 1)
      const of = (values: Float32Array) => known.map((k) => values[k] ?? Number.NaN)
      return computeMetric('rocAuc', of(evaluation.labels), of(evaluation.predictions), { outputs: 1 }) ?? Number.NaN
    })
    const mean = byTask.reduce((sum, value) => sum + value, 0) / 3
    expect(datasetMetric('rocAuc', LOSS, evaluation)).toBeCloseTo(mean, 14)
    expect(datasetMetric('rocAuc', LOSS, { ...evaluation, known: undefined })).not.toBeCloseTo(mean, 6)
  })

  test('may be in some shards alone', async () => {
    const { weights: _, ...complete } = selectRecords(DATA, [0, 1, 2, 3, 4, 5])
    const rest = selectRecords(
      DATA,
      Array.from({ length: 34 }, (_, i) => 6 + i),
    )
    const data = { ...sharded(DATA, [6, 34]), readShard: async (index: number) => (index === 0 ? complete : rest) }
    const { known } = await evaluate(data, false)
    expect([...(known?.slice(0, 18) ?? [])]).toEqual(new Array(18).fill(1))
    expect([...(known?.slice(18) ?? [])]).toEqual([...(rest.weights ?? [])])
  })
})

describe('which labels are known', () => {
  test('is said by weights of single labels alone', () => {
    expect(knownLabels(Float32Array.of(1, 0, 0.5, 2), 2, 2)).toEqual(Uint8Array.of(1, 0, 1, 1))
    expect(knownLabels(Float32Array.of(1, 3, 0.5, 2), 2, 2)).toBeUndefined()
    expect(knownLabels(Float32Array.of(1, 0), 2, 2)).toBeUndefined()
    expect(knownLabels(Float32Array.of(1, 0), 2, 1)).toBeUndefined()
    expect(knownLabels(undefined, 2, 2)).toBeUndefined()
  })

  test('decides which are counted as classes', () => {
    expect(countClasses(DATA, 'binary')).toEqual(countClasses(OTHER, 'binary'))
    expect(
      countClasses(DATA, 'binary')
        .slice(2, 4)
        .reduce((sum, count) => sum + count, 0),
    ).toBe(14)
    const perRecord = { ...DATA, weights: new Float32Array(RECORDS) }
    expect(countClasses(perRecord, 'binary').reduce((sum, count) => sum + count, 0)).toBe(RECORDS * TASKS)
  })

  test('a task of which none is known is refused by name, and one with a single class among them', () => {
    const without = Float32Array.from(DATA.weights ?? [], (w, k) => (k % TASKS === 1 ? 0 : w))
    expect(() => checkLabels({ ...DATA, weights: without }, 'binary')).toThrow(/no label of b is known/)
    const single = Float32Array.from(DATA.weights ?? [], (w, k) => (k % TASKS === 1 && DATA.labels?.[k] === 1 ? 0 : w))
    expect(() => checkLabels({ ...DATA, weights: single }, 'binary')).toThrow(/records of b are of class 0/)
  })

  test('leaves one weight for each record that metrics may take, whose unknown labels have none', () => {
    const evaluation = { records: 2, weights: Float32Array.of(3, 0, 2, 2), ids: ['x', 'y'] }
    expect(recordWeights(evaluation, 'data', 'binary')).toBe(evaluation.weights)
    expect(recordWeights(evaluation, 'data', 'regression')).toBe(evaluation.weights)
    expect(() => recordWeights(evaluation, 'data', 'categorical')).toThrow(/record x/)
    const all = { ...evaluation, weights: Float32Array.of(3, 3, 2, 2) }
    expect(recordWeights(all, 'data', 'binary')).toEqual(Float32Array.of(3, 2))
    const differing = { ...evaluation, weights: Float32Array.of(3, 0, 2, 1) }
    expect(() => recordWeights(differing, 'data', 'binary')).toThrow(/record y/)
  })
})
