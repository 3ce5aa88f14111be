import { arch, cpus, platform, release, totalmem } from 'node:os'

/** What was measured on: figures without it say nothing. */
export function machine() {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    threads: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
  }
}
