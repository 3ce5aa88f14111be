import * as v from 'valibot'
import { LABEL_KINDS, LENGTH_FITS, SOURCE_FORMATS } from '../data/source-spec.js'
import { FOLD_METHODS } from '../folds/fold-assignment.js'
import {
  boolean,
  foldCount,
  fraction,
  integer,
  isMapping,
  listOf,
  negativesEach,
  oneOf,
  path,
  positiveInteger,
  section,
  text,
  textMap,
} from './schema-parts.js'

const paths = v.lazy((input) => (Array.isArray(input) ? listOf(path, 'paths') : path))
const column = v.lazy((input) => (typeof input === 'number' ? positiveInteger : text))
const columns = v.lazy((input) => (Array.isArray(input) ? listOf(column, 'columns') : column))

const genome = v.lazy((input) =>
  isMapping(input) ? section({ path, chromosomes: v.exactOptional(textMap), offset: v.exactOptional(integer) }) : path,
)

const negatives = v.lazy((input) =>
  isMapping(input)
    ? section({
        method: oneOf(['shuffle', 'genome']),
        perPositive: v.exactOptional(negativesEach),
        seed: v.exactOptional(integer),
        k: v.exactOptional(positiveInteger),
        exclude: v.exactOptional(paths),
      })
    : paths,
)

/** A part whose records are in files of its own. */
const source = section({
  sequences: v.exactOptional(paths),
  positives: v.exactOptional(paths),
  peaks: v.exactOptional(paths),
  negatives: v.exactOptional(negatives),
  format: v.exactOptional(oneOf(SOURCE_FORMATS)),
  targets: v.exactOptional(path),
  targetColumn: v.exactOptional(columns),
  delimiter: v.exactOptional(text),
  header: v.exactOptional(boolean),
  idColumn: v.exactOptional(column),
  sequenceColumn: v.exactOptional(column),
  labelColumn: v.exactOptional(columns),
  genome: v.exactOptional(genome),
})

export const SPLIT_METHODS = ['random', 'stratified', 'similarity'] as const

/** A part that is taken out of the training data. */
const split = section({
  fraction: v.exactOptional(fraction),
  method: v.exactOptional(oneOf(SPLIT_METHODS)),
  chromosomes: v.exactOptional(listOf(text, 'chromosomes')),
  seed: v.exactOptional(integer),
})

const part = v.lazy((input) => {
  if (!isMapping(input)) return paths
  return isSource(input) ? source : split
})

/** Whether a section names files, rather than saying what is taken out of the training data. */
function isSource(input: Readonly<Record<string, unknown>>): boolean {
  return ['sequences', 'positives', 'peaks'].some((key) => key in input)
}

const folds = v.lazy((input) =>
  isMapping(input)
    ? section({ count: foldCount, method: v.exactOptional(oneOf(FOLD_METHODS)), seed: v.exactOptional(integer) })
    : foldCount,
)

export const dataSchema = section({
  train: v.lazy((input) => (isMapping(input) ? source : paths)),
  validation: v.exactOptional(part),
  test: v.exactOptional(part),
  folds: v.exactOptional(folds),
  features: v.exactOptional(path),
  classes: v.exactOptional(listOf(text, 'classes')),
  labelKind: v.exactOptional(oneOf(LABEL_KINDS)),
  length: v.exactOptional(positiveInteger),
  fit: v.exactOptional(oneOf(LENGTH_FITS)),
})

export type DataConfig = v.InferOutput<typeof dataSchema>
export type SourceConfig = v.InferOutput<typeof source>
export type SplitConfig = v.InferOutput<typeof split>
