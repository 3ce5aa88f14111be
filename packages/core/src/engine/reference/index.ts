export { type MomentName, momentNames } from './optimizers.js'
export { referenceEngine } from './reference-engine.js'
