import { rmSync } from 'node:fs'
import { type Dataset, simulateJund, writeDiskDataset } from '@helicon/core'
import { nodeCompression, targetFolder } from '@helicon/core/node'

export interface Windows {
  readonly records?: number
  readonly length?: number
  readonly seed?: number
  readonly shards?: number
  /** Changes each shard before it is written. */
  readonly change?: (shard: Dataset) => Dataset
}

/** Writes a small DiskDataset of simulated windows, a quarter of them bound. */
export async function writeWindows(folder: string, options: Windows = {}): Promise<string> {
  const { records = 240, length = 30, seed = 1, shards = 2, change = (shard: Dataset) => shard } = options
  const shardSize = Math.ceil(records / shards)
  const parts = [...simulateJund({ records, length, seed, shardSize, positiveFraction: 0.25 })].map(change)
  rmSync(folder, { recursive: true, force: true })
  await writeDiskDataset(targetFolder(folder), parts, nodeCompression)
  return folder
}

/** A configuration of a small network on the folders `train` and `validation` beside it. */
export function smallConfig(training = '', test = ''): string {
  return `data:
  train: train
  validation: validation
${test === '' ? '' : `  test: ${test}\n`}model:
  inputs: [{ name: sequence, shape: [30, 4] }]
  layers:
    - { type: conv1d, filters: 4, kernelSize: 5, activation: relu }
    - { type: dropout, rate: 0.2 }
    - { type: flatten }
    - { type: dense, units: 1 }
    - { type: activation, activation: sigmoid }
  outputs:
    - { name: prediction, layer: activation }
    - { name: logits, layer: dense }
training:
  loss: sigmoid-cross-entropy
  batchSize: 50
  epochs: 4
  evaluateEvery: 2
${training}`
}
