export * from './build-graph.js'
export * from './model-spec.js'
export { nearestSpelling } from './nearest-spelling.js'
