export * from './alphabet.js'
export * from './build-sequence-set.js'
export * from './one-hot.js'
export * from './sequence-set.js'
