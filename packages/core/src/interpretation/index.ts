export * from './filter-motifs.js'
export * from './first-layer.js'
