import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'
import { hasSharedData, sharedData } from './shared-data.js'

const EXAMPLES = fileURLToPath(new URL('../../../examples', import.meta.url))
const folder = temporaryFolder()
afterAll(folder.remove)

const names = readdirSync(EXAMPLES).filter((name) => name.endsWith('.yaml'))
const example = (name: string) => join(EXAMPLES, `${name}.yaml`)

describe('the examples', () => {
  it.each(names)('%s is a configuration, and the page names it', async (name) => {
    const { code, out } = await helicon(['summary', join(EXAMPLES, name)], folder.path)
    expect(code).toBe(0)
    expect(out).toContain('Total params')
    for (const page of ['README.md', 'README.ko.md'])
      expect(readFileSync(join(EXAMPLES, page), 'utf8')).toContain(`(${name})`)
  })

  describe.skipIf(!hasSharedData)('on the real data (skipped where ../shared/data is absent)', () => {
    const train = async (name: string, ...set: readonly string[]) => {
      const options = ['--data-dir', sharedData('.'), '-o', name, '--json', ...set.flatMap((value) => ['--set', value])]
      const { code, out } = await helicon(['train', example(name), ...options], folder.path)
      expect(code).toBe(0)
      return JSON.parse(out)
    }

    it('learn NFE2 from two files of different lengths better than its baselines reach', async () => {
      const { metrics } = await train('nfe2', 'training.epochs=12')
      expect(metrics.test.records).toBe(138)
      expect(metrics.test.metrics.rocAuc).toBeGreaterThan(0.97)
    }, 120_000)

    it('learn promoters in two folds, the baselines of each beside them', async () => {
      const { summary, results } = await train('promoters', 'training.epochs=60', 'data.folds=2')
      expect(results.map(({ records }: { readonly records: number }) => records)).toEqual([53, 53])
      expect(summary.metrics.accuracy.mean).toBeGreaterThan(0.75)
      expect(summary.baselines.map(({ name }: { readonly name: string }) => name)).toContain('position')
    }, 120_000)

    it('read splice junctions in three classes, CTCF with its targets, and enhancers', async () => {
      const records = async (name: string, ...set: readonly string[]) => {
        const { code, out } = await helicon(
          ['data', 'inspect', example(name), '--data-dir', sharedData('.'), '--json', ...set],
          folder.path,
        )
        expect(code).toBe(0)
        return JSON.parse(out)
      }
      const splice = await records('splice')
      expect(splice.parts[0].labels.classes.map((entry: { readonly records: number }) => entry.records)).toEqual([
        767, 768, 1655,
      ])
      const enhancers = await records('enhancers')
      const codes = enhancers.findings.map((finding: { readonly code: string }) => finding.code)
      expect(codes).toContain('GC_SEPARATES')
      const ctcf = await records('ctcf')
      expect(ctcf.parts.map((part: { readonly records: number }) => part.records)).toHaveLength(3)
    }, 120_000)
  })
})
