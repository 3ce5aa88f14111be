import { join } from 'node:path'
import { networkContenders } from '../contenders.mjs'
import { randomData, writeExchange } from '../exchange.mjs'
import { NETWORKS } from '../networks.mjs'
import { comparison } from './comparison.mjs'

/** Other networks beside PyTorch and Keras, on random sequences. */
export function networksPart({ folder, peers, threadCounts, rounds, seconds }) {
  const names = Object.keys(NETWORKS).filter((name) => name !== 'jund')
  const parts = names.map((name) => {
    const network = NETWORKS[name]
    return comparison({
      ...{ title: network.title, network, rounds, seconds, threadCounts },
      folder: join(folder, name),
      contenders: networkContenders(peers, threadCounts),
      prepare: (target) => {
        const outputs = network.spec.layers.at(-1).units
        writeExchange(target, network, randomData(network, outputs))
        return `${network.records} sequences`
      },
    })
  })
  return {
    name: 'networks',
    steps: parts.flatMap((part) => part.steps),
    finish: () => ({ networks: parts.map((part) => part.finish()) }),
  }
}
