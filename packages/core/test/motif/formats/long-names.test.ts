import { expect, it } from 'vitest'
import { readMotifs } from '../../../src/motif/index.js'

/** As long as a line may be: an expression that goes over blanks again and again would take minutes. */
const BLANKS = ' '.repeat(600_000)

it('reads a name of blanks once, in JASPAR and in MEME', () => {
  const { motifs } = readMotifs(`>a b${BLANKS}c\nA [1]\nC [1]\nG [1]\nT [1]\n`)
  expect(motifs.map(({ id, name }) => [id, name.length])).toEqual([['a', BLANKS.length + 2]])
  const head = ['MEME version 4', '', 'ALPHABET= ACGT', '']
  const matrix = ['letter-probability matrix: alength= 4 w= 1', '1 0 0 0', '']
  const meme = readMotifs([...head, `MOTIF M2${BLANKS}x`, ...matrix].join('\n'))
  expect(meme.motifs.map(({ id, name }) => [id, name])).toEqual([['M2', 'x']])
})
