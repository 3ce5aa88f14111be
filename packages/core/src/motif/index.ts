export * from './logo.js'
export * from './matrix.js'
