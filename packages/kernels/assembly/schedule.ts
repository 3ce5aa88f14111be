import { activationGradient, applyActivation } from './activations'
import { codesGradient, convolveCodes, expandCodes, loadCodes, packPairs } from './base-codes'
import { convolve } from './convolution'
import { dot, dotGradient, dotInput } from './dot'
import { dropout, reluDropoutGradient } from './dropout'
import { add, copyRows, fillZero } from './elementwise'
import { kernelGradient } from './kernel-gradient'
import { activity, activityGradient, loss } from './losses'
import { normalize, normalizeGradient, normalizeGradientSums, normalizeSums } from './batch-normalization'
import { adam, rmsprop, sgd } from './optimizers'
import { clearSums, pack, packTurned, reduce } from './parameters'
import { OP_BYTES, setSlice, setThread, setTile } from './plan'
import { spectralGradient } from './spectral-gradient'
import { packSpectrum, packSpectrumThree, packSpectrumTurned } from './spectral-pack'
import { spectralProduct } from './spectral-product'
import { fromSpectrum, spectrum } from './spectrum'
import { poolAverage, poolAverageGradient, poolMaximum, poolMaximumGradient } from './pooling'
import { executeScan } from './scan-schedule'
import { winograd, winogradInput } from './winograd'
import { packWinograd, winogradGradient } from './winograd-gradient'

/**
 * What threads agree on, in shared memory. Byte offsets from the control block:
 * 0 generation · 4 tasks left to claim · 8 tasks done · 12 workers' error flag · 16 task count
 * 20 kind of task: 0 slices, 1 single operations, 2 leave
 * 24 operations · 28 their number · 32 records in the batch · 36 records a slice · 40 records a tile ·
 * 44 slices' gradient sums · 48 bytes of them a slice · 52 slices' float64 sums · 56 tiles done: signs of life
 */
const GENERATION: usize = 0
const LEFT: usize = 4
const DONE: usize = 8
const FAILED: usize = 12
const TASKS: usize = 16
const KIND: usize = 20
const OPERATIONS: usize = 24
const OPERATION_COUNT: usize = 28
const RECORDS: usize = 32
const SLICE_RECORDS: usize = 36
const TILE_RECORDS: usize = 40
const GRADIENTS: usize = 44
const GRADIENT_BYTES: usize = 48
const SUMS: usize = 52
const TILES_DONE: usize = 56

const KIND_SLICES: i32 = 0
const KIND_LEAVE: i32 = 2
/** How often a thread looks before it sleeps, some 100 microseconds: to be woken takes as long. */
const SPINS: i32 = 100000

export const OP_LOAD_CODES: i32 = 1
export const OP_EXPAND_CODES: i32 = 2
export const OP_CONVOLVE_CODES: i32 = 3
export const OP_CODES_GRADIENT: i32 = 4
export const OP_CONVOLVE: i32 = 5
export const OP_KERNEL_GRADIENT: i32 = 6
export const OP_ACTIVATE: i32 = 7
export const OP_ACTIVATE_GRADIENT: i32 = 8
export const OP_COPY: i32 = 9
export const OP_FILL_ZERO: i32 = 10
export const OP_DROPOUT: i32 = 11
export const OP_RELU_DROPOUT_GRADIENT: i32 = 12
export const OP_POOL_MAXIMUM: i32 = 13
export const OP_POOL_AVERAGE: i32 = 14
export const OP_POOL_MAXIMUM_GRADIENT: i32 = 15
export const OP_POOL_AVERAGE_GRADIENT: i32 = 16
export const OP_NORMALIZE_SUMS: i32 = 17
export const OP_NORMALIZE: i32 = 18
export const OP_NORMALIZE_GRADIENT_SUMS: i32 = 19
export const OP_NORMALIZE_GRADIENT: i32 = 20
export const OP_LOSS: i32 = 21
export const OP_ACTIVITY: i32 = 22
export const OP_ACTIVITY_GRADIENT: i32 = 23
export const OP_PACK: i32 = 24
export const OP_PACK_TURNED: i32 = 25
export const OP_REDUCE: i32 = 26
export const OP_ADAM: i32 = 27
export const OP_SGD: i32 = 28
export const OP_RMSPROP: i32 = 29
export const OP_SPECTRUM: i32 = 30
export const OP_FROM_SPECTRUM: i32 = 31
export const OP_SPECTRAL_PRODUCT: i32 = 32
export const OP_SPECTRAL_GRADIENT: i32 = 33
export const OP_PACK_SPECTRUM: i32 = 34
export const OP_PACK_SPECTRUM_TURNED: i32 = 35
export const OP_DOT: i32 = 36
export const OP_DOT_GRADIENT: i32 = 37
export const OP_DOT_INPUT: i32 = 38
export const OP_PACK_PAIRS: i32 = 39
export const OP_CLEAR_SUMS: i32 = 40
export const OP_PACK_SPECTRUM_THREE: i32 = 41
export const OP_WINOGRAD: i32 = 42
export const OP_WINOGRAD_INPUT: i32 = 43
export const OP_WINOGRAD_GRADIENT: i32 = 44
export const OP_PACK_WINOGRAD: i32 = 45
export const OP_ADD: i32 = 46

export function execute(op: usize): void {
  switch (load<i32>(op)) {
    case OP_LOAD_CODES: loadCodes(op); break
    case OP_EXPAND_CODES: expandCodes(op); break
    case OP_CONVOLVE_CODES: convolveCodes(op); break
    case OP_CODES_GRADIENT: codesGradient(op); break
    case OP_CONVOLVE: convolve(op); break
    case OP_KERNEL_GRADIENT: kernelGradient(op); break
    case OP_ACTIVATE: applyActivation(op); break
    case OP_ACTIVATE_GRADIENT: activationGradient(op); break
    case OP_COPY: copyRows(op); break
    case OP_FILL_ZERO: fillZero(op); break
    case OP_DROPOUT: dropout(op); break
    case OP_RELU_DROPOUT_GRADIENT: reluDropoutGradient(op); break
    case OP_POOL_MAXIMUM: poolMaximum(op); break
    case OP_POOL_AVERAGE: poolAverage(op); break
    case OP_POOL_MAXIMUM_GRADIENT: poolMaximumGradient(op); break
    case OP_POOL_AVERAGE_GRADIENT: poolAverageGradient(op); break
    case OP_NORMALIZE_SUMS: normalizeSums(op); break
    case OP_NORMALIZE: normalize(op); break
    case OP_NORMALIZE_GRADIENT_SUMS: normalizeGradientSums(op); break
    case OP_NORMALIZE_GRADIENT: normalizeGradient(op); break
    case OP_LOSS: loss(op); break
    case OP_ACTIVITY: activity(op); break
    case OP_ACTIVITY_GRADIENT: activityGradient(op); break
    case OP_PACK: pack(op); break
    case OP_PACK_TURNED: packTurned(op); break
    case OP_REDUCE: reduce(op); break
    case OP_ADAM: adam(op); break
    case OP_SGD: sgd(op); break
    case OP_RMSPROP: rmsprop(op); break
    case OP_SPECTRUM: spectrum(op); break
    case OP_FROM_SPECTRUM: fromSpectrum(op); break
    case OP_SPECTRAL_PRODUCT: spectralProduct(op); break
    case OP_SPECTRAL_GRADIENT: spectralGradient(op); break
    case OP_PACK_SPECTRUM: packSpectrum(op); break
    case OP_PACK_SPECTRUM_THREE: packSpectrumThree(op); break
    case OP_PACK_SPECTRUM_TURNED: packSpectrumTurned(op); break
    case OP_DOT: dot(op); break
    case OP_DOT_GRADIENT: dotGradient(op); break
    case OP_DOT_INPUT: dotInput(op); break
    case OP_PACK_PAIRS: packPairs(op); break
    case OP_CLEAR_SUMS: clearSums(op); break
    case OP_WINOGRAD: winograd(op); break
    case OP_WINOGRAD_INPUT: winogradInput(op); break
    case OP_WINOGRAD_GRADIENT: winogradGradient(op); break
    case OP_PACK_WINOGRAD: packWinograd(op); break
    case OP_ADD: add(op); break
    default: executeScan(op)
  }
}

/** One slice through all operations, tile after tile. */
function runSlice(control: usize, index: i32): void {
  const gradients = <usize>load<u32>(control, GRADIENTS) + <usize>index * <usize>load<u32>(control, GRADIENT_BYTES)
  setSlice(index, gradients, <usize>load<u32>(control, SUMS) + (<usize>index << 4))
  const operations = <usize>load<u32>(control, OPERATIONS)
  const end = operations + <usize>load<u32>(control, OPERATION_COUNT) * OP_BYTES
  const tile = load<i32>(control, TILE_RECORDS)
  const begin = index * load<i32>(control, SLICE_RECORDS)
  const last = min(begin + load<i32>(control, SLICE_RECORDS), load<i32>(control, RECORDS))
  let record = begin
  while (record < last) {
    setTile(record, min(tile, last - record), record == begin, record + tile >= last)
    for (let op = operations; op < end; op += OP_BYTES) execute(op)
    record += tile
    atomic.add<i32>(control + TILES_DONE, 1)
  }
}

/** Claims tasks until none is left. A claim is one atomic step, so a late thread cannot mistake an old task for a new. */
function work(control: usize): void {
  while (true) {
    const left = atomic.sub<i32>(control + LEFT, 1)
    if (left <= 0) return
    if (load<i32>(control, KIND) == KIND_SLICES) runSlice(control, left - 1)
    else execute(<usize>load<u32>(control, OPERATIONS) + <usize>(left - 1) * OP_BYTES)
    const done = atomic.add<i32>(control + DONE, 1) + 1
    if (done == load<i32>(control, TASKS)) atomic.notify(control + DONE, 1)
  }
}

/**
 * Runs the tasks that the control block describes on this thread and every worker, and returns when all are done:
 * 1, or 0 when no thread has finished a tile for `patience` seconds or one has failed.
 */
export function run(control: usize, tasks: i32, workers: i32, patience: i32): i32 {
  store<i32>(control, tasks, TASKS)
  atomic.store<i32>(control + DONE, 0)
  atomic.store<i32>(control + LEFT, tasks)
  if (workers > 0 && tasks > 1) {
    atomic.add<i32>(control + GENERATION, 1)
    atomic.notify(control + GENERATION, workers)
  }
  setThread(0)
  work(control)
  let waits = 0
  let tiles = atomic.load<i32>(control + TILES_DONE)
  for (let spins = 0; atomic.load<i32>(control + DONE) != tasks && spins < SPINS; ) spins++
  while (true) {
    const done = atomic.load<i32>(control + DONE)
    if (done == tasks) return 1
    if (atomic.load<i32>(control + FAILED) != 0 || waits > patience) return 0
    // 2: nobody woke us for a second.
    const quiet = atomic.wait<i32>(control + DONE, done, 1000000000) == 2
    const before = tiles
    tiles = atomic.load<i32>(control + TILES_DONE)
    waits = quiet && tiles == before ? waits + 1 : 0
  }
}

/** A worker's life: wait for a new generation, work, wait again, until it is told to leave. */
export function serve(control: usize, index: i32): void {
  setThread(index)
  while (true) {
    const generation = atomic.load<i32>(control + GENERATION)
    if (load<i32>(control, KIND) == KIND_LEAVE) return
    work(control)
    let spins = 0
    while (atomic.load<i32>(control + GENERATION) == generation && spins < SPINS) spins++
    if (spins == SPINS) atomic.wait<i32>(control + GENERATION, generation, -1)
  }
}
