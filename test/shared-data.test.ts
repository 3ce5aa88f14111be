import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../scripts/workspace.mjs'

it.runIf(process.env['CI'] === 'true')('the shared data that many tests read is beside the repository', () => {
  expect(existsSync(join(dirname(root), 'shared', 'data', 'jund'))).toBe(true)
})
