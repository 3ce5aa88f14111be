import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type EpochRecord, historyValue } from '@helicon/core'
import { readConfig } from '../config/read-config.js'
import { grouped, score } from '../console/numbers.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'
import type { Context } from '../context.js'
import { writeSimulatedJund } from '../data/simulated-jund.js'
import { trainRun } from '../run/train-run.js'
import { demoFolders, seedAssignment, shown } from './demo-folders.js'

/** Twenty epochs of so many windows take about half a minute on two cores. */
const TRAIN_RECORDS = 40_000
const VALIDATION_RECORDS = 10_000
/** More bound windows than the 0.42% of the real data, so that half a minute is enough to see something learnt. */
const POSITIVES = 0.05

const CONFIG = `# The configuration of the demo: the JUND network on simulated windows.
name: demo-jund
data:
  train: train
  validation: validation
model: jund
training:
  batchSize: 250
  epochs: 20
  evaluateEvery: 2
  seed: 1
`

/** `helicon demo jund`: simulates data, trains on them as `helicon train` does, and shows what came of it. */
export async function jundDemo(context: Context, output: string | undefined): Promise<number> {
  const { terminal } = context
  const { demo } = terminal.texts
  const { folder, data } = await demoFolders(output, 'demo-jund')
  terminal.say(`${demo.intro}\n`)
  const seed = context.seed ?? 1
  await simulatePart(context, join(data, 'train'), TRAIN_RECORDS, seed)
  await simulatePart(context, join(data, 'validation'), VALIDATION_RECORDS, seed + 1)
  const file = join(data, 'config.yaml')
  await writeFile(file, CONFIG)
  const { document, config } = await readConfig(file, seedAssignment(context))
  const outcome = await trainRun(context, {
    config,
    configText: document.text,
    folder,
    resume: false,
    resumeCommand: `helicon train ${shown(file)} -o ${shown(folder)} --resume`,
    showTable: false,
  })
  if (outcome.exitCode !== 0) return outcome.exitCode
  const { weightsSha256 } = outcome
  if (terminal.json)
    await terminal.data(`${JSON.stringify({ folder, data, weightsSha256, history: outcome.history })}\n`)
  else await terminal.data(`\n${demo.table}\n${roundTable(terminal, outcome.history)}\n`)
  terminal.say(`\n${demo.shows}\n\n${demo.files(shown(folder))}\n${demo.simulated(shown(data))}\n${demo.next}`)
  terminal.say(`  npx helicon evaluate ${shown(folder)} ${shown(join(data, 'validation'))}`)
  terminal.say(`  npx helicon predict ${shown(folder)} ${shown(join(data, 'validation'))} -o predictions.tsv`)
  return 0
}

async function simulatePart(context: Context, folder: string, records: number, seed: number): Promise<void> {
  const { terminal, interrupts } = context
  terminal.progress(terminal.texts.data.reading(shown(folder)))
  const options = { records, seed, shards: 4, positiveFraction: POSITIVES, signal: interrupts.signal }
  const facts = await writeSimulatedJund(folder, options)
  terminal.progress('')
  const counts = [grouped(facts.records), grouped(facts.positives)] as const
  terminal.say(terminal.texts.simulate.done(...counts, facts.shards, shown(folder)))
}

/** A round is what lies between two evaluations of the training data, as in the JUND tutorial. */
function roundTable(terminal: Terminal, history: readonly EpochRecord[]): string {
  const { train, demo, units } = terminal.texts
  const heading = train.tableHeading('ROC-AUC')
  const rounds = history.filter((record) => historyValue(record, 'rocAuc') !== undefined)
  const rows = rounds.map((record, index) => [
    String(index + 1),
    String(record.epoch),
    score(historyValue(record, 'rocAuc'), units.none),
    score(historyValue(record, 'valRocAuc'), units.none),
  ])
  return formatTable([[demo.round, heading.epoch, heading.train, heading.validation], ...rows])
}
