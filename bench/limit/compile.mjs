import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/workspace.mjs'

/** multiply-add.ts as WebAssembly, by the compiler and the options that the kernels are built with. */
export function compileLimit() {
  // The compiler is the kernels' package's, not the workspace's.
  const folders = createRequire(join(root, 'packages', 'kernels', 'package.json')).resolve.paths('assemblyscript') ?? []
  const compiler = folders.map((folder) => join(folder, 'assemblyscript', 'bin', 'asc.js')).find(existsSync)
  if (compiler === undefined) throw new Error('AssemblyScript is not installed; run: npm run setup')
  const target = mkdtempSync(join(tmpdir(), 'helicon-limit-'))
  try {
    const args = [
      ...[join(root, 'bench', 'limit', 'multiply-add.ts'), '--outFile', join(target, 'limit.wasm')],
      ...['--runtime', 'stub', '--optimizeLevel', '3', '--shrinkLevel', '0', '--noAssert', '--enable', 'simd'],
      ...['--initialMemory', '1'],
    ]
    const { status, stderr } = spawnSync(process.execPath, [compiler, ...args], { cwd: root, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return readFileSync(join(target, 'limit.wasm'))
  } finally {
    rmSync(target, { recursive: true, force: true })
  }
}
