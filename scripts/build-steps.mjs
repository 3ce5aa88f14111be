import { existsSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { digestOf, everyFileUnder, readStamp, removeStamp, root, runNode, writeStamp } from './workspace.mjs'

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
    outputs: [
      ...['index.js', 'node/index.js', 'browser/index.js'].map((name) => `packages/core/dist/${name}`),
      'packages/cli/dist/main.js',
    ],
    run: () => {
      PROGRAMS.forEach(removeOrphans)
      return runNode(['node_modules/typescript/bin/tsc', '-b'])
    },
  },
]

/** Removes what was built from files that are gone: the compiler leaves it, and it would be packed. */
function removeOrphans(program) {
  const sources = join(root, program, 'src')
  const outputs = join(root, program, 'dist')
  for (const output of everyFileUnder(outputs)) {
    if (!/\.(js|d\.ts)(\.map)?$/.test(output)) continue
    const name = relative(outputs, output).replace(/(\.d\.ts|\.js)(\.map)?$/, '')
    if (!['.ts', '.js'].some((extension) => existsSync(join(sources, `${name}${extension}`)))) rmSync(output)
  }
}

const absolute = (paths) => paths.map((path) => join(root, path))
const digest = (step) => digestOf(absolute(step.sources))

/** Whether what step builds is there and was built from the files as they are now. */
function isCurrent(step) {
  return absolute(step.outputs).every((path) => existsSync(path)) && readStamp(`built-${step.name}`) === digest(step)
}

/** Whether everything is built from the files as they are now. */
export function isBuilt() {
  return STEPS.every(isCurrent)
}

/** Builds what is not current; returns the exit code. */
export function build() {
  for (const step of STEPS) {
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
