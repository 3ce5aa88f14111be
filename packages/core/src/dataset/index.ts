export * from './dataset.js'
