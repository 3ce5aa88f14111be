const REPORT_MILLISECONDS = 100
const YIELD_MILLISECONDS = 40

/** Says when a long loop should report and when it should let others run. Times in milliseconds. */
export interface ProgressClock {
  /** Whether a tenth of a second has gone by since the last report (then this counts as one). */
  reportDue(): boolean
  /** Lets timers, signals and input be handled where the loop has run for 40 ms. Resolves at once otherwise. */
  breathe(): Promise<void>
}

export function progressClock(): ProgressClock {
  let reported = Number.NEGATIVE_INFINITY
  let yielded = performance.now()
  return {
    reportDue: () => {
      const now = performance.now()
      if (now - reported < REPORT_MILLISECONDS) return false
      reported = now
      return true
    },
    breathe: async () => {
      if (performance.now() - yielded < YIELD_MILLISECONDS) return
      await nextTask()
      yielded = performance.now()
    },
  }
}

/** A turn of the event loop. A message is not slowed down as nested timers are in browsers. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
