import { HeliconError } from '../core/errors.js'
import type { Pwm } from './matrix.js'

/**
 * Refuses a matrix with which no score can be computed.
 * @throws HeliconError `ARGUMENT_INVALID` where the values do not fit the length; `MOTIF_WEIGHT_INVALID`
 */
export function requireWeights(pwm: Pwm): void {
  const { id, length, values } = pwm
  if (!Number.isInteger(length) || length < 1 || values.length !== 4 * length) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: `number of values of the motif ${id}`, ko: `모티프 ${id}의 값의 수` },
      found: values.length,
      expected: { kind: 'words', en: `four for each of ${length} positions`, ko: `위치 ${length}개마다 네 개` },
    })
  }
  for (let position = 0; position < length; position++) {
    let best = Number.NEGATIVE_INFINITY
    for (const value of values.subarray(4 * position, 4 * position + 4)) {
      if (Number.isNaN(value) || value === Number.POSITIVE_INFINITY)
        throw new HeliconError('MOTIF_WEIGHT_INVALID', { motif: id, position: position + 1, found: value })
      best = Math.max(best, value)
    }
    if (best === Number.NEGATIVE_INFINITY)
      throw new HeliconError('MOTIF_WEIGHT_INVALID', { motif: id, position: position + 1, found: best })
  }
}
