export * from './genome.js'
