/** A value may differ by absolute + relative * |expected|, or of the largest |expected| of its array. */
export interface Tolerance {
  readonly absolute: number
  readonly relative: number
  readonly of?: 'element' | 'largest'
}

type Numbers = ArrayLike<number>

/** Throws where a value differs from the expected one by more than the tolerance, naming the worst. */
export function requireClose(what: string, actual: Numbers | undefined, expected: Numbers, tolerance: Tolerance): void {
  if (actual === undefined) throw new Error(`${what}: missing`)
  if (actual.length !== expected.length) throw new Error(`${what}: ${actual.length} values, not ${expected.length}`)
  let largest = 0
  for (let i = 0; i < expected.length; i++) largest = Math.max(largest, Math.abs(expected[i] ?? 0))
  let worst = { excess: 0, message: '' }
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i] ?? Number.NaN
    const e = expected[i] ?? Number.NaN
    const scale = tolerance.of === 'largest' ? largest : Math.abs(e)
    const allowed = tolerance.absolute + tolerance.relative * scale
    const same = Object.is(a, e) || a === e
    const excess = same ? 0 : Math.abs(a - e) / (allowed || Number.MIN_VALUE)
    if (excess > 1 || Number.isNaN(excess)) {
      if (!(excess <= worst.excess)) worst = { excess, message: `[${i}] is ${a}, expected ${e} (allowed ${allowed})` }
    }
  }
  if (worst.message !== '') throw new Error(`${what}: ${worst.message}`)
}

/** `requireClose` on arrays by name; both must have the same names. */
export function requireAllClose(
  what: string,
  actual: Readonly<Record<string, Numbers>>,
  expected: Readonly<Record<string, Numbers>>,
  tolerance: Tolerance,
): void {
  const names = Object.keys(expected).sort().join()
  if (Object.keys(actual).sort().join() !== names) throw new Error(`${what}: ${Object.keys(actual)}, not ${names}`)
  for (const [name, values] of Object.entries(expected))
    requireClose(`${what} ${name}`, actual[name], values, tolerance)
}
