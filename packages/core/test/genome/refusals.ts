import { describe, expect, it } from 'vitest'
import { type ErrorCode, isHeliconError } from '../../src/core/index.js'

/** What is refused, and with what words. */
export type Refusal = readonly [
  what: string,
  run: () => Promise<unknown>,
  code: ErrorCode,
  english: RegExp,
  korean: RegExp,
]

/** Tests that each case is refused with its error, in both languages. */
export function describeRefusals(kinds: readonly (readonly [kind: string, cases: readonly Refusal[]])[]): void {
  describe.each(kinds)('%s', (_kind, cases) => {
    it.each(cases)('is refused: %s', async (_what, run, code, english, korean) => {
      const error: unknown = await Promise.resolve()
        .then(run)
        .then(
          () => 'nothing was refused',
          (thrown: unknown) => thrown,
        )
      if (!isHeliconError(error)) throw new Error(`no error of Helicon: ${String(error)}`)
      expect(error.code).toBe(code)
      expect(error.message).toMatch(english)
      expect(error.text('ko')).toMatch(korean)
    })
  })
}
