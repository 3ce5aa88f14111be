export * from './threads.js'
