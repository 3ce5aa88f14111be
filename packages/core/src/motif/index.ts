export * from './matrix.js'
