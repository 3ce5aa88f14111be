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

interface SimulateOptions {
  readonly output: string
  readonly records: number
  readonly shards: number
  readonly positives: number
}

/** What can be simulated in this version. */
const KINDS = ['jund']

/** Records are numbered by 32 bits. */
const MOST_RECORDS = 2 ** 32 - 1

/** `helicon simulate jund -o DIR`. */
export function addSimulate(program: Command, texts: Texts, run: RunCommand): void {
  const { simulate } = texts.commands
  program
    .command('simulate')
    .description(simulate.summary)
    .argument('<kind>', simulate.name)
    .requiredOption('-o, --output <folder>', simulate.output)
    .option('--records <N>', simulate.records, wholeNumberParser(2, texts.usage, MOST_RECORDS))
    .option('--shards <N>', simulate.shards, wholeNumberParser(1, texts.usage, MOST_RECORDS))
    .option('--positives <fraction>', simulate.positives, numberParser(0, 1, texts.usage))
    .action((kind: string, given: Partial<SimulateOptions> & { readonly output: string }) =>
      run((context) => {
        if (!KINDS.includes(kind)) throw new UsageError(texts.usage.notYet(kind, KINDS.join(', ')))
        return runSimulate(context, { records: 20000, shards: 4, positives: 0.0042, ...given })
      }),
    )
}

async function runSimulate(context: Context, options: SimulateOptions): Promise<number> {
  const { terminal } = context
  if (options.output === '-') throw new UsageError(terminal.texts.usage.notToStandardOutput('simulate'))
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
