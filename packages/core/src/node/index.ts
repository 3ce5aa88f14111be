export { nodeCompression } from './compression.js'
export { fileSource, sourceFolder, targetFolder, writeFileAtomic } from './files.js'
