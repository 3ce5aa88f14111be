import {
  type MotifPosition,
  type NegativeKind,
  type SimulateMotifOptions,
  type SimulationBackground,
  simulateMotif,
} from '@helicon/core'
import { type Command, InvalidArgumentError } from 'commander'
import { grouped } from '../console/numbers.js'
import type { Context, RunCommand } from '../context.js'
import { OUTPUT_FORMATS, type OutputFormat, sequenceOutput, writeSequences } from '../data/sequence-output.js'
import { oneOfParser, wholeNumberParser } from '../global-options.js'
import type { Motif } from '../motif/choose-motifs.js'
import { type PlantedMotif, plantedMotifs } from '../motif/planted-motifs.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'
import { MOST_RECORDS } from './simulate-jund.js'

interface SimulateMotifArguments {
  readonly output: string
  readonly format?: OutputFormat
  readonly spacing?: readonly [number, number]
  readonly length?: number
  readonly flank?: number
  readonly position?: MotifPosition
  readonly bothStrands?: boolean
  readonly background?: SimulationBackground
  readonly positives?: number
  readonly negatives?: number
  readonly records?: number
  readonly negativeKind?: NegativeKind
  readonly labels?: 'one-hot' | 'one'
  readonly shards?: number
}

const NEGATIVE_KINDS = ['background', 'shuffled', 'one-motif'] as const
const LABELS = ['one-hot', 'one'] as const
/** Of one side of the classes, and of both, where nothing is said. */
const USUAL_RECORDS = 1000

/** `helicon simulate motif -o FILE|DIR`. */
export function addSimulateMotif(simulate: Command, texts: Texts, run: RunCommand): void {
  const { options: words, motif: summary } = texts.simulation
  const count = wholeNumberParser(0, texts.usage, MOST_RECORDS)
  const positive = wholeNumberParser(1, texts.usage, MOST_RECORDS)
  // Motifs stand in the order of their options, whichever these are.
  const planted: PlantedMotif[] = []
  simulate
    .command('motif')
    .description(summary)
    .requiredOption('-o, --output <file>', words.output)
    .option('--format <name>', words.format, oneOfParser(OUTPUT_FORMATS, texts.usage))
    .option('--motif <file>', words.motif, (file: string) => planted.push({ file }))
    .option('--consensus <letters>', words.consensus, (consensus: string) => planted.push({ consensus }))
    .option('--spacing <A-B>', words.spacing, spacingParser(texts))
    .option('--length <N>', words.length, positive)
    .option('--flank <N>', words.flank, count)
    .option('--position <N>', words.position, positionParser(texts))
    .option('--both-strands', words.bothStrands)
    .option('--background <name>', words.background, backgroundParser(texts))
    .option('--positives <N>', words.positives, count)
    .option('--negatives <N>', words.negatives, count)
    .option('--records <N>', words.records, positive)
    .option('--negative-kind <name>', words.negativeKind, oneOfParser(NEGATIVE_KINDS, texts.usage))
    .option('--labels <name>', words.labels, oneOfParser(LABELS, texts.usage))
    .option('--shards <N>', words.shards, positive)
    .action((given: SimulateMotifArguments) => run((context) => runSimulateMotif(context, given, planted)))
}

async function runSimulateMotif(
  context: Context,
  given: SimulateMotifArguments,
  planted: readonly PlantedMotif[],
): Promise<number> {
  const { terminal } = context
  requireOneOf(given, ['records', '--records'], ['positives', '--positives'], terminal.texts)
  requireOneOf(given, ['records', '--records'], ['negatives', '--negatives'], terminal.texts)
  requireOneOf(given, ['length', '--length'], ['flank', '--flank'], terminal.texts)
  const output = sequenceOutput(given.output, given.format, terminal, OUTPUT_FORMATS)
  const motifs = await plantedMotifs(planted, terminal.texts)
  const options = simulationOptions(given, motifs, context.seed ?? 1)
  const { positives, negatives, seed } = options
  const records = positives + negatives
  await writeSequences(terminal, output, simulateMotif(options), {
    signal: context.interrupts.signal,
    onProgress: ({ done }) => {
      if (output.format !== 'disk-dataset') terminal.progress(`${grouped(done)}/${grouped(records)}`)
    },
  })
  terminal.progress('')
  if (output.path === '-') return 0
  terminal.say(terminal.texts.simulation.done(grouped(records), grouped(positives), output.path))
  if (terminal.json)
    await terminal.data(
      `${JSON.stringify({ path: output.path, format: output.format, seed, records, positives, negatives })}\n`,
    )
  return 0
}

interface Counts {
  readonly positives: number
  readonly negatives: number
}

function simulationOptions(
  given: SimulateMotifArguments,
  motifs: readonly Motif[],
  seed: number,
): SimulateMotifOptions & Counts {
  const { positives = USUAL_RECORDS, negatives = USUAL_RECORDS, records } = given
  const counts: Counts =
    records === undefined
      ? { positives, negatives }
      : { positives: Math.ceil(records / 2), negatives: Math.floor(records / 2) }
  const total = counts.positives + counts.negatives
  return {
    seed,
    ...counts,
    ...(motifs.length > 0 && { motifs }),
    ...(given.spacing !== undefined && { spacing: given.spacing }),
    ...(given.length !== undefined && { length: given.length }),
    ...(given.flank !== undefined && { flank: given.flank }),
    ...(given.position !== undefined && { position: given.position }),
    ...(given.bothStrands !== undefined && { bothStrands: given.bothStrands }),
    ...(given.background !== undefined && { background: given.background }),
    ...(given.negativeKind !== undefined && { negativeKind: given.negativeKind }),
    labels: given.labels === 'one' ? 'one-column' : 'one-hot',
    ...(given.shards !== undefined && { shardSize: Math.max(1, Math.ceil(total / given.shards)) }),
  }
}

type OptionName = readonly [key: keyof SimulateMotifArguments, flag: string]

function requireOneOf(given: SimulateMotifArguments, one: OptionName, other: OptionName, texts: Texts): void {
  if (given[one[0]] === undefined || given[other[0]] === undefined) return
  throw new UsageError(texts.simulation.notTogether(one[1], other[1]))
}

function spacingParser(texts: Texts): (value: string) => readonly [number, number] {
  return (value) => {
    const [, least, most = least] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(value) ?? []
    if (least === undefined || Number(least) > Number(most))
      throw new InvalidArgumentError(texts.simulation.expected.spacing)
    return [Number(least), Number(most)]
  }
}

function positionParser(texts: Texts): (value: string) => MotifPosition {
  return (value) => {
    if (value === 'middle' || value === 'random') return value
    if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError(texts.simulation.expected.position)
    return Number(value)
  }
}

function backgroundParser(texts: Texts): (value: string) => SimulationBackground {
  return (value) => {
    if (value === 'uniform' || value === 'human') return value
    const [a, c, g, t, ...more] = value.split(',').map((share) => (share.trim() === '' ? Number.NaN : Number(share)))
    const shares = [a, c, g, t] as const
    if (a !== undefined && c !== undefined && g !== undefined && t !== undefined && more.length === 0)
      if (shares.every((share) => Number.isFinite(share))) return [a, c, g, t]
    throw new InvalidArgumentError(texts.simulation.expected.background)
  }
}
