import { at } from '../core/arrays.js'
import type { Pfm, Ppm, Pwm } from './matrix.js'

/**
 * The motif as it reads on the other strand: positions in the other order, A with T and C with G exchanged, those of the
 * background of log-odds too.
 */
export function reverseComplementMotif<M extends Pfm | Ppm | Pwm>(motif: M): M {
  // The bases are in the order A, C, G, T: the complement of the last is the first, as with the positions.
  const turned = { ...motif, values: Float64Array.from(motif.values).reverse() }
  if (turned.kind !== 'log-odds') return turned
  const { background } = turned
  return { ...turned, background: [at(background, 3), at(background, 2), at(background, 1), at(background, 0)] }
}
