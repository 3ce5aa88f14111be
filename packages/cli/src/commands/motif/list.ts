import { type BaseNumbers, degenerateConsensus, informationContent, isHeliconError } from '@helicon/core'
import type { Command } from 'commander'
import { requireNoInput } from '../../console/not-an-input.js'
import { single, writeOutput } from '../../console/output-file.js'
import { printable } from '../../console/printable.js'
import type { Context, RunCommand } from '../../context.js'
import { chooseMotifs, type Motif, probabilitiesOf } from '../../motif/choose-motifs.js'
import { addMotifChoice, addPseudocount } from '../../motif/matrix-options.js'
import type { Texts } from '../../texts/index.js'

interface ListOptions {
  readonly output: string
  readonly pseudocount: number | BaseNumbers
  readonly motif: readonly string[]
}

/** One motif of the list; in the table the keys are the heading. */
interface Listed {
  readonly id: string
  readonly name: string
  readonly kind: Motif['kind']
  readonly length: number
  /** Bits; undefined where a position without counts gives no probabilities. */
  readonly information: number | undefined
  readonly consensus: string
}

/** `helicon motif list FILE`. */
export function addMotifList(motif: Command, texts: Texts, run: RunCommand): void {
  const { list: words, pwm } = texts.motif
  const command = motif
    .command('list')
    .description(words.summary)
    .argument('<file>', pwm.file)
    .option('-o, --output <file>', words.output, '-')
  addPseudocount(command, words.pseudocount, texts)
  addMotifChoice(command, pwm.motif).action((file: string, options: ListOptions) =>
    run((context) => runList(context, file, options)),
  )
}

async function runList({ terminal }: Context, file: string, options: ListOptions): Promise<number> {
  await requireNoInput(options.output, [file])
  const motifs = await chooseMotifs(file, options.motif, terminal.texts)
  const listed = motifs.map((motif) => listedMotif(motif, options.pseudocount))
  const text = terminal.json ? listed.map((one) => `${JSON.stringify(one)}\n`).join('') : table(listed)
  await writeOutput(terminal, options.output, single(text))
  return 0
}

function listedMotif(motif: Motif, pseudocount: number | BaseNumbers): Listed {
  const { id, name, kind, length } = motif
  return { id, name, kind, length, information: information(motif, pseudocount), consensus: degenerateConsensus(motif) }
}

function information(motif: Motif, pseudocount: number | BaseNumbers): number | undefined {
  try {
    return informationContent(probabilitiesOf(motif, pseudocount))
  } catch (error) {
    if (isHeliconError(error, 'MOTIF_COLUMN_ZERO')) return undefined
    throw error
  }
}

function table(listed: readonly Listed[]): string {
  const rows = listed.map(({ id, name, kind, length, information: bits, consensus }) =>
    [printable(id), printable(name), kind, length, bits?.toFixed(2) ?? '', consensus].join('\t'),
  )
  return `${['id\tname\tkind\tlength\tinformation\tconsensus', ...rows].join('\n')}\n`
}
