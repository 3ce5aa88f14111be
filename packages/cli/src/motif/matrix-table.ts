import type { Pfm, Ppm, Pwm } from '@helicon/core'
import { printable } from '../console/printable.js'

const WIDTH = 7

/**
 * A matrix as a table with two decimals, in the form in which Biopython prints one: a column for each position, counted
 * from 0, a row for each base.
 */
export function matrixTable({ values, length }: Pfm | Ppm | Pwm): string {
  const positions = Array.from({ length }, (_, position) => position)
  const heading = `  ${positions.map((position) => cell(String(position))).join('')}`
  const rows = [...'ACGT'].map((base, i) => {
    const numbers = positions.map((position) => cell(twoDecimals(values[4 * position + i] ?? Number.NaN)))
    return `${base}:${numbers.join('')}`
  })
  return `${[heading, ...rows].join('\n')}\n`
}

/** Id and name on a line. */
export function motifTitle({ id, name }: Pfm | Ppm | Pwm): string {
  return printable(`${id} ${name}`.trim())
}

/** The positions of a matrix, four numbers each, as JSON has them: -Infinity is null. */
export function matrixRows({ values, length }: Pfm | Ppm | Pwm): number[][] {
  return Array.from({ length }, (_, position) => [...values.subarray(4 * position, 4 * position + 4)])
}

function twoDecimals(value: number): string {
  return value === -Infinity ? '-inf' : value.toFixed(2)
}

function cell(text: string): string {
  return text.length < WIDTH ? text.padStart(WIDTH) : ` ${text}`
}
