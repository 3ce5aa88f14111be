import { describe, expect, it } from 'vitest'
import { at } from '../../src/core/arrays.js'
import { concatenateDatasets } from '../../src/dataset/select.js'
import { simulateMotif } from '../../src/dataset/simulate-motif.js'
import { selectEngine } from '../../src/engine/select.js'
import { filterMotifs } from '../../src/interpretation/filter-motifs.js'
import { bestMotifMatch } from '../../src/motif/compare.js'
import { consensus } from '../../src/motif/consensus.js'
import { pfmFromInstances } from '../../src/motif/pfm.js'
import { buildGraph } from '../../src/nn/build-graph.js'
import { initialWeights } from '../../src/nn/initial-weights.js'
import { presetSpec, presetTraining } from '../../src/nn/presets.js'
import { fit } from '../../src/training/fit.js'

const dataOf = (seed: number) => concatenateDatasets([...simulateMotif({ seed })])

describe('the filters of the guide, trained as it says', () => {
  it.each([1, 2, 3])('hold the GGAA core of the motif, seed %d', async (seed) => {
    const spec = presetSpec('guide')
    const graph = buildGraph(spec)
    const { loss, optimizer, learningRate, batchSize, epochs, validationSplit } = presetTraining('guide')
    const engine = await selectEngine('wasm')
    const compiled = await engine.compile(
      { graph, weights: initialWeights(graph, spec, seed) },
      { loss, optimizer, batchSize, seed, threads: 1 },
    )
    try {
      const options = { loss, learningRate, batchSize, epochs, validationSplit, seed }
      const { weights } = await fit({ ...options, compiled, graph, train: dataOf(seed) })
      const motifs = await filterMotifs({ graph, weights }, dataOf(seed + 100).sequences)
      expect(motifs).toHaveLength(10)
      const found = motifs.flatMap(({ pfm }) => pfm ?? [])
      const core = pfmFromInstances(['GGAA'], { id: 'core' })
      const matches = found.map((pfm) => bestMotifMatch(core, [pfm], { bothStrands: false, leastOverlap: 4 }))
      const best = Math.max(...matches.map((match) => match?.correlation ?? -1))
      expect(best).toBeGreaterThan(0.85)
      const index = matches.findIndex((match) => match?.correlation === best)
      expect(consensus(at(found, index))).toContain('GGAA')
    } finally {
      await compiled.dispose()
    }
  })
})
