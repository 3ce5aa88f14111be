import { HeliconError } from '../../core/errors.js'
import { KERNELS, MAXIMUM_PAGES, MEMORY_FLAGS } from './generated/kernels.js'

/** 256 MB: less is not worth a start. */
const LEAST_PAGES = 4096

/** What one thread calls. Constants (`OP_...`, kinds of activations and losses) are read by `constant`. */
export interface KernelExports {
  run(control: number, tasks: number, workers: number, patienceSeconds: number): number
  serve(control: number, index: number): void
}

/** The kernels made ready in a memory, shared where threads are to use it. */
export interface Kernels {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  readonly shared: boolean
  readonly exports: KernelExports
  /** A number that the kernels' sources name, for example `OP_CONVOLVE`. */
  constant(name: string): number
  /** First byte that the kernels do not use themselves. */
  readonly heapBase: number
}

export function canShareMemory(): boolean {
  try {
    return new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }).buffer instanceof SharedArrayBuffer
  } catch {
    return false
  }
}

/** Compiles and instantiates the embedded kernels. Throws `ENGINE_UNAVAILABLE` where WebAssembly SIMD is missing. */
export async function loadKernels(shared: boolean): Promise<Kernels> {
  const bytes = decodeBase64(KERNELS)
  bytes[MEMORY_FLAGS.at] = shared ? MEMORY_FLAGS.shared : MEMORY_FLAGS.unshared
  if (!WebAssembly.validate(bytes)) {
    throw new HeliconError('ENGINE_UNAVAILABLE', {
      engine: 'wasm',
      reason: { en: 'no WebAssembly SIMD or threads', ko: 'WebAssembly의 SIMD나 스레드를 쓸 수 없습니다' },
    })
  }
  const module = await WebAssembly.compile(bytes)
  const memory = makeMemory(shared)
  const instance = await WebAssembly.instantiate(module, { env: { memory, abort } })
  const { exports } = instance
  const constant = (name: string): number => {
    const value = exports[name]
    if (!(value instanceof WebAssembly.Global)) throw new RangeError(`the kernels have no constant ${name}`)
    return Number(value.value)
  }
  return { module, memory, shared, exports: kernelExports(exports), constant, heapBase: constant('HEAP_BASE') }
}

/**
 * Memory that may grow as far as can be had. A shared memory takes its whole range of addresses at once, which small
 * devices do not have: then half of it, and so on.
 */
function makeMemory(shared: boolean): WebAssembly.Memory {
  for (let maximum = MAXIMUM_PAGES; ; maximum /= 2) {
    try {
      return new WebAssembly.Memory({ initial: 2, maximum, shared })
    } catch (cause) {
      if (maximum > LEAST_PAGES) continue
      throw new HeliconError('ENGINE_OUT_OF_MEMORY', { megabytes: LEAST_PAGES / 16, used: 0 }, { cause })
    }
  }
}

function kernelExports(exports: WebAssembly.Exports): KernelExports {
  const { run, serve } = exports
  if (typeof run !== 'function' || typeof serve !== 'function') throw new RangeError('not the kernels')
  return {
    run: (control, tasks, workers, patience) => Number(run(control, tasks, workers, patience)),
    serve: (control, index) => void serve(control, index),
  }
}

function abort(): never {
  throw new HeliconError('ENGINE_UNAVAILABLE', {
    engine: 'wasm',
    reason: { en: 'a kernel stopped itself', ko: '커널이 스스로 멈췄습니다' },
  })
}

function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text)
  const bytes = new Uint8Array(binary.length)
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
  return bytes
}
