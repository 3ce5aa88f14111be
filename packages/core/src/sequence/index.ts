export * from './sequence-set.js'
