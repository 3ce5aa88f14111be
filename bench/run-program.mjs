import { spawnSync } from 'node:child_process'
import { root } from '../scripts/workspace.mjs'

/** A measurement that takes longer than this has lost its way. */
const LONGEST = 15 * 60_000

/**
 * Runs a program that prints one line of JSON, in a process of its own, so that nobody inherits a warm heap or a busy
 * thread. Throws with the last lines of what it complained about.
 */
export function runProgram(program, args, env = {}) {
  return JSON.parse(runText(program, args, env).trim().split('\n').at(-1))
}

/** The same for a program of which the output does not matter, or is not JSON. */
export function runText(program, args, env = {}) {
  const options = { cwd: root, encoding: 'utf8', env: { ...process.env, ...env }, timeout: LONGEST }
  const result = spawnSync(program, args, { ...options, maxBuffer: 2 ** 28 })
  if (result.error) throw result.error
  if (result.status !== 0) {
    const complaint = result.stderr.trim().split('\n').slice(-3).join('\n')
    throw new Error(`${program} ${args[0]} ended with ${result.status ?? result.signal}: ${complaint}`)
  }
  return result.stdout
}

/** A program of `bench/` in this Node. */
export function runScript(path, options) {
  return runProgram(process.execPath, [path, ...optionList(options)])
}

/** `{ threads: 2 }` as `--threads 2`; what is undefined is left out. */
export function optionList(options) {
  return Object.entries(options).flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, String(value)]))
}
