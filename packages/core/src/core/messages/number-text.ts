const FRACTION = /-?\d+\.\d+(e[-+]?\d+)?/g

/**
 * A value as a message shows it: numbers in it that are not whole lose the digits that say nothing.
 *
 * Data are float32, and 0.3 as a float32 prints as 0.30000001192092896: such a number is shown with the fewest digits
 * (six or more) that stand for the same float32, so that two that differ never look alike. Other numbers get seven.
 */
export function shownValue(value: unknown): string {
  return String(value).replace(FRACTION, (digits) => shownNumber(Number(digits)))
}

function shownNumber(value: number): string {
  for (let precision = 6; precision <= 9; precision++) {
    const short = Number(value.toPrecision(precision))
    if (Math.fround(value) === value ? Math.fround(short) === value : precision === 7 && !Number.isInteger(short))
      return String(short)
  }
  return String(value)
}

/** A number with its noun in English: `1 label column`, `3 label columns`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
