/** 12345 as `12,345`. */
export function grouped(count: number): string {
  return Math.round(count).toLocaleString('en-US')
}

/** A loss or a score with four digits after the point; `none` where it is undefined or was not computed. */
export function score(value: number | null | undefined, none: string): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return none
  return value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(2) : value.toFixed(4)
}

/** Seconds as `0:07`, `12:34` or `1:02:03`. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'))
  return whole >= 3600 ? [Math.floor(whole / 3600), ...parts].join(':') : parts.join(':').replace(/^0(\d)/, '$1')
}

/** A fraction as a percentage with enough digits to tell small base rates apart. */
export function percent(fraction: number): string {
  const value = fraction * 100
  return value >= 10 || value === 0 ? value.toFixed(1) : value.toPrecision(2)
}
