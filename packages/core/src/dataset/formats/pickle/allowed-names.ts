import type { AllowedName } from './values.js'

/** Every name a pickle may use, in the spellings of Python 2 and 3, numpy 1 and 2, and joblib inside scikit-learn. */
const ALLOWED: ReadonlyMap<string, AllowedName> = new Map([
  ['joblib.numpy_pickle.NumpyArrayWrapper', 'array-wrapper'],
  ['sklearn.externals.joblib.numpy_pickle.NumpyArrayWrapper', 'array-wrapper'],
  ['numpy.ndarray', 'ndarray'],
  ['numpy.memmap', 'ndarray'],
  ['numpy.core.memmap.memmap', 'ndarray'],
  ['numpy._core.memmap.memmap', 'ndarray'],
  ['numpy.dtype', 'dtype'],
  ['numpy.core.multiarray._reconstruct', 'reconstruct-array'],
  ['numpy._core.multiarray._reconstruct', 'reconstruct-array'],
  ['numpy.core.numeric._frombuffer', 'array-from-buffer'],
  ['numpy._core.numeric._frombuffer', 'array-from-buffer'],
  ['numpy.core.multiarray.scalar', 'scalar'],
  ['numpy._core.multiarray.scalar', 'scalar'],
  ['_codecs.encode', 'encode'],
  ['copyreg._reconstructor', 'reconstruct-object'],
  ['copy_reg._reconstructor', 'reconstruct-object'],
  ['builtins.object', 'object'],
  ['__builtin__.object', 'object'],
  ['builtins.bytes', 'bytes'],
  ['__builtin__.bytes', 'bytes'],
])

/** What `module.name` stands for, or undefined where it may not be used. */
export function allowedName(module: string, name: string): AllowedName | undefined {
  return ALLOWED.get(`${module}.${name}`)
}
