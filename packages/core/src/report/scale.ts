/** An interval of values; its second end is above its first. */
export type Domain = readonly [number, number]

/** From a value to a place in the figure. Values outside the domain land on its edge. */
export type Scale = (value: number) => number

/** The straight scale from a domain to two places. */
export function linearScale([low, high]: Domain, from: number, to: number): Scale {
  return (value) => {
    const share = (Math.min(high, Math.max(low, value)) - low) / (high - low)
    return from + share * (to - from)
  }
}

/** The interval that holds all finite values, never empty; [0, 1] where there is none. */
export function domainOf(values: Iterable<number>): Domain {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return [0, 1]
  const largest = Math.max(Math.abs(low), Math.abs(high))
  // What is smaller than any number of a training is taken for 0.
  if (high - low > Math.max(largest * 1e-6, 1e-100)) return [low, high]
  const margin = largest < 1e-100 ? 0.5 : largest * 0.1
  return [low - margin, high + margin]
}

/**
 * Round numbers inside a domain, about `count` of them, with a step of 1, 2, 2.5 or 5 times a power of ten (Heckbert
 * 1990).
 */
export function niceTicks([low, high]: Domain, count = 5): number[] {
  const step = niceStep((high - low) / Math.max(1, count))
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => withoutNoise((first + index) * step))
}

/** The domain widened to round numbers at both ends. */
export function niceDomain(domain: Domain, count = 5): Domain {
  const step = niceStep((domain[1] - domain[0]) / Math.max(1, count))
  const [low, high] = [Math.floor(domain[0] / step + 1e-9), Math.ceil(domain[1] / step - 1e-9)]
  return [withoutNoise(low * step), withoutNoise(high * step)]
}

/** Ticks of a count from `low` to `high`: whole numbers alone. */
export function wholeTicks([low, high]: Domain, count = 6): number[] {
  return niceTicks([low, high], count).filter(Number.isInteger)
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5].find((candidate) => candidate * power >= rough * 0.999) ?? 10
  return factor * power
}

/** 0.30000000000000004 as 0.3. */
function withoutNoise(value: number): number {
  return Number(value.toPrecision(12))
}
