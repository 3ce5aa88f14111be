import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../scripts/workspace.mjs'

const PEER = join(root, 'bench', 'peers', 'pytorch_jund.py')

/** Runs one measurement in a process of its own, so that nobody inherits a warm heap or a busy thread. */
function measure(program, args) {
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8' })
  if (result.status !== 0) throw new Error(`${program} ${args.join(' ')}\n${result.stderr || result.error}`)
  return JSON.parse(result.stdout)
}

/** A Python that has what the peer imports: `HELICON_PYTHON`, else python3, else python. */
export function findPython() {
  const named = process.env.HELICON_PYTHON
  const candidates = named ? [named] : ['python3', 'python']
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch, joblib, numpy']).status === 0)
}

/** Everything that is measured, by name and number of threads. What is absent says why. */
export function contenders(threadCounts) {
  const python = findPython()
  const helicon = threadCounts.map((threads) => ({
    name: 'Helicon',
    threads,
    run: (data, seconds) =>
      measure(process.execPath, [
        join(root, 'bench', 'helicon-jund.mjs'),
        ...['--data', data, '--threads', String(threads), '--seconds', String(seconds)],
      ]),
  }))
  const pytorch = threadCounts.map((threads) => ({
    name: 'PyTorch',
    threads,
    ...(python === undefined
      ? { absent: 'no Python with torch, numpy and joblib was found; name one in HELICON_PYTHON' }
      : {
          run: (data, seconds) =>
            measure(python, [PEER, '--data', data, '--threads', String(threads), '--seconds', String(seconds)]),
        }),
  }))
  return [...helicon, ...pytorch]
}
