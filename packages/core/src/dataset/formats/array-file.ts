import { HeliconError } from '../../core/errors.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import type { ArrayVisitor } from './array-reader.js'
import { readJoblib, visitJoblib } from './joblib-reader.js'
import type { NdArray } from './nd-array.js'
import { readNpy, visitNpy } from './npy-reader.js'

/**
 * Reads the one array of a .npy or .joblib file. Arrays of Python objects are read where they hold plain values only:
 * DeepChem writes ids that way.
 */
export async function readArrayFile(source: ByteSource, compression: Compression): Promise<NdArray> {
  return isNpy(source) ? await readNpy(source, { objects: 'plain-values' }) : await readJoblib(source, compression)
}

/** Hands the bytes of the one array of a .npy or .joblib file to `visit`, without holding them. */
export async function visitArrayFile(source: ByteSource, compression: Compression, visit: ArrayVisitor): Promise<void> {
  if (isNpy(source)) await visitNpy(source, visit)
  else await visitJoblib(source, compression, visit)
}

function isNpy(source: ByteSource): boolean {
  if (source.name.endsWith('.npy')) return true
  if (source.name.endsWith('.joblib') || source.name.endsWith('.pkl')) return false
  throw new HeliconError('ARRAY_FILE_UNKNOWN', { file: source.name })
}
