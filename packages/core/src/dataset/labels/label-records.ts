import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import { sequenceCount, sequenceLength } from '../../sequence/build-sequence-set.js'
import type { LabelKind } from '../check.js'
import { isNumberText } from '../formats/column-contents.js'
import { requireOrder } from '../label-order.js'
import { classOfRecord } from '../record-class.js'
import type { DatasetPiece, DatasetStream, RawRecordSource, RawRecords } from '../stream.js'
import { classPlan, constantPlan, type LabelPlan, NO_LABELS } from './label-plan.js'
import { MOST_CLASSES, surveyLabels } from './label-survey.js'
import { planLabels } from './plan-labels.js'

export interface LabelRecordsOptions {
  /**
   * Names of the classes in the order of their numbers, at least two; of several one-hot columns one a column, which
   * are put in this order where they are called so. Labels must be these names, or (where no name is a number) the numbers of the classes from 0. Default: found in the data.
   */
  readonly classes?: readonly string[] | undefined
  /** What the labels are. Default: found in the data, see `planLabels`. */
  readonly kind?: LabelKind | undefined
  /** All records are of this class, whatever labels they carry. */
  readonly label?: 0 | 1 | undefined
  /** Bases that every record must have. */
  readonly length?: number | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Records with their labels as numbers. A first pass over the records finds what the labels are; it is left out where
 * there are none, where `label` or, for one column, `classes` tells.
 *
 * @throws HeliconError what `planLabels` throws and, while the pieces are read, `LABEL_UNKNOWN`, `LABEL_MISSING`,
 *   `LABEL_NOT_ONE_HOT`, `LABEL_NAMES_DIFFER`, `RECORD_LENGTH_DIFFERS`, each naming the record or its line; `ARGUMENT_INVALID` for classes that
 *   cannot be
 */
export async function labelRecords(
  records: RawRecordSource,
  options: LabelRecordsOptions = {},
): Promise<DatasetStream> {
  const ordered = inOrderOfClasses(records, options)
  const plan = await planOf(ordered, options)
  const { facts, taskNames, weightColumns } = plan
  return {
    name: records.name,
    outputs: taskNames.length,
    taskNames,
    labels: facts,
    ...(weightColumns !== undefined && { weightColumns }),
    pieces: (task) => labelledPieces(ordered, plan, options.length, task),
  }
}

/** Several columns in the order of the classes that are called like them. */
function inOrderOfClasses(records: RawRecordSource, { classes, label }: LabelRecordsOptions): RawRecordSource {
  const { name, labelNames } = records
  if (classes === undefined || label !== undefined || labelNames.length < 2 || classes.length !== labelNames.length)
    return records
  const order = requireOrder(name, classes, labelNames)
  return {
    ...{ ...records, labelNames: classes },
    async *read(task) {
      for await (const piece of records.read(task))
        yield { ...piece, labels: order.map((column) => piece.labels[column] ?? []) }
    },
  }
}

async function planOf(records: RawRecordSource, options: LabelRecordsOptions): Promise<LabelPlan> {
  const { classes, kind, label } = options
  const { labelNames, name } = records
  if (label !== undefined) return constantPlan(label)
  if (labelNames.length === 0) return NO_LABELS
  if (classes !== undefined) requireClasses(classes, kind, labelNames.length)
  if (classes !== undefined && labelNames.length === 1) return namedClasses(labelNames[0] ?? '', classes, kind)
  const pieces = records.read({ signal: options.signal })
  const file = records.labelFile ?? name
  return planLabels(await surveyLabels(pieces, classes ?? labelNames, file), kind, file)
}

function requireClasses(classes: readonly string[], kind: LabelKind | undefined, columns: number): void {
  const fewest = columns === 1 ? 2 : columns
  const most = columns > 1 ? columns : kind === 'binary' ? 2 : MOST_CLASSES
  const isRight = classes.length >= fewest && classes.length <= most && new Set(classes).size === classes.length
  if (isRight && kind !== 'regression') return
  throw new HeliconError('ARGUMENT_INVALID', {
    name: { en: 'classes', ko: '클래스(classes)' },
    found: `[${classes.slice(0, 20).join(', ')}]${kind === undefined ? '' : ` (${kind})`}`,
    expected: {
      kind: 'words',
      en: `${fewest === most ? fewest : `${fewest} to ${most}`} different names of classes${kind === 'regression' ? ', and another kind than regression' : ''}`,
      ko: `서로 다른 클래스 이름 ${fewest === most ? fewest : `${fewest}~${most}`}개${kind === 'regression' ? '(회귀가 아닌 종류)' : ''}`,
    },
  })
}

function namedClasses(title: string, names: readonly string[], kind: LabelKind | undefined): LabelPlan {
  const numbers = new Map(names.map((name, number) => [name, number]))
  const allowNumbers = !names.some(isNumberText)
  const isBinary = names.length === 2 && kind !== 'categorical'
  return classPlan({ title, names, numbers, allowNumbers }, isBinary ? 'binary' : 'categorical')
}

async function* labelledPieces(
  records: RawRecordSource,
  plan: LabelPlan,
  length: number | undefined,
  options: TaskOptions | undefined,
): AsyncGenerator<DatasetPiece> {
  for await (const piece of records.read(options)) {
    if (length !== undefined) requireLength(piece, length, records.name)
    const file = piece.file ?? records.name
    const places = piece.labelPlaces ?? { file, lines: piece.lines }
    const dataset: DatasetPiece = {
      name: file,
      sequences: piece.sequences,
      outputs: plan.taskNames.length,
      featureCount: 0,
      taskNames: plan.taskNames,
      ...plan.numbers({ columns: piece.labels, ...places }),
      ...(piece.letters && { letters: piece.letters }),
    }
    if (plan.facts.kind === 'categorical') requireOneHot(dataset)
    yield dataset
  }
}

function requireOneHot(dataset: DatasetPiece): void {
  const n = sequenceCount(dataset.sequences)
  for (let row = 0; row < n; row++) classOfRecord(dataset, row)
}

function requireLength({ sequences, lines, file }: RawRecords, expected: number, name: string): void {
  for (let row = 0; row < lines.length; row++) {
    const found = sequenceLength(sequences, row)
    if (found === expected) continue
    const place = { file: file ?? name, line: lines[row] ?? 0, record: sequences.ids[row] ?? '' }
    throw new HeliconError('RECORD_LENGTH_DIFFERS', { ...place, found, expected })
  }
}
