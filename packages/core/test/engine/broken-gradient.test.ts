import { describe, expect, it } from 'vitest'
import { BROKEN_GRADIENTS, BROKEN_STEP } from './broken-engines.js'
import { ENGINES, TOLERANCES } from './engines.js'
import { checkGradients, checkLossGradients } from './finite-differences.js'
import { checkGoldenCase, type GoldenCase, readGolden } from './golden-cases.js'
import { Network } from './network.js'
import { operationTable } from './operation-table.js'
import { seeded } from './random.js'
import { trainingTable } from './training-table.js'

const golden = readGolden<{ readonly cases: readonly GoldenCase[] }>('layers.json').cases.find(
  ({ op, params }) => op === 'conv1d' && params.filters === 15,
)
const precisions = [...new Set(ENGINES.map(({ precision }) => precision))]

function convolution(): Network {
  const network = new Network()
  return network.output('y', network.conv1d(network.input(9, 3), { filters: 5, kernelSize: 3 }))
}

describe('a gradient broken on purpose is found', () => {
  describe.each(BROKEN_GRADIENTS)('$title', ({ engine }) => {
    it.each(precisions)('by the numbers of PyTorch, within the tolerance of %s', async (precision) => {
      if (golden === undefined) throw new Error('the golden case is gone')
      await expect(checkGoldenCase(engine, golden, TOLERANCES[precision].layer)).rejects.toThrow(/gradient of/)
    })

    it('by finite differences', async () => {
      const model = convolution().model(seeded(1))
      const inputs = [seeded(2).normals(2 * 27)]
      await expect(checkGradients(engine, model, inputs, 2, false)).rejects.toThrow(/gradient of/)
    })
  })

  it.each(trainingTable().slice(0, 3))('in a training step: $title', async ({ model, loss, batch }) => {
    await expect(checkLossGradients(BROKEN_STEP, model, batch(4, seeded(3)), loss)).rejects.toThrow(/gradient of/)
  })

  it('and the right ones are not: a network of the table passes the same check', async () => {
    const [entry] = operationTable()
    if (entry === undefined) throw new Error('the table is empty')
    for (const { load, precision } of ENGINES.filter((engine) => engine.precision === 'float64')) {
      await checkGradients(await load(), entry.model, entry.inputs(2, seeded(4)), 2, true)
      if (golden !== undefined) await checkGoldenCase(await load(), golden, TOLERANCES[precision].layer)
    }
  })
})
