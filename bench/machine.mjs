import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'

const load = () => Math.round((loadavg()[0] ?? 0) * 10) / 10

/** Programs that wanted to run before the start, or the share of the machine that they took: more spoils the figures. */
const QUIET_LOAD = 1
const QUIET_SHARE = 0.1

/** What was measured on: figures without it say nothing. */
export function machine(peers) {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    threads: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    ...(peers.pytorch.absent
      ? {}
      : { pytorch: peers.pytorch.version, pytorchInstructions: peers.pytorch.instructions }),
    /** Programs that wanted to run in the last minute; 0 on Windows, which does not say. */
    loadBefore: load(),
  }
}

export function machineText(described) {
  const { processor, threads, memoryGiB, system, node, pytorch, pytorchInstructions } = described
  const peer = pytorch === undefined ? [] : [`PyTorch ${pytorch} with ${pytorchInstructions}`]
  const parts = [processor, `${threads} hardware threads`, `${memoryGiB} GiB`, system, `Node ${node}`, ...peer]
  return `${parts.join(', ')}; ${businessText(described)}.`
}

function businessText({ loadBefore, others }) {
  const share =
    others === undefined ? '' : `, other programs took ${Math.round(100 * others)}% of the machine meanwhile`
  return `load before ${loadBefore}${share}`
}

/** Whether other programs ran beside: then ratios say more about who was pushed aside than about the programs. */
export function wasBusy({ loadBefore, others = 0 }) {
  return loadBefore > QUIET_LOAD || others > QUIET_SHARE
}

/** The share of all processors that is in use while nothing is measured: what other programs take. */
export async function shareOfOthers(milliseconds = 100) {
  const before = processorTimes()
  await new Promise((resolve) => setTimeout(resolve, milliseconds))
  const after = processorTimes()
  const passed = after.all - before.all
  return passed === 0 ? 0 : 1 - (after.idle - before.idle) / passed
}

function processorTimes() {
  const times = cpus().map((processor) => processor.times)
  const sum = (values) => values.reduce((total, value) => total + value, 0)
  return { idle: sum(times.map(({ idle }) => idle)), all: sum(times.flatMap((each) => Object.values(each))) }
}
