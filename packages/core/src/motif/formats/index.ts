export { MOTIF_FORMATS, type MotifFormat } from './motif-format.js'
export { LARGEST_MOTIF_FILE } from './motif-text.js'
export * from './read-motifs.js'
export * from './write-motifs.js'
