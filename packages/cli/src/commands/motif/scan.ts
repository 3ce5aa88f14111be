import {
  type BaseNumbers,
  HeliconError,
  maxScore,
  prepareSearch,
  scoreDistribution,
  UNIFORM_BACKGROUND,
} from '@helicon/core'
import type { Command } from 'commander'
import { requireNoInput } from '../../console/not-an-input.js'
import { grouped } from '../../console/numbers.js'
import { writeOutput } from '../../console/output-file.js'
import { printable } from '../../console/printable.js'
import type { Terminal } from '../../console/terminal.js'
import type { Context, RunCommand } from '../../context.js'
import { chosenMotifs, lacksSites, type Motif, readMotifFile, weightsOf } from '../../motif/choose-motifs.js'
import { bedFormat, jsonFormat, type ScannedMotif, scannedMotif, tableFormat } from '../../motif/hit-format.js'
import { leastScore } from '../../motif/limits.js'
import { countBackground, readSequences, type SequenceOrigin } from '../../motif/read-sequences.js'
import { type ScanFacts, scanLines } from '../../motif/scan-lines.js'
import { addScanOptions, limitOf, type ScanOptions } from '../../motif/scan-options.js'
import { tellSites } from '../../motif/site-words.js'
import type { Texts } from '../../texts/index.js'
import { UsageError } from '../../usage-error.js'

/** Of many motifs, how many are named. */
const NAMED = 5

/** `helicon motif scan MOTIFS SEQUENCES -o hits.tsv`. */
export function addMotifScan(motif: Command, texts: Texts, run: RunCommand): void {
  const { motifScan: words } = texts
  const command = motif.command('scan').description(words.summary)
  command.argument('<motifs>', words.motifs).argument('[sequences]', words.sequences)
  addScanOptions(command, texts).action((motifs: string, sequences: string | undefined, options: ScanOptions) =>
    run((context) => runScan(context, motifs, sequences, options)),
  )
}

async function runScan(context: Context, file: string, sequences: string | undefined, options: ScanOptions) {
  const { terminal, interrupts } = context
  const { texts } = terminal
  const limit = limitOf(options, texts)
  const origin = originOf(file, sequences, options, terminal)
  await requireNoInput(options.output, sequences === undefined ? [file] : [file, sequences])
  const read = await readMotifFile(file, texts)
  const chosen = chosenMotifs(read, options.motif)
  tellSites(read, chosen, terminal)
  const background = await backgroundOf(options.background, origin, texts)
  const motifs = chosen.map((motif) => {
    const pwm = weightsOf(motif, options.pseudocount, background)
    return scannedMotif(pwm, scoreDistribution(pwm))
  })
  warnOfMotifs(chosen, options.pseudocount, terminal)
  const limits = limit && motifs.map((motif) => leastScore(motif, limit))
  if (limits) warnOfLimits(motifs, limits, terminal)
  const search =
    limits &&
    prepareSearch(
      motifs.map(({ pwm }) => pwm),
      limits,
      options.strand,
    )
  const facts: ScanFacts = { sequences: 0, hits: 0, tooShort: 0, pairsTooShort: 0, pairsWithoutWindow: 0 }
  const lines = scanLines(
    readSequences(origin, texts),
    {
      ...{ motifs, search, strands: options.strand, signal: interrupts.signal },
      format: terminal.json ? jsonFormat : options.bed ? bedFormat : tableFormat,
      onProgress: (counted) =>
        terminal.progress(texts.motifScan.progress(grouped(counted.sequences), grouped(counted.hits))),
    },
    facts,
  )
  if (origin.letters !== undefined) requireRoom(origin.letters, motifs)
  await writeOutput(terminal, options.output, lines)
  terminal.progress('')
  tell(facts, motifs.length, options.output, terminal)
  return 0
}

/** Throws `UsageError` where the options leave open what is read, or how it is written. */
function originOf(file: string, sequences: string | undefined, options: ScanOptions, terminal: Terminal) {
  const { motifScan: words } = terminal.texts
  if ((sequences === undefined) === (options.sequence === undefined)) throw new UsageError(words.sequencesOrLetters)
  if (file === '-' && sequences === '-') throw new UsageError(words.standardInputOnce)
  if (sequences === '-' && options.background === 'from-sequences') throw new UsageError(words.standardInputTwice)
  if (options.bed && terminal.json) throw new UsageError(words.bedOrJson)
  return { file: sequences, letters: options.sequence }
}

async function backgroundOf(
  asked: ScanOptions['background'],
  origin: SequenceOrigin,
  texts: Texts,
): Promise<BaseNumbers> {
  if (asked === 'uniform') return UNIFORM_BACKGROUND
  return asked === 'from-sequences' ? countBackground(origin, texts) : asked
}

/** One sequence in which no motif has room is refused; in a file such sequences are counted. */
function requireRoom(letters: string, motifs: readonly ScannedMotif[]): void {
  const [shortest] = motifs.map(({ pwm }) => pwm).sort((a, b) => a.length - b.length)
  if (shortest === undefined || shortest.length <= letters.length) return
  const details = { motif: shortest.id, positions: shortest.length, bases: letters.length }
  throw new HeliconError('MOTIF_LONGER_THAN_SEQUENCE', details)
}

function warnOfMotifs(motifs: readonly Motif[], pseudocount: number, terminal: Terminal): void {
  const without = motifs.filter(lacksSites).length
  if (pseudocount > 0 && without > 0) terminal.warn(terminal.texts.motifScan.withoutSites(without))
}

function warnOfLimits(motifs: readonly ScannedMotif[], limits: readonly number[], terminal: Terminal): void {
  const out = motifs.filter(({ pwm }, i) => maxScore(pwm) < (limits[i] ?? 0)).map(({ id }) => id)
  if (out.length === 0) return
  const named = out.slice(0, NAMED).join(', ')
  terminal.warn(terminal.texts.motifScan.unreachable(out.length, out.length > NAMED ? `${named}, ...` : named))
}

function tell(facts: ScanFacts, motifs: number, output: string, terminal: Terminal): void {
  const { motifScan: words } = terminal.texts
  if (facts.tooShort > 0) terminal.warn(words.tooShort(facts.tooShort, grouped(facts.pairsTooShort)))
  if (facts.pairsWithoutWindow > 0) terminal.warn(words.noWindow(facts.pairsWithoutWindow))
  if (output === '-') return
  terminal.say(words.done(facts.hits, facts.sequences, motifs, printable(output)))
}
