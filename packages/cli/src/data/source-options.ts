import { resolve } from 'node:path'
import type { LabelKind } from '@helicon/core'
import { type Command, Option } from 'commander'
import { oneOfParser, wholeNumberParser } from '../global-options.js'
import { parser } from '../motif/scan-options.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'
import {
  type ColumnName,
  type GenomeSpec,
  LABEL_KINDS,
  LENGTH_FITS,
  type LengthFit,
  type NegativesSpec,
  SOURCE_FORMATS,
  type SourceFormat,
  type SourceSpec,
  type TableSpec,
} from './source-spec.js'

/** The options that say how records are read, as commander gives them. */
export interface SourceOptions {
  readonly from?: SourceFormat
  readonly positives?: boolean
  readonly negatives: readonly string[]
  readonly shuffle?: number
  readonly negativesFromGenome?: number
  readonly exclude: readonly string[]
  readonly targets?: string
  readonly targetColumn: readonly ColumnName[]
  readonly delimiter?: string
  readonly header?: boolean
  readonly idColumn?: ColumnName
  readonly sequenceColumn?: ColumnName
  readonly labelColumn: readonly ColumnName[]
  readonly classes?: readonly string[]
  readonly labelKind?: LabelKind
  readonly genome?: string
  readonly chromosome: readonly (readonly [string, string])[]
  readonly offset?: number
  readonly length?: number
  readonly fit?: LengthFit
}

/** Random draws of a command that is given no seed. */
export const USUAL_SEED = 1
/** Copies of one positive: more would hide the positives among them. */
const MOST_NEGATIVES = 1000
/** Lengths and coordinates are held in 32 bits. */
const MOST_BASES = 2 ** 32 - 1
const NAMED_DELIMITERS: Readonly<Record<string, string>> = {
  tab: '\t',
  comma: ',',
  semicolon: ';',
  space: ' ',
  '\\t': '\t',
}

/** Adds the options that say how records are read to a command. */
export function addSourceOptions(command: Command, texts: Texts): Command {
  addNegativeOptions(command, texts)
  addTableOptions(command, texts)
  return addWindowOptions(command, texts)
}

function addNegativeOptions(command: Command, texts: Texts): void {
  const { options: words } = texts.source
  const copies = wholeNumberParser(1, texts.usage, MOST_NEGATIVES)
  command
    .addOption(
      new Option('--from <format>', words.from(SOURCE_FORMATS.join(', '))).argParser(
        oneOfParser(SOURCE_FORMATS, texts.usage),
      ),
    )
    .option('--positives', words.positives)
    .option('--negatives <file>', words.negatives, append, [])
    .option('--shuffle <N>', words.shuffle, copies)
    .option('--negatives-from-genome <N>', words.negativesFromGenome, copies)
    .option('--exclude <bed>', words.exclude, append, [])
}

function addTableOptions(command: Command, texts: Texts): void {
  const { options: words, expected } = texts.source
  const column = parser(expected.column, columnName)
  const columns = (value: string, before: readonly ColumnName[]) => [...before, column(value)]
  command
    .option('--targets <file>', words.targets)
    .option('--target-column <column>', words.targetColumn, columns, [])
    .option('--delimiter <character>', words.delimiter, parser(expected.delimiter, delimiter))
    .option('--header', words.header)
    .option('--no-header', words.noHeader)
    .option('--id-column <column>', words.idColumn, column)
    .option('--sequence-column <column>', words.sequenceColumn, column)
    .option('--label-column <column>', words.labelColumn, columns, [])
    .option('--classes <names>', words.classes, parser(expected.classes, classNames))
    .addOption(
      new Option('--label-kind <kind>', words.labelKind(LABEL_KINDS.join(', '))).argParser(
        oneOfParser(LABEL_KINDS, texts.usage),
      ),
    )
}

function addWindowOptions(command: Command, texts: Texts): Command {
  const { options: words, expected } = texts.source
  const chromosome = parser(expected.chromosome, namePair)
  const chromosomes = (value: string, before: SourceOptions['chromosome']) => [...before, chromosome(value)]
  return command
    .option('--genome <file>', words.genome)
    .option('--chromosome <name=name>', words.chromosome, chromosomes, [])
    .option('--offset <bases>', words.offset, wholeNumberParser(0, texts.usage, MOST_BASES))
    .option('--length <bases>', words.length, wholeNumberParser(1, texts.usage, MOST_BASES))
    .addOption(
      new Option('--fit <way>', words.fit(LENGTH_FITS.join(', '))).argParser(oneOfParser(LENGTH_FITS, texts.usage)),
    )
}

/**
 * What the options say about the records of a file or folder.
 *
 * @param path as given; `-` is standard input
 * @param seed of negatives that are drawn; undefined where `--seed` is not given
 * @param lengthIsKnown whether `--fit` may stand without `--length`, because a model says the length
 * @throws UsageError where options exclude each other, or one needs another
 */
export function sourceSpec(
  path: string,
  options: SourceOptions,
  seed: number | undefined,
  texts: Texts,
  lengthIsKnown = false,
): SourceSpec {
  const negatives = negativesOf(options, seed ?? USUAL_SEED, texts)
  const targets = targetsOf(options, texts)
  const table = tableOf(options)
  const genome = genomeOf(options, texts)
  const { classes, labelKind, length, fit } = options
  // A genome is for coordinates, and peaks are of one class.
  const format = options.from ?? (genome === undefined ? undefined : 'bed')
  if (fit !== undefined && fit !== 'exact' && length === undefined && !lengthIsKnown)
    throw new UsageError(texts.source.needs(`--fit ${fit}`, '--length'))
  const inputs = [path, ...options.negatives, ...(targets ? [targets.path] : []), ...options.exclude]
  if (inputs.filter((input) => input === '-').length > 1) throw new UsageError(texts.source.standardInputOnce)
  return {
    paths: [absolute(path)],
    positives: options.positives === true || negatives !== undefined || genome !== undefined,
    ...(format !== undefined && { format }),
    ...(negatives && { negatives }),
    ...(targets && { targets }),
    ...(table && { table }),
    ...(classes && { classes }),
    ...(labelKind !== undefined && { labelKind }),
    ...(genome && { genome }),
    ...(length !== undefined && { length }),
    ...(fit !== undefined && { fit }),
  }
}

function negativesOf(options: SourceOptions, seed: number, texts: Texts): NegativesSpec | undefined {
  const { negatives: paths, shuffle, negativesFromGenome, exclude } = options
  const given = [
    ...(paths.length > 0 ? ['--negatives'] : []),
    ...(shuffle !== undefined ? ['--shuffle'] : []),
    ...(negativesFromGenome !== undefined ? ['--negatives-from-genome'] : []),
  ]
  if (given.length > 1) throw new UsageError(texts.source.oneOf(given.join(', ')))
  if (exclude.length > 0 && negativesFromGenome === undefined)
    throw new UsageError(texts.source.needs('--exclude', '--negatives-from-genome'))
  if (paths.length > 0) return { method: 'files', paths: paths.map(absolute) }
  if (shuffle !== undefined) return { method: 'shuffle', perPositive: shuffle, seed }
  if (negativesFromGenome === undefined) return undefined
  const excluded = exclude.length > 0 && { exclude: exclude.map(absolute) }
  return { method: 'genome', perPositive: negativesFromGenome, seed, ...excluded }
}

function targetsOf({ targets, targetColumn }: SourceOptions, texts: Texts): SourceSpec['targets'] {
  if (targets === undefined) {
    if (targetColumn.length > 0) throw new UsageError(texts.source.needs('--target-column', '--targets'))
    return undefined
  }
  return { path: absolute(targets), ...(targetColumn.length > 0 && { columns: targetColumn }) }
}

function tableOf(options: SourceOptions): TableSpec | undefined {
  const { delimiter: between, header, idColumn, sequenceColumn, labelColumn } = options
  const table: TableSpec = {
    ...(between !== undefined && { delimiter: between }),
    ...(header !== undefined && { header }),
    ...(idColumn !== undefined && { idColumn }),
    ...(sequenceColumn !== undefined && { sequenceColumn }),
    ...(labelColumn.length > 0 && { labelColumns: labelColumn }),
  }
  return Object.keys(table).length === 0 ? undefined : table
}

function genomeOf(options: SourceOptions, texts: Texts): GenomeSpec | undefined {
  const { genome, chromosome, offset, negativesFromGenome } = options
  if (genome !== undefined) {
    const chromosomes = chromosome.length > 0 && { chromosomes: Object.fromEntries(chromosome) }
    return { path: absolute(genome), ...chromosomes, ...(offset !== undefined && { offset }) }
  }
  const lonely =
    chromosome.length > 0
      ? '--chromosome'
      : offset !== undefined
        ? '--offset'
        : negativesFromGenome !== undefined
          ? '--negatives-from-genome'
          : undefined
  if (lonely !== undefined) throw new UsageError(texts.source.needs(lonely, '--genome'))
  return undefined
}

function absolute(path: string): string {
  return path === '-' ? path : resolve(path)
}

function append(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

/** `3` is the third column, anything else a name in the header. */
function columnName(value: string): ColumnName | undefined {
  if (!/^\d+$/.test(value)) return value === '' ? undefined : value
  const number = Number(value)
  return Number.isSafeInteger(number) && number >= 1 ? number : undefined
}

function delimiter(value: string): string | undefined {
  const found = NAMED_DELIMITERS[value] ?? value
  return found.length === 1 && !/["\r\n]/.test(found) ? found : undefined
}

/** Two names or more between commas, each once. */
function classNames(value: string): string[] | undefined {
  const names = value.split(',').map((name) => name.trim())
  return names.length > 1 && !names.includes('') && new Set(names).size === names.length ? names : undefined
}

/** `chr20=z`: what the BED file and what the genome calls it. */
function namePair(value: string): readonly [string, string] | undefined {
  const at = value.indexOf('=')
  return at > 0 && at < value.length - 1 ? [value.slice(0, at), value.slice(at + 1)] : undefined
}
