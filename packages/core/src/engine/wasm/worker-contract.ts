/** What a worker thread needs to join the engine's memory. */
export interface WorkerStart {
  readonly module: WebAssembly.Module
  readonly memory: WebAssembly.Memory
  /** Address of the control block. */
  readonly control: number
  /** The thread's number, 1, 2, ... (0 is the caller). */
  readonly index: number
}

/** One running worker thread. */
export interface WorkerThread {
  /**
   * Resolves when the thread serves, or has failed and raised the control block's flag. Only where a thread cannot start
   * while its caller computes, as in browsers: the engine then waits for it before the first batch.
   */
  readonly started?: Promise<void>
  /** Ends the thread, whatever it does. */
  terminate(): Promise<void>
}

/** How a platform starts threads. Without one, the engine runs on its caller's thread alone. */
export interface ThreadHost {
  /** Threads that the machine can run at once. 1: there is none but the caller's, and memory is not shared. */
  readonly parallelism: number
  start(start: WorkerStart): WorkerThread
}
