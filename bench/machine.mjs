import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os'

/** What was measured on: figures without it say nothing. */
export function machine() {
  const processors = cpus()
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    threads: processors.length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    /** Programs that wanted to run in the last minute; 0 on Windows, which does not say. */
    loadBefore: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  }
}
