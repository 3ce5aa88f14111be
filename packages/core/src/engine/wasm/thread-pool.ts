import { HeliconError } from '../../core/errors.js'
import type { Kernels } from './kernels.js'
import type { MemoryArena } from './memory.js'
import type { EncodedOperations } from './step-plan.js'
import type { ThreadHost, WorkerThread } from './worker-contract.js'

/** Words of the control block, as `packages/kernels/assembly/schedule.ts` reads them. */
const CONTROL_BYTES = 64
/** After them a thread that fails leaves what it failed of, in UTF-8. */
const REASON_BYTES = 192
const GENERATION = 0
const FAILED = 3
const KIND = 5
const OPERATIONS = 6
const OPERATION_COUNT = 7
const RECORDS = 8
const SLICE_RECORDS = 9
const TILE_RECORDS = 10
const GRADIENTS = 11
const GRADIENT_BYTES = 12
const SUMS = 13

const KIND_SLICES = 0
const KIND_SINGLE = 1
const KIND_LEAVE = 2

/** Seconds without a finished tile after which workers count as lost. A tile of the largest networks takes seconds. */
const PATIENCE_SECONDS = 300

/** How slices are to be run. */
export interface SliceRun {
  readonly records: number
  readonly sliceRecords: number
  readonly tileRecords: number
  readonly gradients: number
  readonly gradientBytes: number
  /** Address of two float64 a slice: its loss, its activity regularization. */
  readonly sums: number
}

/** The threads of an engine: the caller's and workers that wait in shared memory. No message passes while they work. */
export class ThreadPool {
  readonly threads: number
  readonly #kernels: Kernels
  readonly #arena: MemoryArena
  readonly #control: number
  #workers: WorkerThread[] = []
  #lost = false
  #closed = false

  constructor(kernels: Kernels, arena: MemoryArena, threads: number, host: ThreadHost | undefined) {
    this.#kernels = kernels
    this.#arena = arena
    this.#control = arena.allocate(CONTROL_BYTES + REASON_BYTES)
    const { module, memory } = kernels
    if (host !== undefined) {
      for (let index = 1; index < threads; index++) {
        this.#workers.push(host.start({ module, memory, control: this.#control, index }))
      }
    }
    this.threads = this.#workers.length + 1
  }

  /** Resolves when every thread that has to be waited for serves. Throws `ENGINE_WORKER_LOST` where one could not start. */
  async started(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.started))
    this.#requireWorkers()
  }

  /** Runs every slice of a batch through the operations. */
  runSlices(operations: EncodedOperations, slices: number, run: SliceRun): void {
    const words = this.#words()
    words[RECORDS] = run.records
    words[SLICE_RECORDS] = run.sliceRecords
    words[TILE_RECORDS] = run.tileRecords
    words[GRADIENTS] = run.gradients
    words[GRADIENT_BYTES] = run.gradientBytes
    words[SUMS] = run.sums
    this.#run(KIND_SLICES, operations, slices)
  }

  /** Runs operations that do not depend on each other. */
  runOperations(operations: EncodedOperations): void {
    if (operations.count > 0) this.#run(KIND_SINGLE, operations, operations.count)
  }

  async close(): Promise<void> {
    this.#closed = true
    const words = this.#words()
    words[KIND] = KIND_LEAVE
    if (this.#kernels.shared) {
      Atomics.add(words, GENERATION, 1)
      Atomics.notify(words, GENERATION)
    }
    const workers = this.#workers
    this.#workers = []
    await Promise.all(workers.map((worker) => worker.terminate()))
  }

  #run(kind: number, operations: EncodedOperations, tasks: number): void {
    this.#requireWorkers()
    const words = this.#words()
    words[KIND] = kind
    words[OPERATIONS] = operations.address
    words[OPERATION_COUNT] = operations.count
    if (this.#kernels.exports.run(this.#control, tasks, this.#workers.length, PATIENCE_SECONDS) === 1) return
    throw this.#loss('it stopped in the middle of a batch', '배치를 처리하다가 멈췄습니다')
  }

  #requireWorkers(): void {
    if (this.#closed) throw new HeliconError('ENGINE_MODEL_DISPOSED', {})
    if (this.#lost) throw this.#loss('it failed in an earlier step', '앞선 단계에서 실패했습니다')
    if (!this.#kernels.shared || Atomics.load(this.#words(), FAILED) === 0) return
    throw this.#loss('it could not start, or ran out of memory', '시작하지 못했거나 메모리가 부족했습니다')
  }

  /** From now on the threads count as lost. */
  #loss(en: string, ko: string): HeliconError<'ENGINE_WORKER_LOST'> {
    this.#lost = true
    const bytes = this.#arena.bytes(this.#control + CONTROL_BYTES, REASON_BYTES).slice()
    const text = new TextDecoder().decode(Uint8Array.from(bytes.subarray(0, bytes.indexOf(0))))
    const cause = text === '' ? '' : ` (${text})`
    return new HeliconError('ENGINE_WORKER_LOST', { reason: { en: `${en}${cause}`, ko: `${ko}${cause}` } })
  }

  #words(): Int32Array {
    return this.#arena.words(this.#control, CONTROL_BYTES / 4)
  }
}
