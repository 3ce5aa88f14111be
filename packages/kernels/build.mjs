/**
 * Compiles the kernels with AssemblyScript, twice from the same sources (for memory that threads share, and for memory
 * of one thread, where sharing is not allowed), and embeds both into @helicon/core as base64.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '../core/src/engine/wasm/generated/kernels.ts')
const MAXIMUM_PAGES = 65536

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
await mkdir(dirname(target), { recursive: true })
await writeFile(
  target,
  `// Made by packages/kernels/build.mjs from packages/kernels/assembly. Do not edit.
export const MAXIMUM_PAGES: number = ${MAXIMUM_PAGES}
export const SHARED_MEMORY_KERNELS: string =
  '${shared.toString('base64')}'
export const SINGLE_THREAD_KERNELS: string =
  '${single.toString('base64')}'
`,
)
process.stderr.write(`kernels: ${shared.length} bytes\n`)
