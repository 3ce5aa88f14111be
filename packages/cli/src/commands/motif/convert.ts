import {
  type BaseNumbers,
  chunksOf,
  MOTIF_FORMATS,
  type MotifFormat,
  WRITTEN_MOTIF_FORMATS,
  type WrittenMotifFormat,
  writeMotifs,
} from '@helicon/core'
import { nodeCompression, writeOutputFile } from '@helicon/core/node'
import { type Command, Option } from 'commander'
import { requireNoInput } from '../../console/not-an-input.js'
import { printable } from '../../console/printable.js'
import type { Terminal } from '../../console/terminal.js'
import type { Context, RunCommand } from '../../context.js'
import { chosenMotifs, readMotifFile } from '../../motif/choose-motifs.js'
import { formatOfFile } from '../../motif/format-of-file.js'
import { addMotifChoice, addPseudocount, nameParser } from '../../motif/matrix-options.js'
import { finite, parser } from '../../motif/scan-options.js'
import type { Texts } from '../../texts/index.js'
import { UsageError } from '../../usage-error.js'

interface ConvertOptions {
  readonly output: string
  readonly from?: MotifFormat
  readonly to?: WrittenMotifFormat
  readonly pseudocount: number | BaseNumbers
  readonly sites?: number
  readonly motif: readonly string[]
}

/** `helicon motif convert SRC -o DST`. */
export function addMotifConvert(motif: Command, texts: Texts, run: RunCommand): void {
  const { convert: words, pwm } = texts.motif
  const from = new Option('--from <format>', words.from(MOTIF_FORMATS.join(', ')))
  const to = new Option('--to <format>', words.to(WRITTEN_MOTIF_FORMATS.join(', ')))
  const command = motif
    .command('convert')
    .description(words.summary)
    .argument('<file>', pwm.file)
    .option('-o, --output <file>', words.output, '-')
    .addOption(from.argParser(nameParser(MOTIF_FORMATS, texts)))
    .addOption(to.argParser(nameParser(WRITTEN_MOTIF_FORMATS, texts)))
    .option('--sites <number>', words.sites, parser(texts.motif.sitesExpected, aboveZero))
  addPseudocount(command, words.pseudocount, texts)
  addMotifChoice(command, pwm.motif).action((file: string, options: ConvertOptions) =>
    run((context) => runConvert(context, file, options)),
  )
}

async function runConvert({ terminal }: Context, path: string, options: ConvertOptions): Promise<number> {
  const { output, from, pseudocount, sites } = options
  const to = options.to ?? formatOfFile(output)
  if (to === undefined) throw new UsageError(terminal.texts.motif.formatNeeded(WRITTEN_MOTIF_FORMATS.join(', ')))
  await requireNoInput(output, [path])
  const file = await readMotifFile(path, terminal.texts, from)
  const motifs = chosenMotifs(file, options.motif)
  const { background } = file
  const text = writeMotifs(motifs, to, {
    pseudocount,
    ...(sites !== undefined && { sites }),
    ...(background && { background }),
  })
  await writeText(terminal, output, text)
  if (output === '-') return 0
  terminal.say(terminal.texts.motif.converted(motifs.length, file.format, to, printable(output)))
  if (terminal.json)
    await terminal.data(`${JSON.stringify({ motifs: motifs.length, from: file.format, to, output })}\n`)
  return 0
}

async function writeText(terminal: Terminal, output: string, text: string): Promise<void> {
  if (output === '-') return terminal.data(text)
  const bytes = new TextEncoder().encode(text)
  await writeOutputFile(output, /\.gz$/i.test(output) ? nodeCompression.compress(chunksOf(bytes), 'gzip') : bytes)
}

function aboveZero(value: string): number | undefined {
  const number = finite(value)
  return number !== undefined && number > 0 ? number : undefined
}
