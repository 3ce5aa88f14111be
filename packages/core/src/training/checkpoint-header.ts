import { HeliconError } from '../core/errors.js'
import type { Expectation } from '../core/messages/expectation.js'
import type { BestEpoch, EpochRecord } from './epoch-record.js'
import type { EarlyStoppingState, PlateauState, RunningSums, TrainingState } from './training-state.js'

/** A state without its arrays. */
export interface CheckpointHeader extends Omit<TrainingState, 'weights' | 'engine' | 'best'> {
  readonly step: number
  readonly best: Omit<BestEpoch, 'weights'> | undefined
}

type Fields = Readonly<Record<string, unknown>>

/** Reads one field of an object; throws with its path where it is not what it should be. */
interface Reader {
  readonly path: string
  readonly fields: Fields
  readonly fail: (path: string, found: unknown, expected: Expectation) => never
}

/**
 * Checks the JSON of a checkpoint field by field.
 * @param name file name, for messages
 * @throws HeliconError CHECKPOINT_INVALID naming the field
 */
export function parseCheckpointHeader(json: string, name: string): CheckpointHeader {
  const fail = (field: string, value: unknown, expected: Expectation): never => {
    const found = JSON.stringify(value)?.slice(0, 60) ?? 'undefined'
    throw new HeliconError('CHECKPOINT_INVALID', { name, field, found, expected })
  }
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return fail('state', json, { kind: 'json' })
  }
  const root = readerOf(value, 'state', fail)
  return {
    epoch: count(root, 'epoch'),
    batch: count(root, 'batch'),
    step: count(root, 'step'),
    history: list(root, 'history').map((row, index) => readRecord(readerOf(row, `state.history[${index}]`, fail))),
    running: readRunning(child(root, 'running')),
    best: root.fields.best === undefined ? undefined : readBest(child(root, 'best')),
    earlyStopping: readEarlyStopping(child(root, 'earlyStopping')),
    plateau: readPlateau(child(root, 'plateau')),
    seed: count(root, 'seed'),
    batchSize: count(root, 'batchSize'),
    records: root.fields.records === undefined ? undefined : count(root, 'records'),
    identity: text(root, 'identity'),
  }
}

function readRecord(reader: Reader): EpochRecord {
  const metrics = child(reader, 'metrics')
  const valLoss = optionalNumber(reader, 'valLoss')
  return {
    epoch: count(reader, 'epoch'),
    loss: number(reader, 'loss'),
    ...(valLoss === undefined ? {} : { valLoss }),
    metrics: Object.fromEntries(
      Object.keys(metrics.fields).map((key) => [key, metrics.fields[key] === null ? null : number(metrics, key)]),
    ),
    learningRate: number(reader, 'learningRate'),
    seconds: number(reader, 'seconds'),
  }
}

function readRunning(reader: Reader): RunningSums {
  return {
    loss: number(reader, 'loss'),
    records: count(reader, 'records'),
    correct: count(reader, 'correct'),
    values: count(reader, 'values'),
    seconds: number(reader, 'seconds'),
  }
}

function readBest(reader: Reader): Omit<BestEpoch, 'weights'> {
  return { epoch: count(reader, 'epoch'), monitor: text(reader, 'monitor'), value: number(reader, 'value') }
}

function readEarlyStopping(reader: Reader): EarlyStoppingState {
  const { stopped } = reader.fields
  if (typeof stopped !== 'boolean') return reader.fail(`${reader.path}.stopped`, stopped, { kind: 'boolean' })
  return { best: optionalNumber(reader, 'best'), wait: count(reader, 'wait'), stopped }
}

function readPlateau(reader: Reader): PlateauState {
  return {
    best: optionalNumber(reader, 'best'),
    wait: count(reader, 'wait'),
    cooldown: count(reader, 'cooldown'),
    learningRate: optionalNumber(reader, 'learningRate'),
  }
}

function readerOf(value: unknown, path: string, fail: Reader['fail']): Reader {
  if (!isFields(value)) return fail(path, value, { kind: 'object' })
  return { path, fields: value, fail }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function child(reader: Reader, key: string): Reader {
  return readerOf(reader.fields[key], `${reader.path}.${key}`, reader.fail)
}

function list(reader: Reader, key: string): readonly unknown[] {
  const value = reader.fields[key]
  return Array.isArray(value)
    ? value
    : reader.fail(`${reader.path}.${key}`, value, { kind: 'list', of: { kind: 'object' } })
}

function number(reader: Reader, key: string): number {
  const value = reader.fields[key]
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value)
  return typeof value === 'number' ? value : reader.fail(`${reader.path}.${key}`, value, { kind: 'number' })
}

function optionalNumber(reader: Reader, key: string): number | undefined {
  return reader.fields[key] === undefined ? undefined : number(reader, key)
}

function count(reader: Reader, key: string): number {
  const value = number(reader, key)
  if (!Number.isSafeInteger(value) || value < 0) {
    return reader.fail(`${reader.path}.${key}`, value, { kind: 'integer', min: 0 })
  }
  return value
}

function text(reader: Reader, key: string): string {
  const value = reader.fields[key]
  return typeof value === 'string' ? value : reader.fail(`${reader.path}.${key}`, value, { kind: 'text' })
}
