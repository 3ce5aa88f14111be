import { firstLayers, isHeliconError, type NamedArrays, writeMotifs } from '@helicon/core'
import { readFilters } from '../motif/filters.js'
import type { RunFilters } from './filter-results.js'
import { RUN_FILES } from './run-folder.js'
import type { Work } from './run-plan.js'

/**
 * Reads the filters of the trained model on the test part, without one on the validation part or what it was trained on, and
 * writes those with sites enough to `filters.meme`.
 * @returns undefined where no convolution takes the sequence
 */
export async function writeFilters(work: Work, weights: NamedArrays): Promise<RunFilters | undefined> {
  const { context, plan, folder, data } = work
  const model = { graph: plan.config.graph, weights }
  if (!hasReadableFilters(model)) return undefined
  const part = data.test ? 'test' : data.validation ? 'validation' : 'train'
  const { terminal, interrupts } = context
  terminal.progress(terminal.texts.judgement.readingFilters)
  const { motifs, ...filters } = await readFilters(model, data[part] ?? data.train, {
    seed: plan.config.training.seed,
    signal: interrupts.signal,
  })
  terminal.progress('')
  if (motifs.length > 0) await folder.write(RUN_FILES.filters, writeMotifs(motifs, 'meme'))
  return { part, ...filters }
}

function hasReadableFilters(model: Parameters<typeof firstLayers>[0]): boolean {
  try {
    return firstLayers(model).length > 0
  } catch (error) {
    if (isHeliconError(error, 'FILTERS_NOT_READABLE')) return false
    throw error
  }
}
