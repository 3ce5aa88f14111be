import { describe, expect, it } from 'vitest'
import { computeMetric, isMetricName, randomStream } from '../../packages/core/src/index.js'
import { findPython, reason, runPython } from './python.js'

const python = findPython('numpy', 'scipy', 'sklearn')

interface Case {
  readonly kind: 'binary' | 'regression'
  readonly labels: number[]
  readonly predictions: number[]
  readonly weights: number[] | null
}

/** Random predictions with many ties, labels that lean on them, and weights in every other case. */
function randomCase(seed: number): Case {
  const count = 20 + seed * 37
  const values = (part: number, scale: number) =>
    Array.from(randomStream(seed, 'metrics', part).uniforms(count), (value) => Math.round(value * scale) / scale)
  const predictions = values(0, 40).map((value) => 0.01 + 0.98 * value)
  const drawn = values(1, 1000)
  if (seed % 3 === 0) {
    const labels = predictions.map((value, row) => value + (drawn[row] ?? 0))
    return { kind: 'regression', labels, predictions, weights: null }
  }
  const labels = predictions.map((value, row) => (0.3 + 0.4 * value > (drawn[row] ?? 0) ? 1 : 0))
  const weights = seed % 2 === 0 ? values(2, 10).map((value) => value + 0.1) : null
  return { kind: 'binary', labels, predictions, weights }
}

describe.skipIf('missing' in python)(`metrics are scikit-learn's${reason(python)}`, () => {
  it('on random data with ties and weights', () => {
    const cases = Array.from({ length: 30 }, (_, seed) => randomCase(seed + 1))
    const answers = runPython<Record<string, number>[]>(python, 'metrics.py', cases)
    expect(answers).toHaveLength(cases.length)
    cases.forEach(({ labels, predictions, weights }, index) => {
      for (const [name, expected] of Object.entries(answers[index] ?? {})) {
        if (!isMetricName(name)) throw new Error(`${name} is no metric`)
        const found = computeMetric(name, labels, predictions, { outputs: 1, weights: weights ?? undefined })
        expect(found, `${name} of case ${index}`).not.toBeNull()
        expect(Math.abs((found ?? 0) - expected), `${name} of case ${index}`).toBeLessThanOrEqual(
          1e-12 * Math.max(1, Math.abs(expected)),
        )
      }
    })
  })
})
