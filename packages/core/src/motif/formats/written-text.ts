import type { Pfm, Ppm } from '../matrix.js'

/** The id as one word: formats end it at the first blank. */
export function titleId({ id }: Pfm | Ppm): string {
  return oneLine(id).replaceAll(' ', '_') || 'motif'
}

/** The name on one line. */
export function titleName({ name }: Pfm | Ppm): string {
  return oneLine(name)
}

/** Text on one line, with single blanks. */
export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ')
}

/** The positions, four numbers each, as they stand. */
export function rowsOf({ values }: Pfm | Ppm): number[][] {
  const rows: number[][] = []
  for (let i = 0; i < values.length; i += 4) rows.push([...values.subarray(i, i + 4)])
  return rows
}

/** The bases, `length` numbers each, in the order A, C, G, T. */
export function basesOf({ values, length }: Pfm | Ppm): number[][] {
  return [0, 1, 2, 3].map((base) => Array.from({ length }, (_, position) => values[4 * position + base] ?? 0))
}
