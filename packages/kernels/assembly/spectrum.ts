import { GROUP, PART, transform, transformBack } from './fourier'
import { count, recordStep, tensor, thread, word } from './plan'

/**
 * A convolution of many taps is a product of spectra. Rows are cut into tiles of N, which overlap by taps - 1 rows, so
 * that the circular convolution of a tile with the kernel is exact where it is used (overlap-save; the gradients of the
 * inputs are the sum of overlapping tiles).
 *
 * A spectrum is stored by frequency, for all records and tiles that a thread works on: [N / 2][record, tile][real parts
 * of all channels, imaginary parts of all channels], with a cache line between frequencies.
 *
 * Where the kernel is dilated by d, windows whose first rows are d, 2 d, ... apart see rows as far apart and no others: each
 * such phase of a record has tiles of its own, as many as every other.
 *
 * Words of SPECTRUM and FROM_SPECTRUM:
 * 1-3 rows · 4-6 spectrum · 7 number of rows · 8 rows of zeros before them, with which the first window begins · 9 rows from
 * tile to tile · 10 rows of a tile that are read, or written · 11 tiles a record · 12 N · 13 vectors of a row ·
 * 14 table of N · 15 its bytes · 16 workspace, 2 N + 1 rows of GROUP vectors · 17 bytes of it a thread ·
 * FROM_SPECTRUM: 18 start (0 zero, 1 what stands there, else address of a bias) · 19 rows that a tile shares with the one before ·
 * 20 ReLU · 21 taps (0: a gradient) · 22-24 x, whose windows of zeros give exactly the start · 25 rows of x · 26 vectors of x ·
 * 27 rows of zeros before x · both: 28 dilation
 */
const LINE: usize = 64

/** Bytes from one frequency of the tile's records to the next. */
// @ts-ignore: decorator
@inline
export function binBytes(tiles: i32, vectors: i32): usize {
  return (<usize>(count * tiles * vectors) << 5) + LINE
}

/** Rows of zeros that phase `p` has before its own, `before` being those of the record. */
// @ts-ignore: decorator
@inline
function zerosBefore(p: i32, before: i32, d: i32): i32 {
  return before > p ? (before - p + d - 1) / d : 0
}

/** The first row of a phase that begins so many rows of zeros before it. */
// @ts-ignore: decorator
@inline
function firstOf(p: i32, before: i32, d: i32, zeros: i32): i32 {
  return p - before + zeros * d
}

/** Rows of a phase, `first` being the first, of `rows` of the record. */
// @ts-ignore: decorator
@inline
function rowsOf(first: i32, rows: i32, d: i32): i32 {
  return max((rows - first + d - 1) / d, 0)
}

export function spectrum(op: usize): void {
  const d = word(op, 28)
  const tiles = word(op, 11)
  const size = word(op, 12)
  const vectors = word(op, 13)
  const table = <usize>word(op, 14)
  const z = <usize>word(op, 16) + <usize>(thread * word(op, 17))
  const step = binBytes(tiles, vectors)
  const imaginary = <usize>vectors << 4
  const rowStep = imaginary * <usize>d
  let x = tensor(op, 1)
  let bins = tensor(op, 4)
  for (let n = 0; n < count; n++) {
    for (let p = 0; p < d; p++) {
      const zeros = zerosBefore(p, word(op, 8), d)
      const begin = firstOf(p, word(op, 8), d, zeros)
      const rows = rowsOf(begin, word(op, 7), d)
      let first = -zeros
      for (let t = 0; t < tiles; t += d) {
        const before = max(-first, 0)
        const end = max(min(rows - first, word(op, 10)), before)
        const tile = x + <usize>begin * imaginary + <usize>first * rowStep
        for (let v = 0; v < vectors; v += GROUP) {
          const width = <usize>min(GROUP, vectors - v) << 4
          const offset = <usize>v << 4
          transform(tile + offset, rowStep, before, end, size, z, width, table, bins + offset, step, imaginary)
        }
        bins += imaginary << 1
        first += word(op, 9)
      }
    }
    x += recordStep(op, 1)
  }
}

export function fromSpectrum(op: usize): void {
  const d = word(op, 28)
  const tiles = word(op, 11)
  const size = word(op, 12)
  const vectors = word(op, 13)
  const tableEnd = <usize>word(op, 14) + <usize>word(op, 15)
  const z = <usize>word(op, 16) + <usize>(thread * word(op, 17))
  const step = binBytes(tiles, vectors)
  const imaginary = <usize>vectors << 4
  let y = tensor(op, 1)
  let bins = tensor(op, 4)
  for (let n = 0; n < count; n++) {
    for (let p = 0; p < d; p++) {
      const zeros = zerosBefore(p, word(op, 8), d)
      const begin = firstOf(p, word(op, 8), d, zeros)
      const rows = rowsOf(begin, word(op, 7), d)
      const target = y + <usize>begin * imaginary
      let first = -zeros
      for (let t = 0; t < tiles; t += d) {
        for (let v = 0; v < vectors; v += GROUP) {
          const width = <usize>min(GROUP, vectors - v) << 4
          const offset = <usize>v << 4
          const tile = transformBack(bins + offset, step, imaginary, size, z, width, tableEnd)
          writeRows(op, tile, target, offset, width, first, rows, t > 0 ? word(op, 19) : 0)
        }
        bins += imaginary << 1
        first += word(op, 9)
      }
    }
    if (word(op, 21)) {
      for (let p = 0; p < d; p++) startWindowsOfZeros(op, p, d, tensor(op, 22) + <usize>n * recordStep(op, 22), y)
    }
    y += recordStep(op, 1)
  }
}

/**
 * A window of zeros, as under a run of N, gives exactly its start, as direct sums do: a rounding error in its place would
 * pass ReLU one time in two where the bias is 0.
 */
function startWindowsOfZeros(op: usize, p: i32, d: i32, x: usize, y: usize): void {
  const taps = word(op, 21)
  const before = zerosBefore(p, word(op, 27), d)
  const origin = firstOf(p, word(op, 27), d, before)
  const rowsOfX = rowsOf(origin, word(op, 25), d)
  const xBytes = <usize>word(op, 26) << 4
  const xRow = xBytes * <usize>d
  x += <usize>origin * xBytes
  const yBytes = <usize>word(op, 13) << 4
  y += <usize>p * yBytes
  const rows = rowsOf(p, word(op, 7), d)
  const after = rows + taps - 1 - before - rowsOfX
  // A window covers at least so many rows of x one after the other: one of those that are looked at.
  const fewest = max(min(taps - max(before, after), rowsOfX), 1)
  for (let r = fewest - 1; r < rowsOfX; r += fewest) {
    if (!isZero(x + <usize>r * xRow, xBytes)) continue
    let first = r
    while (first > 0 && isZero(x + <usize>(first - 1) * xRow, xBytes)) first--
    let next = r + 1
    while (next < rowsOfX && isZero(x + <usize>next * xRow, xBytes)) next++
    r = next
    // Windows are numbered by their first row; the rows of zeros around x belong to the run.
    const begin = first == 0 ? 0 : first + before
    const end = (next == rowsOfX ? rows + taps - 1 : next + before) - taps
    for (let l = begin; l <= min(end, rows - 1); l++) storeStart(op, y + <usize>(l * d) * yBytes, yBytes)
  }
}

/** Whether a row holds nothing but zeros. */
export function isZero(p: usize, bytes: usize): bool {
  let other = i32x4.splat(0)
  for (const end = p + bytes; p < end; p += 16) other = v128.or(other, f32x4.ne(v128.load(p), f32x4.splat(0)))
  return !v128.any_true(other)
}

function storeStart(op: usize, y: usize, bytes: usize): void {
  const start = <usize>word(op, 18)
  const least = f32x4.splat(word(op, 20) ? <f32>0 : -Infinity)
  for (let v: usize = 0; v < bytes; v += 16) {
    v128.store(y + v, f32x4.max(start ? v128.load(start + v) : f32x4.splat(0), least))
  }
}

/** Rows of a tile to where they belong; the first `shared` ones are added to those of the tile before. */
function writeRows(
  op: usize, z: usize, y: usize, offset: usize, width: usize, first: i32, rows: i32, shared: i32,
): void {
  const rowBytes = (<usize>word(op, 13) << 4) * <usize>word(op, 28)
  const start = <usize>word(op, 18)
  const before = max(-first, 0)
  const end = max(min(rows - first, word(op, 10)), before)
  const added = start == 1 ? end : max(min(shared, end), before)
  const least = f32x4.splat(word(op, 20) ? <f32>0 : -Infinity)
  let row = y + offset + <usize>(first + before) * rowBytes
  let p = z + <usize>before * PART
  for (const last = z + <usize>added * PART; p < last; p += PART) {
    for (let v: usize = 0; v < width; v += 16) v128.store(row + v, f32x4.add(v128.load(row + v), v128.load(p + v)))
    row += rowBytes
  }
  const last = z + <usize>end * PART
  if (width == PART) storeFour(row, rowBytes, p, last, start > 1 ? start + offset : 0, least)
  else storeEach(row, rowBytes, p, last, width, start > 1 ? start + offset : 0, least)
}

/** Rows of four vectors from `p` up to `last`, with the bias at `start` (0: none), none less than `least`. */
function storeFour(row: usize, rowBytes: usize, p: usize, last: usize, start: usize, least: v128): void {
  let a = f32x4.splat(0), b = a, c = a, d = a
  if (start) {
    a = v128.load(start)
    b = v128.load(start, 16)
    c = v128.load(start, 32)
    d = v128.load(start, 48)
  }
  for (; p < last; p += PART) {
    v128.store(row, f32x4.max(f32x4.add(a, v128.load(p)), least))
    v128.store(row, f32x4.max(f32x4.add(b, v128.load(p, 16)), least), 16)
    v128.store(row, f32x4.max(f32x4.add(c, v128.load(p, 32)), least), 32)
    v128.store(row, f32x4.max(f32x4.add(d, v128.load(p, 48)), least), 48)
    row += rowBytes
  }
}

function storeEach(row: usize, rowBytes: usize, p: usize, last: usize, width: usize, start: usize, least: v128): void {
  for (; p < last; p += PART) {
    for (let v: usize = 0; v < width; v += 16) {
      const bias = start ? v128.load(start + v) : f32x4.splat(0)
      v128.store(row + v, f32x4.max(f32x4.add(bias, v128.load(p + v)), least))
    }
    row += rowBytes
  }
}
