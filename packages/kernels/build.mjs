/**
 * Compiles the kernels with AssemblyScript, twice from the same sources (for memory that threads share, and for memory
 * of one thread, where sharing is not allowed). The two differ in one byte, the flags of the memory: one is embedded into
 * @helicon/core as base64, with the place of that byte.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '../core/src/engine/wasm/generated/kernels.ts')
const MAXIMUM_PAGES = 65536
/** Flags of a memory's limits in WebAssembly's binary format: it has a maximum; it is shared. */
const UNSHARED = 1
const SHARED = 3

async function compile(shared) {
  const output = new Map()
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      '--baseDir',
      here,
      '--outFile',
      'kernels.wasm',
      '--runtime',
      'stub',
      '--optimizeLevel',
      '3',
      '--shrinkLevel',
      '0',
      '--converge',
      '--noAssert',
      '--importMemory',
      '--initialMemory',
      '2',
      '--enable',
      'simd',
      '--enable',
      'threads',
      '--maximumMemory',
      String(MAXIMUM_PAGES),
      ...(shared ? ['--sharedMemory'] : []),
    ],
    { writeFile: (name, contents) => void output.set(name, contents) },
  )
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`)
  return Buffer.from(output.get('kernels.wasm'))
}

const shared = await compile(true)
const single = await compile(false)
const differences = [...shared.keys()].filter((i) => shared[i] !== single[i])
const [flags] = differences
if (
  single.length !== shared.length ||
  differences.length !== 1 ||
  shared[flags] !== SHARED ||
  single[flags] !== UNSHARED
) {
  throw new Error('the kernels for shared and for unshared memory differ in more than the flags of the memory')
}
await mkdir(dirname(target), { recursive: true })
await writeFile(
  target,
  `// Made by packages/kernels/build.mjs from packages/kernels/assembly. Do not edit.
export const MAXIMUM_PAGES: number = ${MAXIMUM_PAGES}
/** Where the flags of the memory are, and what they are. */
export const MEMORY_FLAGS: { readonly at: number; readonly shared: number; readonly unshared: number } =
  { at: ${flags}, shared: ${SHARED}, unshared: ${UNSHARED} }
export const KERNELS: string =
  '${shared.toString('base64')}'
`,
)
process.stderr.write(`kernels: ${shared.length} bytes\n`)
