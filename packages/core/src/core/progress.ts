/** One report of a long task. `done` and `total` count the same unit: bytes, records, batches. */
export interface Progress {
  readonly task: string
  readonly done: number
  readonly total: number | undefined
}

export type OnProgress = (progress: Progress) => void

/** What every long task takes. Aborting makes it throw the signal's reason and leave nothing half done. */
export interface TaskOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: OnProgress | undefined
}
