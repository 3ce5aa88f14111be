import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { applyLogistic, fitLogistic } from '../../src/baselines/logistic-regression.js'
import { LONGEST_BY_POSITION, positionFeatures, positionLength } from '../../src/baselines/position-features.js'
import { sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'

/** scikit-learn's regression of the same sequences; the file names the version and the call. */
const golden: {
  readonly c: number
  readonly sequences: readonly string[]
  readonly labels: readonly number[]
  readonly intercept: number
  readonly coefficients: readonly number[]
  readonly probabilities: readonly number[]
} = JSON.parse(readFileSync(new URL('./golden/position-regression.json', import.meta.url), 'utf8'))

const setOf = (texts: readonly string[]) => sequenceSetFromStrings(texts.map(String), texts)
const close = (found: ArrayLike<number>, expected: readonly number[]) =>
  expected.forEach((value, i) => {
    expect(found[i]).toBeCloseTo(value, 6)
  })

describe('regression on which base stands where', () => {
  it('is that of scikit-learn', () => {
    const features = positionFeatures(setOf(golden.sequences), 12)
    const weights = new Float64Array(golden.labels.length).fill(1)
    const model = fitLogistic(features, Uint8Array.from(golden.labels), weights, { c: golden.c, tolerance: 1e-10 })
    expect(model.intercept).toBeCloseTo(golden.intercept, 6)
    close(model.weights, golden.coefficients)
    close(applyLogistic(model, features), golden.probabilities)
  })

  it('multiplies by its transpose as by itself, N left out', () => {
    const features = positionFeatures(setOf(['ACGT', 'NNAA', 'TTTN']), 4)
    const weights = Float64Array.from({ length: 16 }, (_, i) => i + 1)
    const values = Float64Array.of(1, -2, 3)
    const [rows, columns] = [new Float64Array(3), new Float64Array(16)]
    features.multiply(weights, rows)
    features.multiplyTransposed(values, columns)
    const left = rows.reduce((sum, value, i) => sum + value * (values[i] ?? 0), 0)
    const right = columns.reduce((sum, value, j) => sum + value * (weights[j] ?? 0), 0)
    expect(left).toBeCloseTo(right, 12)
    // Half of each: A at 0, C at 1, G at 2, T at 3 of the first.
    expect(rows[0]).toBe((1 + 6 + 11 + 16) / 2)
  })

  it('has no meaning where lengths differ or are very long', () => {
    expect(positionLength(setOf(['ACG', 'TTT']))).toBe(3)
    expect(positionLength(setOf(['ACG', 'TT']))).toBeUndefined()
    expect(positionLength(setOf(['', '']))).toBeUndefined()
    expect(positionLength(setOf(['A'.repeat(LONGEST_BY_POSITION + 1)]))).toBeUndefined()
  })
})
