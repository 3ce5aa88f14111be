import { delimiter } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { findOtherNodes } from './other-node.js'

afterEach(() => vi.unstubAllEnvs())

describe('the other versions of Node to compare with', () => {
  it('are those that HELICON_OTHER_NODE names', () => {
    vi.stubEnv('HELICON_OTHER_NODE', [process.execPath, import.meta.filename].join(delimiter))
    expect(findOtherNodes()).toEqual({ paths: [process.execPath, import.meta.filename] })
  })

  it.each(['no/such/node', [process.execPath, 'no/such/node'].join(delimiter)])(
    'are asked for in plain words where one is missing: %s',
    (named) => {
      vi.stubEnv('CI', '')
      vi.stubEnv('HELICON_OTHER_NODE', named)
      expect(findOtherNodes()).toEqual({ missing: 'HELICON_OTHER_NODE names no/such/node, which is not there' })
    },
  )

  it.runIf(process.platform === 'linux' && process.arch === 'x64')('may not be missing with CI=true', () => {
    vi.stubEnv('CI', 'true')
    vi.stubEnv('HELICON_OTHER_NODE', 'no/such/node')
    expect(() => findOtherNodes()).toThrow('cannot run')
  })
})
