import { describe, expect, it } from 'vitest'
import { dropoutDraws, dropoutThreshold } from '../../src/engine/dropout.js'
import type { DropoutNode } from '../../src/engine/graph.js'
import { ENGINES, withModel } from './engines.js'
import { Network } from './network.js'

const LENGTH = 9
const CHANNELS = 5
/** Channels are counted in rows of eight: five rounded up to a multiple of four. */
const ROW = 8

function network(rate: number, granularity: DropoutNode['granularity'] = 'element', seed?: number): Network {
  const n = new Network()
  return n.output('y', n.dropout(n.input(LENGTH, CHANNELS), rate, granularity, seed))
}

describe.each(ENGINES)('dropout of the $name engine', ({ load }) => {
  /** Outputs and input gradients of ones while training, record by record. */
  async function masks(n: Network, count: number, seed: number, step = 0) {
    const size = count * LENGTH * CHANNELS
    const ones = new Float32Array(size).fill(1)
    return withModel(await load(), n.withWeights({}), { batchSize: 8, seed }, async (compiled) => {
      compiled.importState({ step, arrays: {} })
      const result = await compiled.gradients([ones], count, { y: ones }, { training: true })
      return { output: [...(result.outputs.y ?? [])], gradient: [...(result.inputs[0] ?? [])] }
    })
  }

  const granularities = ['element', 'channel', 'position'] as const
  // Rates of 1, 2, 4, 8 and 16 bits.
  const cases = granularities.flatMap((granularity) =>
    [0.5, 0.75, 0.1875, 0.99609375, 0.3].map((rate) => ({ granularity, rate })),
  )
  it.each(cases)('keeps what the draws say, by $granularity at rate $rate', async ({ granularity, rate }) => {
    const seed = 2 ** 40 + 12345
    const { output, gradient } = await masks(network(rate, granularity), 3, seed, 6)
    const expected: number[] = []
    for (let record = 0; record < 3; record++) {
      const draws = dropoutDraws({ seed, stream: 0, step: 6, record }, rate, LENGTH * ROW)
      for (let l = 0; l < LENGTH; l++) {
        for (let c = 0; c < CHANNELS; c++) {
          const element = granularity === 'element' ? l * ROW + c : granularity === 'channel' ? c : 4 * l
          expected.push((draws[element] ?? 0) < dropoutThreshold(rate) ? 0 : Math.fround(1 / (1 - rate)))
        }
      }
    }
    expect(output.map(Math.fround)).toEqual(expected)
    expect(gradient.map(Math.fround)).toEqual(expected)
  })

  it('keeps 1 - rate of the elements', async () => {
    let kept = 0
    for (let step = 0; step < 100; step++) {
      kept += (await masks(network(0.3), 2, 1, step)).output.filter((value) => value !== 0).length
    }
    // 9,000 draws: a standard deviation of 0.0048.
    expect(Math.abs(kept / 9000 - 0.7)).toBeLessThan(0.02)
  })

  it('does not depend on the other records of a batch', async () => {
    const [alone, together] = [await masks(network(0.5), 1, 4), await masks(network(0.5), 7, 4)]
    expect(together.output.slice(0, LENGTH * CHANNELS)).toEqual(alone.output)
  })

  it('changes with step, seed and record', async () => {
    const first = await masks(network(0.5), 2, 4)
    const half = LENGTH * CHANNELS
    expect((await masks(network(0.5), 2, 4)).output).toEqual(first.output)
    expect((await masks(network(0.5), 2, 5)).output).not.toEqual(first.output)
    expect((await masks(network(0.5), 2, 4, 1)).output).not.toEqual(first.output)
    expect(first.output.slice(0, half)).not.toEqual(first.output.slice(half))
  })

  it("follows the layer's own seed where it has one", async () => {
    const own = await masks(network(0.5, 'element', 99), 2, 4)
    expect((await masks(network(0.5, 'element', 99), 2, 5)).output).toEqual(own.output)
    expect((await masks(network(0.5), 2, 99)).output).toEqual(own.output)
  })

  it('counts the step that training has reached', async () => {
    const n = network(0.5)
    const loss = { name: 'mean-squared-error', output: 'y' } as const
    const optimizer = { name: 'sgd', momentum: 0, nesterov: false } as const
    const ones = new Float32Array(LENGTH * CHANNELS).fill(1)
    const options = { batchSize: 1, seed: 4, loss, optimizer }
    await withModel(await load(), n.withWeights({}), options, async (compiled) => {
      for (let step = 0; step < 3; step++) {
        expect(compiled.exportState().step).toBe(step)
        const batch = { inputs: [ones], count: 1, labels: ones }
        const trained = await compiled.trainBatch(batch, { learningRate: 0 })
        expect([...trained.outputs]).toEqual((await masks(n, 1, 4, step)).output)
      }
    })
  })

  it.each([0, 1])('at rate %d keeps all or nothing, and is the identity when predicting', async (rate) => {
    const { output } = await masks(network(rate), 1, 1)
    expect(new Set(output)).toEqual(new Set([rate === 0 ? 1 : 0]))
    const values = Float32Array.from({ length: LENGTH * CHANNELS }, (_, i) => i)
    await withModel(await load(), network(rate).withWeights({}), { batchSize: 1, seed: 1 }, async (compiled) => {
      expect([...((await compiled.predictBatch([values], 1)).y ?? [])]).toEqual([...values])
    })
  })
})
