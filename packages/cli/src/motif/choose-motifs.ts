import {
  type BaseNumbers,
  collectBytes,
  HeliconError,
  nearestSpelling,
  type Pfm,
  type Ppm,
  type Pwm,
  pfmFromPpm,
  plainBytes,
  ppmOf,
  pwmFromPpm,
  readMotifs,
} from '@helicon/core'
import { nodeCompression } from '@helicon/core/node'
import { inputSource } from '../data/standard-input.js'
import type { Texts } from '../texts/index.js'

export type Motif = Pfm | Ppm

/**
 * Reads a file of motifs, plain or in gzip, and chooses some of them.
 *
 * @param wanted ids or names; none for all of them
 * @throws HeliconError `MOTIF_NOT_FOUND`, and what `readMotifs` throws
 */
export async function chooseMotifs(path: string, wanted: readonly string[], texts: Texts): Promise<readonly Motif[]> {
  const source = inputSource(path, texts)
  const bytes = await collectBytes(plainBytes(source, nodeCompression))
  const { motifs } = readMotifs(bytes, { file: source.name })
  if (wanted.length === 0) return motifs
  for (const found of wanted) {
    if (motifs.some((motif) => isCalled(motif, found))) continue
    const nearest = nearestSpelling(
      found,
      motifs.flatMap(({ id, name }) => (name === '' ? [id] : [id, name])),
    )
    throw new HeliconError('MOTIF_NOT_FOUND', { file: source.name, found, motifs: motifs.length, nearest })
  }
  return motifs.filter((motif) => wanted.some((found) => isCalled(motif, found)))
}

/** Weights with the pseudocount, which also probabilities get that are known to come from so many sites. */
export function weightsOf(motif: Motif, pseudocount: number, background: BaseNumbers): Pwm {
  const counted = pseudocount > 0 && motif.kind !== 'counts' && !lacksSites(motif) ? pfmFromPpm(motif) : motif
  return pwmFromPpm(ppmOf(counted, { pseudocount }), { background })
}

/** Whether no pseudocount can be added: probabilities of nobody knows how many sites. */
export function lacksSites(motif: Motif): boolean {
  return motif.kind === 'probabilities' && motif.sites === undefined
}

function isCalled({ id, name }: Motif, found: string): boolean {
  return id === found || (name !== '' && name === found)
}
