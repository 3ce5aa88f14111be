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
  /** Ends the thread, whatever it does. */
  terminate(): Promise<void>
}

/** How a platform starts threads. Without one, the engine runs on its caller's thread alone. */
export interface ThreadHost {
  /** Threads that the machine can run at once. */
  readonly parallelism: number
  start(start: WorkerStart): WorkerThread
}
