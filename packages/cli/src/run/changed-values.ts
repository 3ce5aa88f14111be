import { isDeepStrictEqual } from 'node:util'
import { isMapping } from '../config/schema-parts.js'

/** A value of the configuration that is not what a run was started with; undefined where it is not there. */
export interface ChangedValue {
  /** As the configuration calls it. */
  readonly key: string
  readonly before: unknown
  readonly after: unknown
}

/** What the configuration calls the settings that are kept under other names. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^training\.testSplit\b/, 'data.test'],
  [/^training\.validationPart\b/, 'data.validation'],
  [/^training\.learningRate\.learningRate$/, 'training.learningRate'],
  [/^data\.\w+\.(classes|length|fit|labelKind)$/, 'data.$1'],
]

/** The values that differ, each by its key: of sections those in them, unless their `name` differs too. */
export function changedValues(key: string, before: unknown, after: unknown): ChangedValue[] {
  if (isDeepStrictEqual(before, after)) return []
  if (!isMapping(before) || !isMapping(after)) return [{ key: configKey(key), before, after }]
  if (before.name !== after.name) return [{ key: configKey(key), before: before.name, after: after.name }]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return names.flatMap((name) => changedValues(`${key}.${name}`, before[name], after[name]))
}

/** The values without those that follow from another one: seeds from that of the training, one key of several parts. */
export function writtenChanges(changes: readonly ChangedValue[]): ChangedValue[] {
  const step = seedStep(changes.find(({ key }) => key === 'training.seed'))
  return changes.filter((change, index) => {
    const isOther = change.key !== 'training.seed' && change.key.endsWith('.seed')
    const follows = isOther && step !== undefined && seedStep(change) === step
    return !follows && changes.findIndex(({ key }) => key === change.key) === index
  })
}

/** `training.seed: 1 → 4`; of a model its key alone, since it is long. */
export function changeText({ key, before, after }: ChangedValue): string {
  return key === 'model' ? key : `${key}: ${valueText(before)} → ${valueText(after)}`
}

function configKey(key: string): string {
  return NAMES.reduce((name, [pattern, written]) => name.replace(pattern, written), key)
}

function seedStep(change: ChangedValue | undefined): number | undefined {
  if (typeof change?.before !== 'number' || typeof change.after !== 'number') return undefined
  return change.after - change.before
}

function valueText(value: unknown): string {
  return value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value)
}
