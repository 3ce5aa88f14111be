import { HeliconError } from '@helicon/core'
import { parseDocument } from 'yaml'
import { isMapping } from './schema-parts.js'

/** A value that the command line puts over the configuration's. */
export interface Assignment {
  /** As it was written, for messages: `--set training.epochs=5`. */
  readonly option: string
  readonly path: readonly string[]
  readonly value: unknown
}

/**
 * Reads the argument of `--set`: `training.epochs=5`. The value is YAML, so numbers, true, lists and `{ a: 1 }` work.
 *
 * @throws HeliconError `SET_SYNTAX`
 */
export function parseAssignment(argument: string): Assignment {
  const equals = argument.indexOf('=')
  const path = argument.slice(0, Math.max(0, equals)).trim().split('.')
  const document = parseDocument(argument.slice(equals + 1), { prettyErrors: false })
  if (equals < 1 || path.some((key) => key === '') || document.errors.length > 0 || document.warnings.length > 0)
    throw new HeliconError('SET_SYNTAX', { found: argument })
  return { option: `--set ${argument}`, path, value: document.toJS() ?? null }
}

/**
 * `value` with one assignment done; sections on the way are made where they are missing. A name where a section is
 * needed becomes that section's `name`: `optimizer: adam` and `--set training.optimizer.learningRate=0.01` go together.
 */
export function assign(value: unknown, assignment: Assignment): unknown {
  return assignAt(value, assignment.path, assignment)
}

function assignAt(value: unknown, path: readonly string[], assignment: Assignment): unknown {
  const [key, ...rest] = path
  if (key === undefined) return assignment.value
  if (Array.isArray(value)) {
    const index = Number(key)
    if (!Number.isInteger(index) || index < 0 || index >= value.length) throw noSuchItem(assignment, key, value.length)
    return value.map((item: unknown, at) => (at === index ? assignAt(item, rest, assignment) : item))
  }
  const section = isMapping(value) ? value : typeof value === 'string' ? { name: value } : {}
  const before = Object.hasOwn(section, key) ? section[key] : undefined
  return { ...section, [key]: assignAt(before, rest, assignment) }
}

function noSuchItem(assignment: Assignment, key: string, length: number): HeliconError {
  return new HeliconError('SET_REJECTED', {
    option: assignment.option,
    problem: {
      en: `'${key}' is no position of a list of ${length}; positions are 0 to ${length - 1}`,
      ko: `목록의 위치가 아닙니다: '${key}'. 이 목록의 항목은 ${length}개이며 위치는 0부터 ${length - 1}까지입니다`,
    },
  })
}
