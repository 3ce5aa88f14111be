/** The value below which a share of sorted values lies, by linear interpolation between neighbours: NumPy's default. */
export function percentile(sorted: Float64Array, share: number): number | null {
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}
