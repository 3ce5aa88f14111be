export * from './bed-interval.js'
export {
  type CoordinateOptions,
  chromosomesBySpelling,
} from './coordinates.js'
export * from './fasta-genome.js'
export { type FastaIndexEntry, faiText, readFai } from './fasta-index.js'
export { scanFasta } from './fasta-scan.js'
export type { MeanAndDeviation } from './gc-content.js'
export * from './genome.js'
export * from './genome-negatives.js'
export * from './memory-file.js'
export * from './memory-genome.js'
export * from './open-genome.js'
export * from './other-peaks.js'
export * from './peak-windows.js'
export * from './read-intervals.js'
export { openTwoBitGenome } from './two-bit-genome.js'
