import { existsSync } from 'node:fs'
import { ppmFromConsensus } from '@helicon/core'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'
import { chooseMotifs, type Motif } from './choose-motifs.js'

/** A motif as the command line names it: in letters, or `FILE` or `FILE:ID`. */
export type PlantedMotif = { readonly consensus: string } | { readonly file: string }

/**
 * Reads the motifs, in the order given.
 *
 * @throws UsageError for a file of several motifs of which none, or not only one, is named; HeliconError what
 *   `ppmFromConsensus` and `chooseMotifs` throw
 */
export async function plantedMotifs(given: readonly PlantedMotif[], texts: Texts): Promise<readonly Motif[]> {
  const motifs: Motif[] = []
  for (const planted of given) {
    motifs.push('consensus' in planted ? ppmFromConsensus(planted.consensus) : await onlyMotif(planted.file, texts))
  }
  return motifs
}

async function onlyMotif(given: string, texts: Texts): Promise<Motif> {
  const { file, id } = fileAndId(given)
  const motifs = await chooseMotifs(file, id === undefined ? [] : [id], texts)
  const [only] = motifs
  if (only !== undefined && motifs.length === 1) return only
  throw new UsageError(
    texts.simulation.severalMotifs(
      file,
      motifs.length,
      motifs
        .slice(0, 3)
        .map((m) => m.id)
        .join(', '),
    ),
  )
}

/** A path may hold colons itself; what is there as it stands is a path alone. */
function fileAndId(given: string): { readonly file: string; readonly id: string | undefined } {
  const colon = given.lastIndexOf(':')
  if (colon < 1 || existsSync(given) || !existsSync(given.slice(0, colon))) return { file: given, id: undefined }
  return { file: given.slice(0, colon), id: given.slice(colon + 1) }
}
