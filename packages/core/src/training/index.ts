export * from './fit-options.js'
export * from './training-state.js'
