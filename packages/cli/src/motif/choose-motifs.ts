import {
  type BaseNumbers,
  collectBytes,
  HeliconError,
  LARGEST_MOTIF_FILE,
  type MotifFile,
  type MotifFormat,
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

/** A file of motifs, and what it is called in messages. */
export interface NamedMotifFile extends MotifFile {
  readonly file: string
}

/**
 * Reads a file of motifs, plain or in gzip; `-` is standard input.
 *
 * @param format default: found by looking
 * @throws HeliconError what `readMotifs` throws
 */
export async function readMotifFile(path: string, texts: Texts, format?: MotifFormat): Promise<NamedMotifFile> {
  const source = inputSource(path, texts)
  const bytes = await collectBytes(plainBytes(source, nodeCompression), LARGEST_MOTIF_FILE)
  return { ...readMotifs(bytes, { file: source.name, ...(format && { format }) }), file: source.name }
}

/**
 * Reads a file of motifs and chooses some of them.
 *
 * @param wanted ids or names; none for all of them
 * @throws HeliconError `MOTIF_NOT_FOUND`, and what `readMotifs` throws
 */
export async function chooseMotifs(path: string, wanted: readonly string[], texts: Texts): Promise<readonly Motif[]> {
  return chosenMotifs(await readMotifFile(path, texts), wanted)
}

/** The motifs of a file that are called so, in the order of the file. Throws `MOTIF_NOT_FOUND`. */
export function chosenMotifs({ file, motifs }: NamedMotifFile, wanted: readonly string[]): readonly Motif[] {
  if (wanted.length === 0) return motifs
  for (const found of wanted) {
    if (motifs.some((motif) => isCalled(motif, found))) continue
    const nearest = nearestSpelling(
      found,
      motifs.flatMap(({ id, name }) => (name === '' ? [id] : [id, name])),
    )
    throw new HeliconError('MOTIF_NOT_FOUND', { file, found, motifs: motifs.length, nearest })
  }
  return motifs.filter((motif) => wanted.some((found) => isCalled(motif, found)))
}

/** Weights with the pseudocount, which also probabilities get that are known to come from so many sites. */
export function weightsOf(motif: Motif, pseudocount: number, background: BaseNumbers): Pwm {
  return pwmFromPpm(probabilitiesOf(motif, pseudocount), { background })
}

/** Probabilities with the pseudocount, which also those get that are known to come from so many sites. */
export function probabilitiesOf(motif: Motif, pseudocount: number | BaseNumbers): Ppm {
  const some = typeof pseudocount === 'number' ? pseudocount > 0 : pseudocount.some((value) => value > 0)
  const counted = some && motif.kind !== 'counts' && !lacksSites(motif) ? pfmFromPpm(motif) : motif
  return ppmOf(counted, { pseudocount })
}

/** Whether no pseudocount can be added: probabilities of nobody knows how many sites. */
export function lacksSites(motif: Motif): boolean {
  return motif.kind === 'probabilities' && motif.sites === undefined
}

function isCalled({ id, name }: Motif, found: string): boolean {
  return id === found || (name !== '' && name === found)
}
