import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  buildGraph,
  type Dataset,
  parameterTotals,
  presetSpec,
  recordCount,
  simulateMotif,
  splitDataset,
  summary,
  validationSplit,
  writeDiskDataset,
} from '@helicon/core'
import { nodeCompression, targetFolder } from '@helicon/core/node'
import { readConfig } from '../config/read-config.js'
import type { ResolvedTraining } from '../config/resolve.js'
import { confusionTable } from '../console/evaluation-text.js'
import { metricName } from '../console/metric-name.js'
import { score } from '../console/numbers.js'
import { printableLines } from '../console/printable.js'
import { formatTable } from '../console/table.js'
import type { Terminal } from '../console/terminal.js'
import type { Context } from '../context.js'
import type { PartMetrics } from '../run/finish.js'
import { RUN_FILES } from '../run/run-folder.js'
import type { RunOutcome } from '../run/run-plan.js'
import { trainRun } from '../run/train-run.js'
import { demoFolders, seedAssignment, shown } from './demo-folders.js'
import {
  dataText,
  encodingText,
  guideScores,
  historyText,
  matricesText,
  type PartSizes,
  scanText,
  shapesText,
} from './guide-steps.js'

/** The guide splits its data with this seed. */
const SEED = 125

const CONFIG = `# The configuration of the demo: the guide's network on the guide's data.
name: demo-guide
data:
  train: data                  # the last tenth of what the test leaves validates, as in the guide
  test: { fraction: 0.2, method: random }
model: guide
training:
  seed: ${SEED}
`

/** Predicted classes that are shown. */
const SHOWN_PREDICTIONS = 20

/** `helicon demo guide`: the steps of the guide in their order, each with what it shows; then a run folder. */
export async function guideDemo(context: Context, output: string | undefined): Promise<number> {
  const { terminal } = context
  const { guide } = terminal.texts
  const { folder, data } = await demoFolders(output, 'demo-guide')
  const seed = context.seed ?? SEED
  const [records] = simulateMotif({ seed })
  if (records === undefined) throw new RangeError('no records were simulated')
  await writeDiskDataset(targetFolder(join(data, 'data')), [records], nodeCompression)
  const file = join(data, 'config.yaml')
  await writeFile(file, CONFIG)

  let step = 0
  const show = async (title: string, text: string): Promise<void> => {
    step += 1
    if (!terminal.json) await terminal.data(`${terminal.emphasis(`${step}. ${title}`)}\n\n${text}\n\n`)
  }
  const { titles } = guide
  terminal.say(`${guide.intro}\n`)
  await show(titles.encoding, encodingText(terminal))
  await show(titles.matrices, matricesText(terminal))
  await show(titles.scan, scanText(terminal))
  await show(titles.data, dataText(terminal, records))
  const { document, config } = await readConfig(file, seedAssignment(context))
  await show(titles.shapes, shapesText(terminal, records, partsOf(records, config.training)))
  await show(titles.network, `${printableLines(summary(presetSpec('guide')))}\n\n${guide.network}`)
  const outcome = await trainRun(context, {
    config,
    configText: document.text,
    folder,
    resume: false,
    resumeCommand: `helicon train ${shown(file)} -o ${shown(folder)} --resume`,
    showTable: false,
  })
  if (outcome.exitCode !== 0) return outcome.exitCode
  terminal.say('')
  await show(titles.training, historyText(terminal, outcome.history))
  const { test } = outcome.metrics
  if (test === undefined) throw new RangeError('the demo has a test part')
  await show(titles.evaluation, await evaluationText(terminal, test, join(folder, RUN_FILES.predictions)))
  if (terminal.json) await terminal.data(`${JSON.stringify(jsonOf(folder, data, outcome, test))}\n`)
  terminal.say(terminal.texts.demo.files(shown(folder)))
  terminal.say(`${guide.report(shown(join(folder, RUN_FILES.report)))}\n${terminal.texts.demo.next}`)
  terminal.say(`  npx helicon summary ${shown(folder)}`)
  return 0
}

/** The sizes of the parts that the training will make. */
function partsOf(records: Dataset, { testSplit, validationSplit: fraction }: ResolvedTraining): PartSizes {
  if (testSplit === undefined || fraction === null) throw new RangeError('the demo parts its data')
  const { fraction: share = 0, seed, method } = testSplit
  const { train, test } = splitDataset(records, { fraction: share, seed, stratify: method === 'stratified' })
  const { train: learnt, validation } = validationSplit(train, fraction)
  return { train: recordCount(learnt), validation: recordCount(validation), test: recordCount(test) }
}

/** Loss and accuracy on the test part, the first predicted classes, the confusion matrix and what follows from it. */
async function evaluationText(terminal: Terminal, test: PartMetrics, predictions: string): Promise<string> {
  const { guide, evaluate, units } = terminal.texts
  const { metrics, confusionMatrix } = test
  const value = (name: 'accuracy' | 'recall' | 'precision' | 'f1' | 'rocAuc') => [
    metricName(terminal, name),
    score(metrics[name], units.none),
  ]
  const lines = (await readFile(predictions, 'utf8')).split('\n').slice(1, 1 + SHOWN_PREDICTIONS)
  // The task names of the simulated data, in the order of their columns.
  const named = [guide.negative, guide.positive]
  const classes = lines.map((line) => (line.endsWith('\tpositive') ? guide.positive : guide.negative))
  return [
    `${guide.testLoss(score(test.loss, units.none))}\n${guide.testAccuracy(score(metrics.accuracy, units.none))}`,
    guide.predicted(SHOWN_PREDICTIONS, classes.join(' ')),
    ...(confusionMatrix ? [confusionTable(terminal, confusionMatrix, undefined, named)] : []),
    formatTable([
      [evaluate.metric, evaluate.value],
      value('accuracy'),
      value('recall'),
      value('precision'),
      value('f1'),
      value('rocAuc'),
    ]),
    guide.errors,
  ].join('\n\n')
}

function jsonOf(folder: string, data: string, outcome: RunOutcome, test: PartMetrics) {
  const { weightsSha256, history } = outcome
  const parameters = parameterTotals(buildGraph(presetSpec('guide')))
  return { folder, data, scan: guideScores(), parameters, weightsSha256, history, test }
}
