export * from './blob-source.js'
export { browserCompression } from './compression.js'
export * from './threads.js'
