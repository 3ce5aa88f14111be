import { join } from 'node:path'
import { jundContenders } from '../contenders.mjs'
import { readDiskDataset, writeExchange } from '../exchange.mjs'
import { NETWORKS } from '../networks.mjs'
import { comparison } from './comparison.mjs'
import { simulateJund } from './simulated.mjs'

/** The JUND network beside PyTorch, Keras and TensorFlow.js. */
export function jundPart({ folder, peers, threadCounts, rounds, seconds, data }) {
  const network = NETWORKS.jund
  const { steps, finish } = comparison({
    ...{ title: network.title, network, rounds, seconds, threadCounts },
    folder: join(folder, 'jund'),
    contenders: jundContenders(peers, threadCounts),
    prepare: async (target) => {
      const dataset = data ?? simulateJund(join(folder, 'jund-data'), network.records)
      const arrays = await readDiskDataset(dataset)
      writeExchange(target, network, arrays)
      return `${arrays.records} sequences`
    },
  })
  return { name: 'jund', steps, finish: () => ({ networks: [finish()] }) }
}
