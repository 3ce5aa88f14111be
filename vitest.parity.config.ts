import { defineConfig } from 'vitest/config'

/** Comparisons with programs in Python: `HELICON_PYTHON` names an interpreter that has them. */
export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.parity.test.ts', 'test/**/*.parity.test.ts'],
    testTimeout: 300_000,
    pool: 'forks',
  },
})
