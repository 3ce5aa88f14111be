export { referenceEngine } from './reference-engine.js'
