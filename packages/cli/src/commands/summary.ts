import { stat } from 'node:fs/promises'
import {
  buildGraph,
  HeliconError,
  isPresetName,
  type LossSpec,
  lossNotes,
  type ModelSpec,
  nearestSpelling,
  PRESET_NAMES,
  parameterTotals,
  presetSpec,
  presetTraining,
  strandNotes,
  summary,
  summaryRows,
} from '@helicon/core'
import type { Command } from 'commander'
import { readModelOfConfig } from '../config/read-config.js'
import { printableLines } from '../console/printable.js'
import type { Context, RunCommand } from '../context.js'
import { openModel } from '../model/open-model.js'
import type { Texts } from '../texts/index.js'

/** `helicon summary MODEL|CONFIG|PRESET`. */
export function addSummary(program: Command, texts: Texts, run: RunCommand): void {
  const { summary: words } = texts.commands
  program
    .command('summary')
    .description(`${words.summary} (${PRESET_NAMES.join(', ')})`)
    .argument('<model>', words.model)
    .action((model: string) => run((context) => runSummary(context, model)))
}

async function runSummary(context: Context, model: string): Promise<number> {
  const { spec, loss } = await modelOf(model)
  const { terminal } = context
  const graph = buildGraph(spec)
  if (terminal.json) {
    const totals = parameterTotals(graph)
    await terminal.data(`${JSON.stringify({ name: spec.name, layers: summaryRows(spec), ...totals, spec })}\n`)
  } else await terminal.data(`${printableLines(summary(spec))}\n`)
  const notes = [...(loss === undefined ? [] : lossNotes(loss, graph)), ...strandNotes(graph)]
  for (const note of notes) terminal.say(note[terminal.language])
  return 0
}

/** A file or folder of this name comes before a preset. */
async function modelOf(model: string): Promise<{ readonly spec: ModelSpec; readonly loss: LossSpec | undefined }> {
  const found = await stat(model).catch(() => undefined)
  if (found === undefined && isPresetName(model)) return { spec: presetSpec(model), loss: presetTraining(model).loss }
  if (found === undefined)
    throw new HeliconError('MODEL_NOT_FOUND', {
      name: model,
      presets: PRESET_NAMES,
      nearest: nearestSpelling(model, PRESET_NAMES),
    })
  if (found.isFile() && /\.(ya?ml|json)$/i.test(model)) return readModelOfConfig(model)
  const { saved, loss } = await openModel(model)
  return { spec: saved.spec, loss }
}
