import { type BaseNumbers, type Pfm, type Ppm, type Pwm, pfmFromInstances, pfmFromPpm, pwmFromPpm } from '@helicon/core'
import { type Command, Option } from 'commander'
import { requireNoInput } from '../../console/not-an-input.js'
import { single, writeOutput } from '../../console/output-file.js'
import type { Terminal } from '../../console/terminal.js'
import type { Context, RunCommand } from '../../context.js'
import { chooseMotifs, lacksSites, type Motif, probabilitiesOf } from '../../motif/choose-motifs.js'
import { addBackground, addMotifChoice, addPseudocount, nameParser } from '../../motif/matrix-options.js'
import { matrixRows, matrixTable, motifTitle } from '../../motif/matrix-table.js'
import type { Texts } from '../../texts/index.js'
import { UsageError } from '../../usage-error.js'

const KINDS = ['counts', 'probabilities', 'log-odds'] as const

interface PwmOptions {
  readonly output: string
  readonly instances?: readonly string[]
  readonly kind: (typeof KINDS)[number]
  readonly pseudocount: number | BaseNumbers
  readonly background: BaseNumbers
  readonly motif: readonly string[]
}

/** `helicon motif pwm FILE` or `helicon motif pwm --instances SITE...`. */
export function addMotifPwm(motif: Command, texts: Texts, run: RunCommand): void {
  const { pwm: words } = texts.motif
  const command = motif
    .command('pwm')
    .description(words.summary)
    .argument('[file]', words.file)
    .option('-o, --output <file>', words.output, '-')
    .option('--instances <sites...>', words.instances)
    .addOption(new Option('--kind <kind>', words.kind).default('probabilities').argParser(nameParser(KINDS, texts)))
  addPseudocount(command, words.pseudocount, texts)
  addBackground(command, words.background, texts)
  addMotifChoice(command, words.motif).action((file: string | undefined, options: PwmOptions) =>
    run((context) => runPwm(context, file, options)),
  )
}

async function runPwm(context: Context, file: string | undefined, options: PwmOptions): Promise<number> {
  const { terminal } = context
  const motifs = await motifsOf(file, options, terminal)
  const matrices = motifs.map((motif) => matrixOf(motif, options))
  // Sites have no id that anybody gave them.
  const titled = file !== undefined
  const text = terminal.json
    ? matrices.map((matrix) => `${JSON.stringify(asJson(matrix))}\n`).join('')
    : matrices.map((matrix) => `${titled ? `${motifTitle(matrix)}\n` : ''}${matrixTable(matrix)}`).join('\n')
  await writeOutput(terminal, options.output, single(text))
  return 0
}

async function motifsOf(file: string | undefined, options: PwmOptions, terminal: Terminal): Promise<readonly Motif[]> {
  const { texts } = terminal
  const { instances, motif: wanted } = options
  if ((file === undefined) === (instances === undefined)) throw new UsageError(texts.motif.fileOrInstances)
  if (instances !== undefined && wanted.length > 0) throw new UsageError(texts.motif.instancesHaveNoId)
  if (file === undefined) return [pfmFromInstances(instances ?? [])]
  await requireNoInput(options.output, [file])
  const motifs = await chooseMotifs(file, wanted, texts)
  const without = motifs.filter(lacksSites).length
  if (options.pseudocount !== 0 && options.kind !== 'counts' && without > 0)
    terminal.warn(texts.motifScan.withoutSites(without))
  return motifs
}

function matrixOf(motif: Motif, { kind, pseudocount, background }: PwmOptions): Pfm | Ppm | Pwm {
  switch (kind) {
    case 'counts':
      return motif.kind === 'counts' ? motif : pfmFromPpm(motif)
    case 'probabilities':
      return probabilitiesOf(motif, pseudocount)
    case 'log-odds':
      return pwmFromPpm(probabilitiesOf(motif, pseudocount), { background })
  }
}

function asJson(matrix: Pfm | Ppm | Pwm): object {
  const { id, name, kind, length, facts } = matrix
  const background = matrix.kind === 'log-odds' ? { background: matrix.background } : {}
  return { id, name, kind, length, letters: 'ACGT', ...background, values: matrixRows(matrix), ...(facts && { facts }) }
}
