export * from './engine.js'
export * from './graph.js'
export * from './dropout.js'
