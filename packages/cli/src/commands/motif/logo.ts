import { degenerateConsensus, type LogoKind, reverseComplementMotif, sequenceLogo } from '@helicon/core'
import { type Command, Option } from 'commander'
import { requireNoInput } from '../../console/not-an-input.js'
import { single, writeOutput } from '../../console/output-file.js'
import { printable } from '../../console/printable.js'
import type { Context, RunCommand } from '../../context.js'
import { oneOfParser } from '../../global-options.js'
import { chooseMotifs, type Motif } from '../../motif/choose-motifs.js'
import type { Texts } from '../../texts/index.js'
import { UsageError } from '../../usage-error.js'

interface LogoOptions {
  readonly output: string
  readonly motif?: string
  readonly kind: LogoKind
  readonly reverseComplement?: boolean
}

/** Of many motifs, how many are named. */
const NAMED = 5

/** `helicon motif logo MOTIFS -o logo.svg`. */
export function addMotifLogo(motif: Command, texts: Texts, run: RunCommand): void {
  const { motifLogo: words } = texts
  motif
    .command('logo')
    .description(words.summary)
    .argument('<motifs>', words.motifs)
    .option('-o, --output <file>', words.output)
    .option('--motif <id>', words.motif)
    .addOption(
      new Option('--kind <information|probability>', words.kind).argParser(
        oneOfParser(['information', 'probability'], texts.usage),
      ),
    )
    .option('--reverse-complement', words.reverseComplement)
    .action((file: string, given: Partial<LogoOptions>) =>
      run((context) => runLogo(context, file, { output: '-', kind: 'information', ...given })),
    )
}

async function runLogo({ terminal }: Context, file: string, options: LogoOptions): Promise<number> {
  const { output, kind, motif: wanted } = options
  const { texts } = terminal
  await requireNoInput(output, [file])
  const chosen = theOne(await chooseMotifs(file, wanted === undefined ? [] : [wanted], texts), file, wanted, texts)
  const motif = options.reverseComplement ? reverseComplementMotif(chosen) : chosen
  const name = chosen.name === '' || chosen.name === chosen.id ? chosen.id : `${chosen.id} ${chosen.name}`
  const svg = sequenceLogo(motif, {
    kind,
    title: options.reverseComplement ? texts.motifLogo.otherStrand(name) : name,
    description: texts.motifLogo.description(degenerateConsensus(motif)),
    axisName: texts.motifLogo.axis[kind],
  })
  await writeOutput(terminal, output, single(`${svg}\n`))
  if (output !== '-') terminal.say(texts.motifLogo.done(printable(name), printable(output)))
  return 0
}

/** One motif: a picture of hundreds would be of use to nobody. */
function theOne(motifs: readonly Motif[], file: string, wanted: string | undefined, texts: Texts): Motif {
  const [first, ...others] = motifs
  if (first !== undefined && others.length === 0) return first
  const names = motifs.slice(0, NAMED).map(({ id }) => printable(id))
  const some = motifs.length > NAMED ? `${names.join(', ')}, ...` : names.join(', ')
  const { which, same } = texts.motifLogo
  throw new UsageError(
    wanted === undefined ? which(printable(file), motifs.length, some) : same(printable(wanted), motifs.length, some),
  )
}
