import { afterEach, describe, expect, it, vi } from 'vitest'
import { findChromium } from './browser.js'

afterEach(() => vi.unstubAllEnvs())

describe('the browser of the browser tests', () => {
  it('is the one that HELICON_CHROMIUM names', () => {
    vi.stubEnv('HELICON_CHROMIUM', process.execPath)
    expect(findChromium()).toEqual({ path: process.execPath })
  })

  it('is asked for in plain words where it is missing', () => {
    vi.stubEnv('CI', '')
    vi.stubEnv('HELICON_CHROMIUM', 'no/such/browser')
    expect(findChromium()).toEqual({ missing: 'HELICON_CHROMIUM names no/such/browser, which is not there' })
  })

  it('may not be missing with CI=true', () => {
    vi.stubEnv('CI', 'true')
    vi.stubEnv('HELICON_CHROMIUM', 'no/such/browser')
    expect(() => findChromium()).toThrow('Browser tests cannot run')
  })
})
