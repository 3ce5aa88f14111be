import { float, opensSlice, sliceGradients, word } from './plan'

/**
 * Parameters live twice: in Keras' own order, where the optimizer works, and packed for the kernels: rows of `vectors`
 * vectors of filters, zero where there is nothing. A grouped kernel is packed as a dense one with zeros between groups.
 *
 * PACK: 1 kernel [taps, channels a group, filters] · 2 packed · 3 taps · 4 channels a group · 5 packed rows a tap ·
 * 6 filters · 7 floats a packed row · 8 filters a group
 */
export function pack(op: usize): void {
  let source = <usize>word(op, 1)
  const target = <usize>word(op, 2)
  const taps = word(op, 3)
  const channels = word(op, 4)
  const rows = word(op, 5)
  const filters = word(op, 6)
  const width = word(op, 7)
  const group = word(op, 8)
  memory.fill(target, 0, <usize>(taps * rows * width) << 2)
  for (let t = 0; t < taps; t++) {
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < filters; f += group) {
        const row = t * rows + (f / group) * channels + c
        memory.copy(target + (<usize>(row * width + f) << 2), source, <usize>group << 2)
        source += <usize>group << 2
      }
    }
  }
}

/**
 * PACK_TURNED: the kernel of the input's gradient: taps in reverse, filters and channels exchanged.
 * 1-4, 6, 8 as PACK · 2 packed [taps, rows a tap (filters, padded), floats a row (channels, padded)] · 5 rows a tap ·
 * 7 floats a packed row
 */
export function packTurned(op: usize): void {
  let source = <usize>word(op, 1)
  const target = <usize>word(op, 2)
  const taps = word(op, 3)
  const channels = word(op, 4)
  const rows = word(op, 5)
  const filters = word(op, 6)
  const width = word(op, 7)
  const group = word(op, 8)
  memory.fill(target, 0, <usize>(taps * rows * width) << 2)
  for (let t = taps - 1; t >= 0; t--) {
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < filters; f++) {
        const channel = (f / group) * channels + c
        store<f32>(target + (<usize>((t * rows + f) * width + channel) << 2), load<f32>(source))
        source += 4
      }
    }
  }
}

/** CLEAR_SUMS: with the first tile of a slice its gradient sums begin at zero. 1 their bytes */
export function clearSums(op: usize): void {
  if (opensSlice) memory.fill(sliceGradients, 0, <usize>word(op, 1))
}

/**
 * REDUCE: a parameter's gradient = the slices' sums added in order, plus its regularizer's.
 * 1 gradient · 2 first slice's sums of it · 3 taps · 4 channels a group · 5 packed rows a tap · 6 filters ·
 * 7 floats a packed row · 8 filters a group · 9 address of the number of slices · 10 bytes from slice to slice ·
 * 11 weights · 12 l1 · 13 l2 · 14 address of [regularization loss (float64), 1 where all is finite (int32)]
 */
export function reduce(op: usize): void {
  let target = <usize>word(op, 1)
  let weight = <usize>word(op, 11)
  const sums = <usize>word(op, 2)
  const taps = word(op, 3)
  const channels = word(op, 4)
  const rows = word(op, 5)
  const filters = word(op, 6)
  const width = word(op, 7)
  const group = word(op, 8)
  const slices = load<i32>(<usize>word(op, 9))
  const step = <usize>word(op, 10)
  const l1 = float(op, 12)
  const l2 = float(op, 13)
  const regularized = l1 != 0 || l2 != 0
  let penalty: f64 = 0
  // Stays 0 as long as every gradient is finite: infinity and NaN times 0 are NaN.
  let check: f32 = 0
  for (let t = 0; t < taps; t++) {
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < filters; f += group) {
        const row = t * rows + (f / group) * channels + c
        let p = sums + (<usize>(row * width + f) << 2)
        for (let i = 0; i < group; i++) {
          let g = load<f32>(p)
          let q = p
          for (let s = 1; s < slices; s++) {
            q += step
            g += load<f32>(q)
          }
          if (regularized) {
            const w = load<f32>(weight)
            const sign: f32 = w > 0 ? 1 : w < 0 ? -1 : 0
            g += l1 * sign + 2 * l2 * w
            penalty += <f64>l1 * NativeMath.abs(<f64>w) + <f64>l2 * <f64>w * <f64>w
          }
          check += g * 0
          store<f32>(target, g)
          target += 4
          weight += 4
          p += 4
        }
      }
    }
  }
  const result = <usize>word(op, 14)
  store<f64>(result, penalty)
  store<i32>(result, check == 0 ? 1 : 0, 8)
}
