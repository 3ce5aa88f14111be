import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A Python that has what a comparison needs, or why there is none. */
export type Python = { readonly path: string } | { readonly missing: string }

/** `HELICON_PYTHON`, else python3, else python: the first that can import all of `modules`. */
export function findPython(...modules: readonly string[]): Python {
  const named = process.env['HELICON_PYTHON']
  const candidates = named === undefined ? ['python3', 'python'] : [named]
  const path = candidates.find((python) => spawnSync(python, ['-c', `import ${modules.join(', ')}`]).status === 0)
  if (path !== undefined) return { path }
  const who = named === undefined ? 'no Python here can import' : `${named} cannot import`
  return { missing: `${who} ${modules.join(', ')}; name another in HELICON_PYTHON` }
}

/** For a test's title: why it is skipped, or nothing. */
export function reason(python: Python): string {
  return 'missing' in python ? ` (skipped: ${python.missing})` : ''
}

/** Runs a program that lies beside the tests. It reads JSON and prints JSON, as its last line. */
export function runPython<Answer>(python: Python, program: string, input: unknown): Answer {
  if ('missing' in python) throw new Error(python.missing)
  const path = fileURLToPath(new URL(program, import.meta.url))
  const result = spawnSync(python.path, [path], { input: JSON.stringify(input), encoding: 'utf8', maxBuffer: 2 ** 28 })
  if (result.status !== 0) throw new Error(`${program}: ${result.stderr}`)
  return JSON.parse(result.stdout.trim().split('\n').at(-1) ?? '')
}
