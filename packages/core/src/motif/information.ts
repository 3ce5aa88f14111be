import { at } from '../core/arrays.js'
import { HeliconError } from '../core/errors.js'
import { checkedBackground, UNIFORM_BACKGROUND } from './background.js'
import type { Ppm } from './matrix.js'
import type { BackgroundOptions } from './pwm.js'

export interface InformationOptions extends BackgroundOptions {
  /**
   * Takes 3 / (2 ln 2 sites) bits from each position, by which few sites seem to hold more information than they do
   * (Schneider et al. 1986), though never below 0. `true`: the sites of the matrix. A number: that many. Default false.
   */
  readonly smallSampleCorrection?: boolean | number
}

/**
 * Information content of each position in bits: sum of p log2(p / background), 2 + sum of p log2 p where the background
 * is uniform.
 *
 * @returns [length]
 * @throws HeliconError ARGUMENT_INVALID where the background is none; MOTIF_SITES_UNKNOWN where the correction is asked
 *   for and the number of sites is not known
 */
export function positionInformation(ppm: Ppm, options: InformationOptions = {}): Float64Array {
  const background = checkedBackground(options.background ?? UNIFORM_BACKGROUND)
  const correction = correctionOf(ppm, options.smallSampleCorrection ?? false)
  const bits = new Float64Array(ppm.length)
  ppm.values.forEach((probability, i) => {
    const position = Math.floor(i / 4)
    if (probability > 0)
      bits[position] = at(bits, position) + probability * Math.log2(probability / at(background, i % 4))
  })
  return correction === 0 ? bits : bits.map((value) => Math.max(0, value - correction))
}

/** Information content of the motif in bits: the sum of `positionInformation`. */
export function informationContent(ppm: Ppm, options: InformationOptions = {}): number {
  return positionInformation(ppm, options).reduce((sum, bits) => sum + bits, 0)
}

function correctionOf(ppm: Ppm, correction: boolean | number): number {
  if (correction === false) return 0
  const sites = correction === true ? ppm.sites : correction
  if (sites === undefined) throw new HeliconError('MOTIF_SITES_UNKNOWN', { motif: ppm.id })
  if (!(sites > 0))
    throw new HeliconError('ARGUMENT_INVALID', {
      name: 'smallSampleCorrection',
      found: sites,
      expected: { kind: 'number', above: 0 },
    })
  return 3 / (2 * Math.LN2 * sites)
}
