import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from '../scripts/workspace.mjs'
import { optionList, runProgram } from './run-program.mjs'

const PEERS = join(root, 'bench', 'peers')
const TFJS_PACKAGES = ['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm']
/** TensorFlow.js' plain backend takes minutes for a batch of 1,000. */
const TFJS_CPU_BATCH = 20

/** The peers that are here, with their versions, or how to get them. */
export function findPeers() {
  const named = process.env.HELICON_PYTHON
  const candidates = named ? [named] : ['python3', 'python']
  const python = candidates.find((program) => spawnSync(program, ['-c', 'import numpy']).status === 0)
  const versions = python === undefined ? {} : runProgram(python, [join(PEERS, 'versions.py')])
  const how = (packages) =>
    `not found: \`pip install ${packages}\`, and name that Python in \`HELICON_PYTHON\` if it is not python3`
  const folder = findTfjs()
  return {
    python,
    pytorch: versions.pytorch ?? { absent: how('torch numpy') },
    keras: versions.keras ?? { absent: how('keras tensorflow-cpu numpy') },
    tfjs: folder === undefined ? { absent: howToGetTfjs() } : { folder },
  }
}

function howToGetTfjs() {
  return `not found: \`npm install ${TFJS_PACKAGES.join(' ')}\` in a folder, and name it in \`HELICON_TFJS\``
}

/** The folder whose node_modules has TensorFlow.js: `HELICON_TFJS`, else the workspace. */
function findTfjs() {
  return [process.env.HELICON_TFJS, root].find((folder) => {
    if (!folder) return false
    const places = createRequire(join(folder, 'package.json')).resolve.paths(TFJS_PACKAGES[0]) ?? []
    return TFJS_PACKAGES.every((name) => places.some((place) => existsSync(join(place, name))))
  })
}

/**
 * A program on a number of threads: `run(options)` gives its answer; `absent` says why there is none. `what` it does is
 * 'both' or only 'predicting'.
 */
function contender(name, threads, found, program, args, batch) {
  if (found.absent !== undefined) return { name, threads, absent: found.absent }
  const run = (options) => runProgram(program, [...args, ...optionList({ ...options, batch, threads })])
  return { name, threads, batch, run }
}

export const helicon = (threads) =>
  contender('Helicon', threads, {}, process.execPath, [join(root, 'bench', 'helicon', 'contender.mjs')])

export const pytorch = (peers, threads) =>
  contender('PyTorch', threads, peers.pytorch, peers.python, [join(PEERS, 'pytorch.py')])

export const keras = (peers, threads) =>
  contender('Keras', threads, peers.keras, peers.python, [join(PEERS, 'keras_peer.py')])

export function tfjs(peers, backend, batch) {
  const args = [join(PEERS, 'tfjs.mjs'), '--folder', peers.tfjs.folder, '--backend', backend]
  return contender(`TensorFlow.js ${backend}`, 1, peers.tfjs, process.execPath, args, batch)
}

/** Helicon and the programs that any of the networks can be built in. */
export function networkContenders(peers, threadCounts) {
  return [
    ...threadCounts.map(helicon),
    ...threadCounts.map((threads) => pytorch(peers, threads)),
    ...threadCounts.map((threads) => keras(peers, threads)),
  ]
}

export function jundContenders(peers, threadCounts) {
  return [...networkContenders(peers, threadCounts), tfjs(peers, 'wasm'), tfjs(peers, 'cpu', TFJS_CPU_BATCH)]
}
