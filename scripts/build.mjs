import './node-version.mjs'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { digestOf, readStamp, removeStamp, root, runNode, writeStamp } from './workspace.mjs'

const KERNELS = 'packages/kernels'
const EMBEDDED_KERNELS = 'packages/core/src/engine/wasm/generated/kernels.ts'
const PROGRAMS = ['packages/core', 'packages/cli']

/** What is built, from which files, into which files; in the order in which one needs the other. */
const STEPS = [
  {
    name: 'kernels',
    korean: '커널을',
    sources: ['assembly', 'build.mjs', 'package.json', 'asconfig.json'].map((name) => `${KERNELS}/${name}`),
    outputs: [EMBEDDED_KERNELS],
    run: () => runNode([`${KERNELS}/build.mjs`]),
  },
  {
    name: 'programs',
    korean: '프로그램을',
    sources: [
      'tsconfig.json',
      'tsconfig.base.json',
      EMBEDDED_KERNELS,
      ...PROGRAMS.flatMap((path) => ['src', 'package.json', 'tsconfig.json'].map((name) => `${path}/${name}`)),
    ],
    outputs: ['packages/core/dist/index.js', 'packages/core/dist/node/index.js', 'packages/cli/dist/main.js'],
    run: () => runNode(['node_modules/typescript/bin/tsc', '-b']),
  },
]

const absolute = (paths) => paths.map((path) => join(root, path))
const digest = (step) => digestOf(absolute(step.sources))

/** Whether what step builds is there and was built from the files as they are now. */
function isCurrent(step) {
  return absolute(step.outputs).every((path) => existsSync(path)) && readStamp(`built-${step.name}`) === digest(step)
}

/** Whether everything is built from the files as they are now. */
export function isBuilt() {
  return STEPS.every(
    (step) => (step.name === 'kernels' && !existsSync(join(root, KERNELS, 'build.mjs'))) || isCurrent(step),
  )
}

/** Builds what is not current; returns the exit code. */
export function build() {
  for (const step of STEPS) {
    if (step.name === 'kernels' && !existsSync(join(root, KERNELS, 'build.mjs'))) continue
    if (isCurrent(step)) continue
    console.log(`Building ${step.name} … ${step.korean} 빌드합니다`)
    removeStamp(`built-${step.name}`)
    // Taken before the work: a file that changes meanwhile makes the result stale, not current.
    const before = digest(step)
    const code = step.run()
    if (code !== 0) return code
    writeStamp(`built-${step.name}`, before)
  }
  return 0
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = build()
