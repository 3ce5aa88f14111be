import stringWidth from 'string-width'

/**
 * Rows as text in aligned columns, the first row the heading, with a rule below it. Columns are as wide on the screen
 * as their widest cell (Hangul takes two columns a letter); the first is aligned left, the others right.
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, stringWidth(cell))
  const lines = rows.map((row) => formatRow(row, widths))
  const rule = widths.map((width) => '-'.repeat(width)).join('  ')
  return [...lines.slice(0, 1), rule, ...lines.slice(1)].join('\n')
}

/** One row under given column widths, for tables that grow line by line. */
export function formatRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => {
      const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)))
      return column === 0 ? cell + space : space + cell
    })
    .join('  ')
    .trimEnd()
}
