import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { HeliconError } from '@helicon/core'
import type { Command } from 'commander'
import { grouped } from '../console/numbers.js'
import type { Context, RunCommand } from '../context.js'
import { writeSimulatedJund } from '../data/simulated-jund.js'
import { numberParser, wholeNumberParser } from '../global-options.js'
import type { Texts } from '../texts/index.js'
import { UsageError } from '../usage-error.js'

interface SimulateJundOptions {
  readonly output: string
  readonly records: number
  readonly shards: number
  readonly positives: number
}

/** Records are numbered by 32 bits. */
export const MOST_RECORDS = 2 ** 32 - 1

/** `helicon simulate jund -o DIR`. */
export function addSimulateJund(simulate: Command, texts: Texts, run: RunCommand): void {
  const { simulate: words } = texts.commands
  simulate
    .command('jund')
    .description(texts.simulation.jund)
    .requiredOption('-o, --output <folder>', words.output)
    .option('--records <N>', words.records, wholeNumberParser(2, texts.usage, MOST_RECORDS))
    .option('--shards <N>', words.shards, wholeNumberParser(1, texts.usage, MOST_RECORDS))
    .option('--positives <fraction>', words.positives, numberParser(0, 1, texts.usage))
    .action((given: Partial<SimulateJundOptions> & { readonly output: string }) =>
      run((context) => runSimulateJund(context, { records: 20000, shards: 4, positives: 0.0042, ...given })),
    )
}

async function runSimulateJund(context: Context, options: SimulateJundOptions): Promise<number> {
  const { terminal } = context
  if (options.output === '-') throw new UsageError(terminal.texts.usage.notToStandardOutput('simulate jund'))
  const folder = resolve(options.output)
  const there = await readdir(folder).catch(() => [])
  if (there.length > 0) throw new HeliconError('FOLDER_NOT_EMPTY', { folder })
  const seed = context.seed ?? 1
  const facts = await writeSimulatedJund(folder, {
    records: options.records,
    seed,
    shards: options.shards,
    positiveFraction: options.positives,
    signal: context.interrupts.signal,
    onProgress: ({ done, total }) => terminal.progress(`${grouped(done)}/${grouped(total ?? done)}`),
  })
  terminal.progress('')
  const { records, positives, shards } = facts
  terminal.say(terminal.texts.simulate.done(grouped(records), grouped(positives), shards, folder))
  if (terminal.json) await terminal.data(`${JSON.stringify({ folder, seed, ...facts })}\n`)
  return 0
}
