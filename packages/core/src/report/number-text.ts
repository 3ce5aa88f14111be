/** 12345 as `12,345`. Not by locale: a report is the same everywhere. */
export function countText(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A loss or score with four digits after the point, a tiny one as `1.23e-5`; `–` where it is undefined. */
export function scoreText(value: number | null | undefined): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–'
  if (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e6)) return value.toExponential(2)
  return value.toFixed(4)
}

/** A fraction as a percentage with enough digits to tell small base rates apart. */
export function percentText(fraction: number): string {
  const value = fraction * 100
  if (!Number.isFinite(value)) return '–'
  return `${value >= 10 || value === 0 ? value.toFixed(1) : Number(value.toPrecision(2)).toString()}%`
}

/** A count in the room of a bar: 950, 9.5k, 95k, 950k, 9.5M. */
export function shortCount(count: number): string {
  if (count < 1000) return String(Math.round(count))
  const [value, unit] = count < 999_500 ? [count / 1000, 'k'] : [count / 1e6, 'M']
  return `${value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : value.toFixed(0)}${unit}`
}

/** The labels of equally spaced ticks, with the digits that their step needs. */
export function tickTexts(ticks: readonly number[]): string[] {
  const largest = Math.max(0, ...ticks.map(Math.abs))
  const step = ticks.length < 2 ? largest : Math.abs((ticks[1] ?? 0) - (ticks[0] ?? 0))
  if (largest >= 1e6 || (step > 0 && step < 1e-4)) {
    const digits = Math.min(15, Math.max(1, Math.ceil(Math.log10(largest / step)) + 1))
    return ticks.map((tick) => tick.toExponential(digits).replace(/\.?0*e\+?/, 'e'))
  }
  const digits = [0, 1, 2, 3, 4, 5].find((count) => ticks.every((tick) => isWhole(tick * 10 ** count))) ?? 5
  return ticks.map((tick) => (digits === 0 ? countText(tick).replace('-,', '-') : tick.toFixed(digits)))
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) < 1e-6 * Math.max(1, Math.abs(value))
}
