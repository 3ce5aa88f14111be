import { HeliconError } from '@helicon/core'
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { type Assignment, assign } from './assignment.js'

/** Keys and list positions that lead from the whole configuration to one of its values. */
export type ConfigPath = readonly (string | number)[]

/** Where a value comes from: a place in the file (counted from 1), or an option of the command line. */
export type ConfigPlace =
  | { readonly kind: 'file'; readonly file: string; readonly line: number; readonly column: number }
  | { readonly kind: 'option'; readonly option: string }

/** A configuration as it was given, with the way back from each value to its place. */
export interface ConfigDocument {
  readonly file: string
  /** The file as it stands on disk. */
  readonly text: string
  /** Plain values: the file's, then those of the command line on top. Nothing of it is checked yet. */
  readonly value: unknown
  /** The place of the value at `path`, or of its key; of the nearest section around it where there is no such value. */
  place(path: ConfigPath, part: 'key' | 'value'): ConfigPlace
}

/**
 * Reads YAML (or JSON, which is YAML) and puts the command line's assignments on top.
 *
 * @param file name, for messages
 * @throws HeliconError `CONFIG_SYNTAX` with line and column, `SET_REJECTED` where an assignment has nowhere to go
 */
export function parseConfigDocument(text: string, file: string, assignments: readonly Assignment[]): ConfigDocument {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const problem = document.errors[0] ?? document.warnings[0]
  if (problem !== undefined) throw syntaxError(file, lines, problem.pos[0], problem.message)
  const value = assignments.reduce(assign, plainValue(document, file))
  return {
    file,
    text,
    value,
    place(path, part) {
      const assignment = assignments.findLast(({ path: start }) => isStart(start, path))
      if (assignment !== undefined) return { kind: 'option', option: assignment.option }
      const { line, col } = lines.linePos(offsetOf(document, path, part))
      return { kind: 'file', file, line: Math.max(1, line), column: Math.max(1, col) }
    },
  }
}

function plainValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {}
  } catch (error) {
    throw syntaxError(file, undefined, 0, error instanceof Error ? error.message : String(error))
  }
}

function syntaxError(file: string, lines: LineCounter | undefined, offset: number, problem: string): HeliconError {
  const { line, col } = lines?.linePos(offset) ?? { line: 1, col: 1 }
  return new HeliconError('CONFIG_SYNTAX', { file, line: Math.max(1, line), column: Math.max(1, col), problem })
}

function isStart(start: ConfigPath, path: ConfigPath): boolean {
  return start.length <= path.length && start.every((key, index) => String(key) === String(path[index]))
}

/** Byte offset in the text of the key or value at `path`. */
function offsetOf(document: Document.Parsed, path: ConfigPath, part: 'key' | 'value'): number {
  let node: Node | null | undefined = document.contents
  let offset = startOf(node) ?? 0
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document)
    let keyOffset: number | undefined
    if (isMap(node)) {
      const pair: (typeof node.items)[number] | undefined = node.items.find(
        (item) => isScalar(item.key) && String(item.key.value) === String(key),
      )
      if (pair === undefined) return startOf(node) ?? offset
      keyOffset = startOf(pair.key)
      node = isNode(pair.value) ? pair.value : undefined
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(key)]
      node = isNode(item) ? item : undefined
    } else break
    const valueOffset = startOf(node)
    offset = (part === 'key' ? (keyOffset ?? valueOffset) : (valueOffset ?? keyOffset)) ?? offset
  }
  return offset
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

function isNode(value: unknown): value is Node {
  return isScalar(value) || isMap(value) || isSeq(value) || isAlias(value)
}
