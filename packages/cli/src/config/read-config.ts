import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve as resolvePath } from 'node:path'
import { HeliconError, isDataPreset, type LossSpec, type ModelSpec, presetTraining } from '@helicon/core'
import { readingError } from '@helicon/core/node'
import { lookAtSource } from '../data/look-at-source.js'
import type { Assignment } from './assignment.js'
import { checkConfig } from './check.js'
import { checkDataPaths } from './data-paths.js'
import { type ConfigDocument, parseConfigDocument } from './document.js'
import { checkJudgement } from './judgement.js'
import { resolveGraph, resolveModel, taskOf } from './model.js'
import { checkMonitors } from './monitors.js'
import { requireNotData } from './not-data.js'
import { resolveTrainingLoss } from './optimization.js'
import { type ResolvedConfig, resolveConfig } from './resolve.js'
import { resolveData } from './resolve-data.js'
import { configSchema, type TrainConfig } from './schema.js'

/**
 * Reads a configuration file, checks all of it and fills in the defaults. Nothing is written.
 *
 * @param dataDir where relative data paths start; default: the configuration's folder
 * @throws HeliconError naming line, column, key, what is allowed and the nearest spelling
 */
export async function readConfig(
  file: string,
  assignments: readonly Assignment[],
  dataDir?: string,
): Promise<{ readonly document: ConfigDocument; readonly config: ResolvedConfig }> {
  const document = parseConfigDocument(await readText(file), file, assignments)
  const given = checkConfig(configSchema, document)
  const data = resolveData(given, document, resolvePath(dataDir ?? dirname(document.file)))
  const look = dependsOnData(given)
  if (look) checkDataPaths(data, document)
  const config = resolveConfig(given, document, data, look ? await lookAtSource(data.train) : undefined)
  checkMonitors(config, document)
  checkJudgement(config, document)
  checkDataPaths(config.data, document)
  return { document, config }
}

/** Whether the model or the loss is made for what the training data hold. */
function dependsOnData({ model, training }: TrainConfig): boolean {
  if (typeof model === 'string') return isDataPreset(model)
  if ('preset' in model) return isDataPreset(String(model.preset))
  return training?.loss === undefined
}

/** @throws HeliconError `CONFIG_NOT_FOUND`, `FILE_UNREADABLE`, `CONFIG_IS_DATA`, `CONFIG_SYNTAX` for what is no UTF-8 */
export async function readText(file: string): Promise<string> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(file)
  } catch (error) {
    const known = readingError(error, file)
    if (known instanceof HeliconError && known.code === 'FILE_MISSING')
      throw new HeliconError('CONFIG_NOT_FOUND', { file })
    throw known
  }
  requireNotData(bytes, file)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new HeliconError('CONFIG_SYNTAX', { file, line: 1, column: 1, problem: 'UTF-8' }, { cause })
  }
}

/**
 * The model of a configuration, and its loss where the configuration or the preset names one. Data need not be there:
 * then a preset that is made for the data has its own length and one output.
 */
export async function readModelOfConfig(
  file: string,
): Promise<{ readonly spec: ModelSpec; readonly loss: LossSpec | undefined }> {
  const document = parseConfigDocument(await readText(file), file, [])
  const config = checkConfig(configSchema, document)
  const { train } = resolveData(config, document, resolvePath(dirname(file)))
  const isThere = train.paths.every((path) => existsSync(path))
  const found = dependsOnData(config) && isThere ? await lookAtSource(train) : undefined
  const { spec, preset } = resolveModel(config.model, document, found)
  const given = config.training?.loss
  const usual = preset === undefined ? undefined : presetTraining(preset, taskOf(found)).loss
  const loss =
    given === undefined ? usual : resolveTrainingLoss(given, document, resolveGraph(spec, document), undefined)
  return { spec, loss }
}
