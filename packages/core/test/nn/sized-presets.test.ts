import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isHeliconError } from '../../src/core/errors.js'
import type { LayerGraph } from '../../src/engine/graph.js'
import { framedCodes } from '../../src/engine/strand-frame.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { resolveLoss } from '../../src/nn/losses.js'
import { presetSpec, presetTraining } from '../../src/nn/presets.js'
import { strandNotes } from '../../src/nn/strand-notes.js'
import { parameterTotals } from '../../src/nn/summary.js'
import { lossForTask, suitingLoss, type TaskKind, taskHead } from '../../src/nn/task-head.js'
import { requireClose } from '../engine/compare.js'
import { ENGINES, withModel } from '../engine/engines.js'
import { drawnCodes, drawnModel } from './drawn-model.js'

interface GoldenPreset {
  readonly name: string
  readonly length: number
  readonly task: TaskKind
  readonly outputs: number
  readonly strands: 'one' | 'shared'
  readonly records: number
  readonly prediction: readonly number[]
}
const golden: { readonly cases: readonly GoldenPreset[] } = JSON.parse(
  readFileSync(new URL('golden/presets.json', import.meta.url), 'utf8'),
)

const NAMES = ['deepbind', 'basset', 'residual'] as const
const TASKS: [TaskKind, number][] = [
  ['binary', 1],
  ['binary', 4],
  ['categorical', 3],
  ['regression', 1],
  ['regression', 2],
]

describe.each(ENGINES)('in $name', ({ load, precision }) => {
  it.each(golden.cases)('$name of $length bases, $task, strands: $strands, predicts what PyTorch does', async (row) => {
    const { name, records, length, prediction, ...options } = row
    const model = drawnModel(presetSpec(name, { ...options, length }))
    const codes = inputOf(model.graph, drawnCodes(records, length), length)
    await withModel(await load(), model, { batchSize: records, seed: 0 }, async (compiled) => {
      const outputs = await compiled.predictBatch([codes], records)
      const tolerance = precision === 'float64' ? 1e-9 : 2e-6
      requireClose('prediction', outputs.prediction, prediction, { absolute: tolerance, relative: tolerance })
    })
  })
})

/** As the first input takes them. */
function inputOf(graph: LayerGraph, codes: Uint8Array, length: number): Uint8Array {
  const node = graph.nodes[graph.inputs[0] ?? -1]
  const strands = node?.op === 'input' ? node.strands : undefined
  if (strands?.kind !== 'shared') return codes
  const records = Array.from({ length: codes.length / length }, (_, i) => codes.subarray(i * length, (i + 1) * length))
  return Uint8Array.from(records.flatMap((record) => [...framedCodes(record, strands)]))
}

describe('presets for any labels', () => {
  it.each([
    ['deepbind', 101, 4193],
    ['deepbind', 500, 4193],
    ['residual', 101, 19_809],
    ['basset', 600, 4_369_301],
    ['basset', 101, 4_369_301],
  ])('%s of %d bases has %d parameters', (name, length, expected) => {
    expect(parameterTotals(buildGraph(presetSpec(name, { length }))).total).toBe(expected)
  })

  it.each([
    [1000, 20],
    [600, 12],
    [480, 10],
    [300, 12],
    [200, 16],
    [101, 12],
    [60, 15],
    [24, 6],
  ])('basset pools %d bases to %d positions', (length, positions) => {
    const { nodes } = buildGraph(presetSpec('basset', { length }))
    const flat = nodes.find((node) => node.op === 'flatten')
    expect(nodes[flat?.inputs[0] ?? -1]?.shape).toEqual([positions, 200])
  })

  it('residual looks as far as the records allow', () => {
    const dilations = (length: number) =>
      buildGraph(presetSpec('residual', { length })).nodes.flatMap((node) =>
        node.op === 'conv1d' && node.kernelSize === 3 ? [node.dilationRate] : [],
      )
    expect(dilations(15)).toEqual([1])
    expect(dilations(101)).toEqual([1, 2, 4, 8])
    expect(dilations(2000)).toEqual([1, 2, 4, 8, 16, 32])
  })

  describe.each(NAMES)('%s', (name) => {
    it.each(TASKS)('ends as %s labels of %d columns need it, with a loss that the network takes', (task, outputs) => {
      const graph = buildGraph(presetSpec(name, { task, outputs }))
      const { loss } = presetTraining(name, { task, outputs })
      expect(resolveLoss({ name: loss.name }, graph)).toEqual(loss)
      expect(suitingLoss(task, graph, outputs)).toEqual(loss)
      expect(graph.nodes[graph.outputs[0]?.node ?? -1]?.shape).toEqual([outputs])
    })

    it('takes both strands', () => {
      expect(buildGraph(presetSpec(name, { strands: 'average' })).nodes[0]).toMatchObject({
        strands: { kind: 'average' },
      })
      const notes = strandNotes(buildGraph(presetSpec(name, { strands: 'shared' })))
      expect(notes[1]?.en).toContain(name === 'basset' ? 'different outputs' : 'the same for a record')
    })

    it('says how short records may be', () => {
      const least = { deepbind: 24, basset: 19, residual: 15 }[name]
      for (const strands of ['one', 'shared'] as const) buildGraph(presetSpec(name, { length: least, strands }))
      expect(() => presetSpec(name, { length: least - 1 })).toThrow(
        `${name}: length is ${least - 1}; expected an integer, at least ${least}`,
      )
    })
  })

  it('classes are two at least', () => {
    expect(() => presetSpec('deepbind', { task: 'categorical', outputs: 1 })).toThrow(
      /outputs is 1; expected .*at least 2/,
    )
    expect(buildGraph(presetSpec('deepbind', { task: 'categorical' })).outputs).toHaveLength(2)
  })

  it('both strands go with the tutorials, whose labels are their own', () => {
    const { inputs, ...rest } = presetSpec('jund-accessibility', { strands: 'shared' })
    const { inputs: plain, ...others } = presetSpec('jund-accessibility')
    expect(rest).toEqual(others)
    expect(inputs).toEqual([{ ...plain[0], strands: 'shared' }, plain[1]])
    expect(presetTraining('jund', { task: 'regression' })).toEqual(presetTraining('jund'))
  })
})

describe('losses by labels', () => {
  it('are from logits', () => {
    expect(lossForTask('binary', 1)).toBe('sigmoid-cross-entropy')
    expect(lossForTask('categorical', 1)).toBe('sigmoid-cross-entropy')
    expect(lossForTask('categorical', 3)).toBe('softmax-cross-entropy')
    expect(lossForTask('regression', 1)).toBe('mean-squared-error')
  })

  it('are from probabilities where a network gives nothing else', () => {
    const graph = (activation: 'sigmoid' | 'softmax') =>
      buildGraph({
        inputs: [{ name: 'x', shape: [5] }],
        layers: [{ type: 'dense', units: 3, activation }],
      })
    expect(suitingLoss('binary', graph('sigmoid'), 3)).toEqual({ name: 'binary-cross-entropy', output: 'prediction' })
    expect(suitingLoss('categorical', graph('softmax'), 3).name).toBe('categorical-cross-entropy')
    expect(suitingLoss('regression', graph('sigmoid'), 3).name).toBe('mean-squared-error')
  })

  it('are refused where no output suits the labels', () => {
    const graph = buildGraph({ inputs: [{ name: 'x', shape: [5] }], layers: [{ type: 'dense', units: 1 }] })
    let thrown: unknown
    try {
      suitingLoss('categorical', graph, 2)
    } catch (error) {
      thrown = error
    }
    expect(isHeliconError(thrown) && thrown.code).toBe('LOSS_NEEDS_CLASSES')
  })

  it('go with the heads of networks', () => {
    expect(taskHead('regression', 2).outputs).toEqual([{ name: 'prediction', layer: 'prediction' }])
    expect(taskHead('categorical', 3).layers.at(-1)).toMatchObject({ activation: 'softmax' })
  })
})
