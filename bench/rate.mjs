import { median } from './statistics.mjs'

const WARM_UP = 5
const FEWEST = 3

/**
 * Records a second from the median time of `step`, which does one batch of `size` records and resolves when it is done.
 * Five batches warm up (fewer where they take longer than `seconds`), then `seconds` are measured, three batches at least.
 */
export async function recordsPerSecond(step, size, seconds) {
  const start = performance.now()
  const passed = (from) => (performance.now() - from) / 1000
  for (let done = 0; done < WARM_UP && (done === 0 || passed(start) < seconds); done += 1) await step()
  const times = []
  for (const from = performance.now(); times.length < FEWEST || passed(from) < seconds; ) {
    const before = performance.now()
    await step()
    times.push(performance.now() - before)
  }
  return (size / median(times)) * 1000
}
