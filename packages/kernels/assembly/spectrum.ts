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
 * Words of SPECTRUM and FROM_SPECTRUM:
 * 1-3 rows · 4-6 spectrum · 7 number of rows · 8 row at which the first tile begins (may be negative: zeros) · 9 rows from
 * tile to tile · 10 rows of a tile that are read, or written · 11 tiles a record · 12 N · 13 vectors of a row ·
 * 14 table of N · 15 its bytes · 16 workspace, 2 N + 1 rows of GROUP vectors · 17 bytes of it a thread ·
 * FROM_SPECTRUM: 18 start (0 zero, 1 what stands there, else address of a bias) · 19 rows that a tile shares with the one before ·
 * 20 ReLU · 21 taps (0: a gradient) · 22-24 x, whose windows of zeros give exactly the start · 25 rows of x · 26 vectors of x ·
 * 27 rows of zeros before x
 */
const LINE: usize = 64

/** Bytes from one frequency of the tile's records to the next. */
// @ts-ignore: decorator
@inline
export function binBytes(tiles: i32, vectors: i32): usize {
  return (<usize>(count * tiles * vectors) << 5) + LINE
}

export function spectrum(op: usize): void {
  const tiles = word(op, 11)
  const size = word(op, 12)
  const vectors = word(op, 13)
  const table = <usize>word(op, 14)
  const z = <usize>word(op, 16) + <usize>(thread * word(op, 17))
  const step = binBytes(tiles, vectors)
  const rowBytes = <usize>vectors << 4
  let x = tensor(op, 1)
  let bins = tensor(op, 4)
  for (let n = 0; n < count; n++) {
    let first = word(op, 8)
    for (let t = 0; t < tiles; t++) {
      const before = max(-first, 0)
      const end = max(min(word(op, 7) - first, word(op, 10)), before)
      const tile = x + <usize>first * rowBytes
      for (let v = 0; v < vectors; v += GROUP) {
        const width = <usize>min(GROUP, vectors - v) << 4
        const offset = <usize>v << 4
        transform(tile + offset, rowBytes, before, end, size, z, width, table, bins + offset, step, rowBytes)
      }
      bins += rowBytes << 1
      first += word(op, 9)
    }
    x += recordStep(op, 1)
  }
}

export function fromSpectrum(op: usize): void {
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
    let first = word(op, 8)
    for (let t = 0; t < tiles; t++) {
      for (let v = 0; v < vectors; v += GROUP) {
        const width = <usize>min(GROUP, vectors - v) << 4
        const offset = <usize>v << 4
        const rows = transformBack(bins + offset, step, imaginary, size, z, width, tableEnd)
        writeRows(op, rows, y, offset, width, first, t > 0 ? word(op, 19) : 0)
      }
      bins += imaginary << 1
      first += word(op, 9)
    }
    if (word(op, 21)) startWindowsOfZeros(op, tensor(op, 22) + <usize>n * recordStep(op, 22), y)
    y += recordStep(op, 1)
  }
}

/**
 * A window of zeros, as under a run of N, gives exactly its start, as direct sums do: a rounding error in its place would
 * pass ReLU one time in two where the bias is 0.
 */
function startWindowsOfZeros(op: usize, x: usize, y: usize): void {
  const taps = word(op, 21)
  const rowsOfX = word(op, 25)
  const xRow = <usize>word(op, 26) << 4
  const yRow = <usize>word(op, 13) << 4
  const rows = word(op, 7)
  const before = word(op, 27)
  const after = rows + taps - 1 - before - rowsOfX
  // A window covers at least so many rows of x one after the other: one of those that are looked at.
  const fewest = max(min(taps - max(before, after), rowsOfX), 1)
  for (let r = fewest - 1; r < rowsOfX; r += fewest) {
    if (!isZero(x + <usize>r * xRow, xRow)) continue
    let first = r
    while (first > 0 && isZero(x + <usize>(first - 1) * xRow, xRow)) first--
    let next = r + 1
    while (next < rowsOfX && isZero(x + <usize>next * xRow, xRow)) next++
    r = next
    // Windows are numbered by their first row; the rows of zeros around x belong to the run.
    const begin = first == 0 ? 0 : first + before
    const end = (next == rowsOfX ? rows + taps - 1 : next + before) - taps
    for (let l = begin; l <= min(end, rows - 1); l++) storeStart(op, y + <usize>l * yRow, yRow)
  }
}

function isZero(p: usize, bytes: usize): bool {
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
function writeRows(op: usize, z: usize, y: usize, offset: usize, width: usize, first: i32, shared: i32): void {
  const rowBytes = <usize>word(op, 13) << 4
  const start = <usize>word(op, 18)
  const before = max(-first, 0)
  const end = max(min(word(op, 7) - first, word(op, 10)), before)
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
