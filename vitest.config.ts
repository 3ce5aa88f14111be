import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/*.parity.test.ts', '**/node_modules/**'],
    testTimeout: 60_000,
    // Some start a browser and load the library module by module.
    hookTimeout: 60_000,
    pool: 'forks',
  },
})
