import { join } from 'node:path'
import { root } from '../../scripts/workspace.mjs'
import { runScript } from '../run-program.mjs'
import { median } from '../statistics.mjs'

/** What grows, with the sizes of all that stays. Batches are smaller where a sequence takes long. */
const GROWTH = {
  length: { values: [50, 101, 200, 500, 1000, 5000], batch: 100 },
  filters: { values: [4, 15, 16, 32, 64, 128], batch: 100 },
  kernelSize: { values: [3, 10, 20], batch: 1000 },
  activation: { values: ['relu', 'elu', 'tanh', 'silu', 'softplus', 'gelu'], batch: 1000 },
  batch: { values: [1, 10, 100, 1000, 5000] },
  records: { values: [1000, 10_000, 100_000], batch: 1000 },
}

/** How the time to train the JUND network grows with one size at a time, on one thread. */
export function growthPart({ rounds, seconds }) {
  const points = Object.entries(GROWTH).flatMap(([what, { values, batch }]) =>
    values.map((value) => ({ what, value, batch: what === 'batch' ? value : batch, runs: [] })),
  )
  const step = (point, round) => ({
    label: `Growth, ${point.what} ${point.value}, round ${round}/${rounds}`,
    expected: point.what === 'records' ? point.value / 15_000 + 1 : 1.5 * Math.min(seconds, 1) + 2,
    run: () => measure(point, seconds),
  })
  return {
    name: 'growth',
    steps: Array.from({ length: rounds }, (_, index) => points.map((point) => step(point, index + 1))).flat(),
    finish: () => ({ points: points.map(summary) }),
  }
}

function measure({ what, value, batch, runs }, seconds) {
  const options = { [what]: value, batch, seconds: Math.min(seconds, 1) }
  const run = runScript(join(root, 'bench', 'helicon', 'growth.mjs'), options)
  runs.push(run)
  return `${run.microseconds.toFixed(1)} µs a sequence`
}

function summary({ what, value, batch, runs }) {
  const middle = (name) => median(runs.map((run) => run[name]))
  const epoch = what === 'records' ? { epoch: middle('epoch') } : {}
  return { what, value, batch, microseconds: middle('microseconds'), gigaflops: middle('gigaflops'), ...epoch, runs }
}
