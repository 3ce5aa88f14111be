/** Digits in groups of three: `34,528`. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A share of one in percent with one decimal; `<0.1%` where that would be nothing, `>99.9%` where it would be all. */
export function percent(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1%'
  if (share < 1 && share >= 0.9995) return '>99.9%'
  return `${(100 * share).toFixed(1)}%`
}
