import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  decodeSequence,
  pfmFromCounts,
  ppmOf,
  pwmFromPpm,
  randomStream,
  readFasta,
  readMotifs,
  scoreDistribution,
  thresholdForFalsePositiveRate,
  writeMotifs,
} from '@helicon/core'
import { fileSource, nodeCompression } from '@helicon/core/node'
import { root } from '../scripts/workspace.mjs'

const SHARED = join(dirname(root), 'shared', 'data')
const MOTIFS = join(SHARED, 'motifs', 'JASPAR2024_CORE_vertebrates_non-redundant_pfms_transfac.txt')
const GENOME = join(SHARED, 'phage', 'lambda_virus.fa')

const RATE = 1e-4
const PSEUDOCOUNT = 0.2
/** A little above the exact threshold, so that programs that keep scores as float32 find the same hits. */
const MARGIN = 1e-4

/** JASPAR's vertebrates and phage lambda where they lie beside the repository, else motifs and bases at random. */
export async function motifData() {
  if (!existsSync(MOTIFS) || !existsSync(GENOME)) return simulated()
  const { motifs } = readMotifs(readFileSync(MOTIFS), { file: MOTIFS })
  for await (const { codes } of readFasta(fileSource(GENOME), nodeCompression))
    return { what: 'JASPAR 2024, vertebrates, in phage lambda', motifs, codes }
}

function simulated() {
  const stream = randomStream(1, 'motifs')
  const motifs = Array.from({ length: 879 }, (_, index) => {
    const [length] = stream.integers(1, 15)
    const counts = Array.from(stream.integers(4 * (length + 6), 100), (count) => (count > 70 ? count * count : count))
    return pfmFromCounts(counts, { id: `random${index}` })
  })
  return { what: 'random motifs in random bases', motifs, codes: Uint8Array.from(stream.integers(48_502, 4)) }
}

export const weightsOf = (motifs) => motifs.map((motif) => pwmFromPpm(ppmOf(motif, { pseudocount: PSEUDOCOUNT })))

export const thresholdsOf = (pwms) =>
  pwms.map((pwm) => thresholdForFalsePositiveRate(scoreDistribution(pwm), RATE) + MARGIN)

/** Writes what every program reads: weights in rows of A, C, G, T, thresholds, letters; and the files of the command. */
export async function writeMotifExchange(folder) {
  const { what, motifs, codes } = await motifData()
  const pwms = weightsOf(motifs)
  mkdirSync(folder, { recursive: true })
  const matrices = pwms.map(({ id, values }) => ({ id, values: Array.from(values) }))
  const exchange = { what, matrices, thresholds: thresholdsOf(pwms), sequence: decodeSequence(codes) }
  const file = join(folder, 'motifs.json')
  writeFileSync(file, JSON.stringify(exchange))
  const [motifFile, sequenceFile] = [join(folder, 'motifs.jaspar'), join(folder, 'sequence.fa')]
  writeFileSync(motifFile, writeMotifs(motifs, 'jaspar'))
  writeFileSync(sequenceFile, `>sequence\n${exchange.sequence}\n`)
  return { file, what, motifs: motifs.length, bases: codes.length, motifFile, sequenceFile }
}
