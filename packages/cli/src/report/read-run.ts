import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  buildGraph,
  decodeModel,
  HeliconError,
  isHeliconError,
  parameterTotals,
  parseModelSpec,
  type ReportData,
  type ReportHistory,
  summaryRows,
  weightsHash,
} from '@helicon/core'
import { readingError } from '@helicon/core/node'
import type * as v from 'valibot'
import { RUN_FILES, type RunFile } from '../run/run-folder.js'
import { parseRunJson } from '../run/run-json.js'
import { parseHistory } from './history-file.js'
import { metricsFile } from './metrics-schema.js'
import { resolvedFile } from './resolved-schema.js'

/**
 * What a report tells of a run, from the files of its folder alone. Of a run that has not come to its end: what there is.
 *
 * @throws HeliconError `RUN_FILE_MISSING` without `resolved.json`, `RUN_FILE_INVALID`, `FILE_UNREADABLE`
 */
export async function readRun(folder: string): Promise<ReportData> {
  const resolved = await readJson(folder, RUN_FILES.resolved, resolvedFile)
  if (resolved === undefined) throw noRun(folder)
  const result = await readJson(folder, RUN_FILES.metrics, metricsFile)
  const spec = parseModelSpec(resolved.model, `${join(folder, RUN_FILES.resolved)}, model`)
  const totals = parameterTotals(buildGraph(spec))
  const { loss, optimizer, batchSize, epochs, validationSplit, validationPart, testSplit } = resolved.training
  const { name, started, seed, versions, engine, command, data } = resolved
  return {
    name,
    started,
    complete: result !== undefined,
    seed,
    versions,
    engine,
    weightsSha256: result?.training.weightsSha256 ?? (await hashOfModel(folder)),
    command,
    configText: (await readText(folder, RUN_FILES.config))?.trimEnd(),
    model: { name: spec.name, parameters: totals.total, trainable: totals.trainable, layers: summaryRows(spec) },
    training: {
      loss: loss.name,
      optimizer: optimizer.name,
      batchSize,
      epochs,
      validationSplit,
      validationPart,
      testSplit,
      partRecords: resolved.parts && recordsOf(resolved.parts),
      stopped: result?.training.stopped,
      best: result?.training.best ?? undefined,
      restoredBest: result?.training.restoredBest,
    },
    data,
    findings: resolved.findings,
    evaluation: result?.parts ?? {},
    baselines: result?.baselines?.results,
    filters: result?.filters?.filters,
    history: await readHistory(folder),
  }
}

type Sizes = NonNullable<v.InferOutput<typeof resolvedFile>['parts']>

function recordsOf(parts: Sizes): NonNullable<ReportData['training']['partRecords']> {
  return Object.fromEntries(Object.entries(parts).map(([part, { records }]) => [part, records]))
}

async function readHistory(folder: string): Promise<ReportHistory | undefined> {
  const text = await readText(folder, RUN_FILES.history)
  if (text === undefined) return undefined
  const history = parseHistory(text, join(folder, RUN_FILES.history))
  return history.epochs.length === 0 ? undefined : history
}

/** Of the model as it is in the folder, where training has not come to its end. */
async function hashOfModel(folder: string): Promise<string | undefined> {
  const bytes = await readIfThere(folder, RUN_FILES.model)
  if (bytes === undefined) return undefined
  const { spec, weights } = decodeModel(bytes, join(folder, RUN_FILES.model))
  return weightsHash(buildGraph(spec), weights)
}

async function readJson<Schema extends v.GenericSchema>(
  folder: string,
  file: RunFile,
  schema: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  const text = await readText(folder, file)
  if (text === undefined) return undefined
  return parseRunJson(schema, text, join(folder, file))
}

async function readText(folder: string, file: RunFile): Promise<string | undefined> {
  const bytes = await readIfThere(folder, file)
  return bytes && new TextDecoder().decode(bytes)
}

async function readIfThere(folder: string, file: RunFile): Promise<Uint8Array | undefined> {
  try {
    return await readFile(join(folder, file))
  } catch (error) {
    const failure = readingError(error, join(folder, file))
    if (isHeliconError(failure, 'FILE_MISSING')) return undefined
    throw failure
  }
}

function noRun(folder: string): HeliconError {
  const hint = {
    en: 'Name the folder that helicon train wrote',
    ko: 'helicon train이 쓴 폴더를 지정하십시오',
  }
  return new HeliconError('RUN_FILE_MISSING', { folder, file: RUN_FILES.resolved, hint })
}
