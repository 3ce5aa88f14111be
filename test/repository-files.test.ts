import { describe, expect, it } from 'vitest'
import { isWritten, readTracked, trackedFiles } from './tracked-files.js'

const files = trackedFiles()
const written = files.filter((path) => isWritten(path) && path !== 'package-lock.json')
const sources = files.filter((path) => /^(packages|apps|bench|scripts|test)\/.*\.(ts|mjs|js|py|svelte)$/.test(path))

describe('files of the repository', () => {
  it('are found', () => {
    expect(sources.length).toBeGreaterThan(50)
  })

  it('hold one idea each: none is over 500 lines', () => {
    const long = sources.filter((path) => readTracked(path).split('\n').length > 500)
    expect(long).toEqual([])
  })

  it('are named for what they hold', () => {
    const vague = /(^|\/)(utils?|helpers?|common|manager|misc)(\/|\.|$)/
    expect(sources.filter((path) => vague.test(path))).toEqual([])
    const named = /^([a-z0-9_-]+\/)*[a-z0-9][a-z0-9_.-]*$/
    expect(sources.filter((path) => !named.test(path))).toEqual([])
  })

  it('name no package registry and no folder of one machine', () => {
    const places = [
      /https?:\/\/[^\s'"]*(registry|npmjs|pypi|artifactory|nexus|mirror)/i,
      /^\s*(@[\w-]+:)?registry\s*=/m,
      /(^|[\s'"`(=:])\/(home|root|Users|work|workspace|opt|mnt)\/\w/m,
      /\b[A-Z]:\\+(Users|work)/,
    ]
    const found = [...written, 'package-lock.json'].flatMap((path) => {
      const text = readTracked(path)
      return places.flatMap((place) => {
        const match = place.exec(text)
        return match === null ? [] : [`${path}: ${match[0].trim()}`]
      })
    })
    expect(found).toEqual([])
  })

  it('leave nothing to do later', () => {
    const unfinished = new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['X', 'XX'].join('')})\\b`)
    expect(sources.filter((path) => unfinished.test(readTracked(path)))).toEqual([])
  })
})
