import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KMER_COLUMNS, kmerColumn, kmerFeatures, kmerText } from '../../src/baselines/kmer-features.js'
import { denseFeatures } from '../../src/baselines/linear-features.js'
import { applyLogistic, fitLogistic } from '../../src/baselines/logistic-regression.js'
import { fitSequenceRegression } from '../../src/baselines/sequence-regression.js'
import { randomStream } from '../../src/core/random.js'
import { rocAuc } from '../../src/metrics/ranking.js'
import { sequenceSetFromStrings } from '../../src/sequence/build-sequence-set.js'

interface GoldenFit {
  readonly c: number
  readonly weighted: boolean
  readonly intercept: number
  readonly objective: number
  readonly coefficients: Readonly<Record<string, number>>
  readonly probabilities: readonly number[]
}

/** scikit-learn's regression of the same sequences; the file names the version and the call. */
const golden: {
  readonly sequences: readonly string[]
  readonly labels: readonly number[]
  readonly weights: readonly number[]
  readonly row7: Readonly<Record<string, number>>
  readonly fits: readonly GoldenFit[]
} = JSON.parse(readFileSync(new URL('./golden/kmer-regression.json', import.meta.url), 'utf8'))

const setOf = (texts: readonly string[]) => sequenceSetFromStrings(texts.map(String), texts)
const features = kmerFeatures(setOf(golden.sequences))

describe('k-mer features', () => {
  it('are the normalized counts of scikit-learn, without k-mers that hold an N', () => {
    const unit = new Float64Array(features.rows)
    unit[7] = 1
    const row = new Float64Array(KMER_COLUMNS)
    features.multiplyTransposed(unit, row)
    expect(golden.sequences[7]).toContain('N')
    const found = [...row.entries()]
      .filter(([, value]) => value !== 0)
      .map(([column, value]) => [kmerText(column), value])
    expect(found).toHaveLength(Object.keys(golden.row7).length)
    for (const [kmer, value] of found) expect(golden.row7[String(kmer)]).toBeCloseTo(Number(value), 12)
  })

  it('number every k-mer of 1 to 6 bases once', () => {
    expect(KMER_COLUMNS).toBe(4 + 16 + 64 + 256 + 1024 + 4096)
    for (const text of ['A', 'T', 'AA', 'TT', 'AAA', 'GATACA', 'TTTTTT']) expect(kmerText(kmerColumn(text))).toBe(text)
    for (const column of [0, 3, 4, 19, 20, 340, 1364, KMER_COLUMNS - 1])
      expect(kmerColumn(kmerText(column))).toBe(column)
  })

  it('multiply as a matrix and its transpose do: (Xw).r = w.(X^T r)', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[ACGTN]{0,12}$/), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0 }),
        (texts, seed) => {
          const x = kmerFeatures(setOf(texts))
          const weights = randomStream(seed, 'weights').normals(KMER_COLUMNS)
          const values = randomStream(seed, 'values').normals(texts.length)
          const products = new Float64Array(texts.length)
          const sums = new Float64Array(KMER_COLUMNS)
          x.multiply(weights, products)
          x.multiplyTransposed(values, sums)
          const left = products.reduce((sum, value, i) => sum + value * (values[i] ?? 0), 0)
          const right = sums.reduce((sum, value, j) => sum + value * (weights[j] ?? 0), 0)
          expect(left).toBeCloseTo(right, 9)
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('logistic regression', () => {
  it.each(golden.fits.map((fit) => [fit.c, fit] as const))('with C = %d is that of scikit-learn', (c, fit) => {
    const weights = Float64Array.from(golden.labels, (_, i) => (fit.weighted ? (golden.weights[i] ?? 1) : 1))
    const model = fitLogistic(features, golden.labels, weights, { c, tolerance: 1e-11 })
    expect(model.intercept).toBeCloseTo(fit.intercept, 5)
    for (const [kmer, value] of Object.entries(fit.coefficients))
      expect(model.weights[kmerColumn(kmer)], kmer).toBeCloseTo(value, 5)
    const probabilities = applyLogistic(model, features)
    fit.probabilities.forEach((p, i) => {
      expect(probabilities[i]).toBeCloseTo(p, 6)
    })
    const loss = probabilities.reduce(
      (sum, p, i) => sum - (weights[i] ?? 0) * Math.log(golden.labels[i] === 1 ? p : 1 - p),
      0,
    )
    const squares = model.weights.reduce((sum, value) => sum + value * value, 0)
    expect(c * loss + squares / 2).toBeCloseTo(fit.objective, 6)
  })

  it('is where the gradient is 0, from any start, and knows labels that a line divides', () => {
    const n = 60
    const x = randomStream(1, 'x').normals(3 * n)
    const labels = Array.from({ length: n }, (_, i) => ((x[3 * i] ?? 0) > 0 ? 1 : 0))
    const ones = new Float64Array(n).fill(1)
    const dense = denseFeatures(x, 3)
    const model = fitLogistic(dense, labels, ones, { c: 5, tolerance: 1e-12 })
    const start = { weights: Float64Array.of(-30, 20, 10), intercept: 40 }
    const other = fitLogistic(dense, labels, ones, { c: 5, tolerance: 1e-12, start })
    model.weights.forEach((weight, j) => {
      expect(other.weights[j]).toBeCloseTo(weight, 8)
    })
    const errors = applyLogistic(model, dense).map((p, i) => p - (labels[i] ?? 0))
    const sums = new Float64Array(3)
    dense.multiplyTransposed(errors, sums)
    model.weights.forEach((weight, j) => {
      expect(5 * (sums[j] ?? 0) + weight).toBeCloseTo(0, 7)
    })
    expect(rocAuc(labels, applyLogistic(model, dense))).toBe(1)
  })
})

describe('fitSequenceRegression', () => {
  const texts = Array.from({ length: 300 }, (_, i) => {
    const codes = Array.from(randomStream(i, 'text').integers(24, 4), (code) => 'ACGT'[code] ?? 'N')
    if (i % 3 === 0) codes.splice(5 + (i % 10), 5, 'G', 'G', 'A', 'A', 'A')
    return codes.join('')
  })
  const labels = Uint8Array.from(texts, (_, i) => (i % 3 === 0 ? 1 : 0))
  const ones = new Float64Array(300).fill(1)

  it('finds what is planted, the same with the same seed', () => {
    const fitted = fitSequenceRegression(setOf(texts), labels, ones, { seed: 1, features: kmerFeatures })
    expect(fitted.model).toEqual(
      fitSequenceRegression(setOf(texts), labels, ones, { seed: 1, features: kmerFeatures }).model,
    )
    expect(fitted.model.weights[kmerColumn('GGAAA')]).toBeGreaterThan(fitted.model.weights[kmerColumn('GGTAA')] ?? 0)
    expect(rocAuc([1, 0], fitted.predict(setOf(['CTCTGGAAACTC', 'CTCTGCATACTC'])))).toBe(1)
  })

  it('manages with a record of each class, and with sequences without a base', () => {
    const few = fitSequenceRegression(setOf(['GGGG', 'AAAA']), Uint8Array.of(1, 0), ones.subarray(0, 2), {
      seed: 1,
      features: kmerFeatures,
    })
    const [first = 0, second = 1] = few.predict(setOf(['GGG', 'AAA']))
    expect(first).toBeGreaterThan(second)
    expect(few.predict(setOf(['NNNN', '']))).toEqual(few.predict(setOf(['', 'N'])))
  })
})
