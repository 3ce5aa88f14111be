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
 * needed becomes that section: `optimizer: adam` and `--set training.optimizer.learningRate=0.01` go together, and so do
 * `model: jund` and `--set model.length=205`.
 *
 * @throws HeliconError `SET_REJECTED` below a value that has no keys
 */
export function assign(value: unknown, assignment: Assignment): unknown {
  return assignAt(value, assignment, 0)
}

function assignAt(value: unknown, assignment: Assignment, depth: number): unknown {
  const key = assignment.path[depth]
  if (key === undefined) return assignment.value
  if (Array.isArray(value)) {
    const index = Number(key)
    if (!Number.isInteger(index) || index < 0 || index >= value.length) throw noSuchItem(assignment, key, value.length)
    return value.map((item: unknown, at) => (at === index ? assignAt(item, assignment, depth + 1) : item))
  }
  const section = isMapping(value) ? value : sectionOf(value, assignment, depth)
  const before = Object.hasOwn(section, key) ? section[key] : undefined
  return { ...section, [key]: assignAt(before, assignment, depth + 1) }
}

/** Sections that may be given by one name, and the key of it. Layers' own, such as an initializer, have `name` too. */
const SHORT_FORMS: Readonly<Record<string, string>> = { model: 'preset', 'training.monitor': 'monitor' }
/** Values of one text that no section can take the place of. */
const PLAIN_TEXTS = /^(data\b.*|name|training\.(classWeights|divisor))$/

function sectionOf(value: unknown, assignment: Assignment, depth: number): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {}
  const above = assignment.path.slice(0, depth).join('.')
  if (typeof value === 'string' && !PLAIN_TEXTS.test(above)) return { [SHORT_FORMS[above] ?? 'name']: value }
  throw noKeysBelow(assignment, above, value)
}

function noKeysBelow(assignment: Assignment, above: string, value: unknown): HeliconError {
  const found = JSON.stringify(value)
  const given = assignment.path.join('.')
  const fraction = above === 'data.validation' || above === 'data.test'
  const instead = fraction ? `--set '${above}={ fraction: 0.1 }'` : `--set ${above}=...`
  return new HeliconError('SET_REJECTED', {
    option: assignment.option,
    problem: {
      en: `there is no '${given}', because ${above} is ${fraction ? 'the path ' : ''}${found}, which has no keys. To ${fraction ? 'take a fraction of the training data' : 'change it'}: ${instead}`,
      ko: `${above} 값이 ${fraction ? '경로 ' : ''}${found}이므로 그 아래에 키를 둘 수 없습니다: '${given}'. ${fraction ? '학습 데이터의 일부를 쓰려면' : '값을 바꾸려면'}: ${instead}`,
    },
  })
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
