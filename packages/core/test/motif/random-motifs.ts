import fc from 'fast-check'
import { type Pwm, pfmFromCounts, ppmFromPfm, pwmFromPpm } from '../../src/motif/index.js'

/** Weight matrices of few or many sites: with a pseudocount, or with -Infinity for bases that never occur. */
export function randomPwms(longest: number): fc.Arbitrary<Pwm> {
  const column = fc
    .tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9))
    .map(([a, c, g, t]) => (a + c + g + t === 0 ? [1, 0, 0, 0] : [a, c, g, t]))
  const background = fc.constantFrom([0.25, 0.25, 0.25, 0.25] as const, [0.3, 0.2, 0.15, 0.35] as const)
  return fc
    .tuple(fc.array(column, { minLength: 1, maxLength: longest }), fc.constantFrom(0, 0.01, 0.5, 1), background)
    .map(([columns, pseudocount, chosen]) =>
      pwmFromPpm(ppmFromPfm(pfmFromCounts(columns.flat()), { pseudocount }), { background: chosen }),
    )
}

/** Codes of bases, now and then an N. */
export function randomCodes(longest: number): fc.Arbitrary<Uint8Array> {
  const base = fc.oneof({ weight: 30, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.constantFrom(4, 255) })
  return fc.array(base, { maxLength: longest }).map((codes) => Uint8Array.from(codes))
}
