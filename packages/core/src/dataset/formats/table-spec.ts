/** A column of a table: its name in the header, or its number, the first is 1. */
export type ColumnName = string | number

/** How a delimited table is read; what is absent is found by looking at its first lines. */
export interface TableSpec {
  /** One character, or `tab`, `comma`, `semicolon`, `space` (any run of blanks). */
  readonly delimiter?: string
  readonly header?: boolean
  readonly idColumn?: ColumnName
  readonly sequenceColumn?: ColumnName
  /** Empty: the table has no labels. */
  readonly labelColumns?: readonly ColumnName[]
}
