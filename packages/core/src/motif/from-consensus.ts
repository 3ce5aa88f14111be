import { HeliconError } from '../core/errors.js'
import { basesOfLetter, requireLetters } from '../sequence/index.js'
import { MOTIF_BASES, type MotifIdentity, type Ppm } from './matrix.js'
import { ppmFromProbabilities } from './ppm.js'

/**
 * A matrix of probabilities from a consensus in IUPAC letters: each position has equal shares of the bases that its
 * letter stands for. `TGASTCA` has C 0.5 and G 0.5 at its fourth position.
 *
 * @param identity default: the consensus itself is the id
 * @throws HeliconError SEQUENCE_LETTER_UNKNOWN naming position and letter; ARGUMENT_INVALID for an empty text
 */
export function ppmFromConsensus(text: string, identity: MotifIdentity = {}): Ppm {
  if (text === '')
    throw new HeliconError('ARGUMENT_INVALID', {
      name: { en: 'consensus', ko: '공통 서열(consensus)' },
      found: '""',
      expected: { kind: 'words', en: 'at least one letter, for example CCGGAA', ko: '한 글자 이상(예: CCGGAA)' },
    })
  requireLetters(text, 'iupac', text)
  const rows = Array.from(text, (letter) => {
    const bases = basesOfLetter(letter) ?? ''
    return Array.from(MOTIF_BASES, (base) => (bases.includes(base) ? 1 / bases.length : 0))
  })
  return ppmFromProbabilities(rows.flat(), { id: text.toUpperCase(), ...identity })
}
