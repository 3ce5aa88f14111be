export * from './blob-source.js'
export * from './threads.js'
