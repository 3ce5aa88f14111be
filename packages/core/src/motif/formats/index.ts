export { MOTIF_FORMATS, type MotifFormat } from './motif-format.js'
export * from './read-motifs.js'
export * from './write-motifs.js'
