import { batchLayout, type Dataset, HeliconError, type TrainingData, validationSplit } from '@helicon/core'
import type { ResolvedConfig } from '../config/resolve.js'
import { grouped, percent } from '../console/numbers.js'
import type { Terminal } from '../console/terminal.js'
import { type LoadedPart, labelKindOf, loadPart, positiveShare } from '../data/load-part.js'
import type { DataFacts, Part } from './resolved-json.js'

/** The data of a run, read and checked. */
export interface RunData {
  readonly train: TrainingData
  readonly validation: TrainingData | undefined
  readonly test: TrainingData | undefined
  readonly facts: DataFacts
}

/**
 * Reads and checks every part, before anything is written. Where validation is a fraction it is the last records of the
 * training part, before shuffling, as Keras' validation_split.
 */
export async function loadRunData(config: ResolvedConfig, terminal: Terminal, signal: AbortSignal): Promise<RunData> {
  const { data, training } = config
  const load = async (part: Part, path: string | undefined): Promise<LoadedPart | undefined> => {
    if (path === undefined) return undefined
    terminal.progress(terminal.texts.data.reading(path))
    const loaded = await loadPart(path, {
      layout: batchLayout(config.graph, training.loss),
      labelKind: labelKindOf(training.loss),
      needsBothClasses: part === 'train',
      streaming: training.streaming,
      signal,
    })
    sayPart(terminal, part, loaded)
    return loaded
  }
  const train = await load('train', data.train)
  const validation = await load('validation', data.validation)
  const test = await load('test', data.test)
  if (train === undefined) throw new RangeError('a run without training data')
  const facts = {
    train: train.facts,
    ...(validation && { validation: validation.facts }),
    ...(test && { test: test.facts }),
  }
  const given = { train: train.data, validation: validation?.data, test: test?.data, facts }
  const fraction = training.validationSplit
  return fraction === null ? given : { ...given, ...validationSplit(wholeDataset(train.data), fraction) }
}

/** Records read shard by shard have no last tenth to take away. */
function wholeDataset(data: TrainingData): Dataset {
  if ('sequences' in data) return data
  throw new HeliconError('ARGUMENT_INVALID', {
    name: 'training.streaming',
    found: true,
    expected: 'false together with a validation fraction',
  })
}

function sayPart(terminal: Terminal, part: Part, { facts }: LoadedPart): void {
  const { texts } = terminal
  const positive = positiveShare(facts)
  const line = texts.data.part(texts.train.parts[part], grouped(facts.records), facts.path)
  terminal.say(
    positive === undefined
      ? line
      : `${line}, ${texts.data.positives(grouped(facts.classCounts?.[1] ?? 0), percent(positive))}`,
  )
}
