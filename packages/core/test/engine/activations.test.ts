import { describe, expect, it } from 'vitest'
import { elementFunction } from '../../src/engine/activation-functions.js'
import { ACTIVATION_NAMES, type ActivationName } from '../../src/engine/graph.js'
import { ENGINES, withModel } from './engines.js'
import { Network } from './network.js'

/** From below float32's smallest number to beyond exp's range, on both sides, and 0. */
const SIZES = Array.from({ length: 1500 }, (_, i) => Math.fround(1e-42 * 1.0735 ** i)).filter((x) => x < 1e4)
const ARGUMENTS = Float32Array.from([...SIZES.map((x) => -x), -0, 0, ...SIZES])
const NAMES = ACTIVATION_NAMES.filter((name) => name !== 'softmax')

/** In distances between float32 numbers: half of one, and a little for what float64 is rounded from. */
const LAST_DIGIT = 0.51
/** Computed in float32, with two roundings. */
const TWO_ROUNDINGS: Partial<Record<ActivationName, number>> = { leakyRelu: 1, softsign: 1.5 }
/** Slopes are taken from float32 outputs, so that they share their rounding errors: in units of 1. */
const SLOPE_ERROR = 1.3e-7

function spacing(x: number): number {
  return 2 ** Math.max(Math.floor(Math.log2(Math.abs(x))) - 23, -149)
}

describe.each(ENGINES.filter(({ precision }) => precision === 'float32'))(
  'activations of the $name engine',
  (engine) => {
    it.each(NAMES)('%s is right to the last digit, and so is its slope', async (name) => {
      const n = new Network()
      n.output('y', n.activation(n.input(ARGUMENTS.length), name))
      const { value, derivative } = elementFunction(name, undefined)
      await withModel(await engine.load(), n.withWeights({}), { batchSize: 1, seed: 0 }, async (compiled) => {
        const ones = new Float32Array(ARGUMENTS.length).fill(1)
        const { outputs, inputs } = await compiled.gradients([ARGUMENTS], 1, { y: ones })
        for (const [i, x] of ARGUMENTS.entries()) {
          const y = value(x)
          const found = outputs.y?.[i] ?? Number.NaN
          const error = Math.fround(y) === found ? 0 : Math.abs(found - y) / spacing(y)
          expect(error, `${name} of ${x}: ${found} instead of ${y}`).toBeLessThan(TWO_ROUNDINGS[name] ?? LAST_DIGIT)
          const wanted = derivative(x, y)
          const difference = Math.abs((inputs[0]?.[i] ?? Number.NaN) - wanted) / Math.max(1, Math.abs(wanted))
          if (Math.abs(wanted) < 1e38) expect(difference, `slope of ${name} at ${x}`).toBeLessThan(SLOPE_ERROR)
        }
      })
    })

    it.each(NAMES)('%s of NaN is NaN, and of the largest numbers as in float64', async (name) => {
      const n = new Network()
      n.output('y', n.activation(n.input(3), name))
      const { value } = elementFunction(name, undefined)
      await withModel(await engine.load(), n.withWeights({}), { batchSize: 1, seed: 0 }, async (compiled) => {
        const { y } = await compiled.predictBatch([Float32Array.of(Number.NaN, 2 ** 126, -(2 ** 126))], 1)
        expect(y?.[0]).toBeNaN()
        expect(y?.[1]).toBe(Math.fround(value(2 ** 126)))
        expect(y?.[2]).toBe(Math.fround(value(-(2 ** 126))))
      })
    })
  },
)
