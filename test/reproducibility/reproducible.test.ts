import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { nodeThreads } from '../../packages/core/dist/node/index.js'
import { findOtherNodes } from '../other-node.js'
import { trainInNode } from './node-results.js'
import { threadWorks } from './thread-at-work.js'

const [alone, ...threaded] = trainInNode(process.execPath, [0, 1, 2, 3, 4, 8])

describe(`Node ${process.version}`, () => {
  it('has threads that work', async () => {
    expect(await threadWorks(nodeThreads)).toBe(true)
  })

  it('trains networks that learn something: no two of them to the same weights, each with finite losses', () => {
    const results = Object.values(alone ?? {})
    expect(results.length).toBeGreaterThan(3)
    expect(new Set(results.map(({ weights }) => weights)).size).toBe(results.length)
    for (const { losses } of results) expect(losses.every(Number.isFinite)).toBe(true)
  })

  it.each([1, 2, 3, 4, 8].map((threads, i) => ({ threads, i })))(
    'trains to the bits of one thread without shared memory on $threads',
    ({ i }) => {
      expect(threaded[i]).toEqual(alone)
    },
  )
})

const others = findOtherNodes()
const paths = 'missing' in others ? [others.missing] : others.paths

describe.skipIf('missing' in others)('another version of Node', () => {
  it.each(paths)('trains to the same bits: %s', (path) => {
    expect(execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()).not.toBe(process.version)
    expect(trainInNode(path, [0, 2])).toEqual([alone, alone])
  })
})
