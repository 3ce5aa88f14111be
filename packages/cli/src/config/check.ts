import { HeliconError, nearestSpelling } from '@helicon/core'
import * as v from 'valibot'
import type { ConfigDocument, ConfigPath } from './document.js'
import { decodeExpectation, type Expectation, expectationText } from './expectation.js'
import { isMapping } from './schema-parts.js'
import { errorTexts, type TextPair } from './text-pair.js'

/**
 * The configuration under `schema`.
 *
 * @throws HeliconError for the first thing that is wrong, an unknown key before anything else (a key that is missing is
 *   most often one that is misspelt): `CONFIG_UNKNOWN_KEY`, `CONFIG_VALUE`, `CONFIG_KEY_MISSING`, or `SET_...` where the
 *   command line brought it
 */
export function checkConfig<Schema extends v.GenericSchema>(
  schema: Schema,
  document: ConfigDocument,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, document.value)
  if (result.success) return result.output
  if (!isMapping(document.value)) throw valueError(document, [], document.value, ROOT)
  const issue = result.issues.find(isUnknownKey) ?? result.issues[0]
  throw issueError(document, issue)
}

/** A list has no keys to tell right from wrong. */
const ROOT: Expectation = { kind: 'keys', keys: ['data', 'model', 'training'] }

function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never'
}

function issueError(document: ConfigDocument, issue: v.BaseIssue<unknown>): HeliconError {
  const path = pathOf(issue)
  const expectation = decodeExpectation(issue.message)
  const key = path.join('.')
  if (isUnknownKey(issue)) return unknownKeyError(document, path, expectation)
  const isMissing = issue.input === undefined && path.length > 0
  if (isMissing) {
    const place = document.place(path, 'key')
    const expected = MISSING[key] ?? expectationText(expectation)
    if (place.kind === 'file') return new HeliconError('CONFIG_KEY_MISSING', { ...place, key, expected })
  }
  return valueError(document, path, issue.input, expectation)
}

/** Valibot reports a missing key with its section's expectation; these say what the key itself takes. */
const MISSING: Readonly<Record<string, TextPair>> = {
  data: { en: 'a section with train', ko: 'train 키를 가진 항목' },
  'data.train': { en: 'the path of the training data', ko: '학습 데이터의 경로' },
  model: {
    en: 'the name of a preset, or { inputs, layers, outputs }',
    ko: '프리셋 이름 또는 { inputs, layers, outputs }',
  },
}

function unknownKeyError(document: ConfigDocument, path: ConfigPath, expectation: Expectation): HeliconError {
  const key = path.join('.')
  const allowed = expectation.kind === 'keys' ? expectation.keys : []
  const nearest = nearestSpelling(String(path.at(-1)), allowed)
  const place = document.place(path, 'key')
  return place.kind === 'file'
    ? new HeliconError('CONFIG_UNKNOWN_KEY', { ...place, key, allowed, nearest })
    : new HeliconError('SET_UNKNOWN_KEY', { ...place, key, allowed, nearest })
}

/** The error for a value that is not what its place takes. */
export function valueError(
  document: ConfigDocument,
  path: ConfigPath,
  found: unknown,
  expectation: Expectation,
): HeliconError {
  const place = document.place(path, 'value')
  const nearest =
    expectation.kind === 'names' && typeof found === 'string' ? nearestSpelling(found, expectation.names) : undefined
  const details = {
    key: path.length === 0 ? document.file : path.join('.'),
    found: shortValue(found),
    expected: expectationText(expectation),
    nearest,
  }
  return place.kind === 'file'
    ? new HeliconError('CONFIG_VALUE', { ...place, ...details })
    : new HeliconError('SET_VALUE', { ...place, ...details })
}

/** Puts the place of a value before an error that its own reader threw: the model's, a schedule's. */
export function rejectedError(document: ConfigDocument, path: ConfigPath, cause: unknown): HeliconError {
  return problemError(document, path, errorTexts(cause), cause)
}

/** The error for a value that does not go with others. */
export function problemError(
  document: ConfigDocument,
  path: ConfigPath,
  problem: TextPair,
  cause?: unknown,
): HeliconError {
  const place = document.place(path, 'value')
  return place.kind === 'file'
    ? new HeliconError('CONFIG_REJECTED', { ...place, key: keyText(path), problem }, { cause })
    : new HeliconError('SET_REJECTED', { ...place, problem }, { cause })
}

/** `model.layers[2].kernelSize`. */
function keyText(path: ConfigPath): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${key}`),
    '',
  )
}

function pathOf(issue: v.BaseIssue<unknown>): ConfigPath {
  return (issue.path ?? []).map((item) => (typeof item.key === 'number' ? item.key : String(item.key)))
}

/** A value as a message shows it: short, on one line. */
function shortValue(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 60 ? `${text.slice(0, 57)}...` : text
}
