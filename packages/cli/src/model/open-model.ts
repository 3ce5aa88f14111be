import { existsSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  batchLayout,
  buildGraph,
  type CompiledModel,
  decodeModel,
  HeliconError,
  type LabelKind,
  type LabelNames,
  type LayerGraph,
  type LossSpec,
  parseLoss,
  resolveLoss,
  type SavedModel,
} from '@helicon/core'
import { readingError } from '@helicon/core/node'
import * as v from 'valibot'
import { isMapping } from '../config/schema-parts.js'
import type { Context } from '../context.js'
import { labelKindOf } from '../data/load-part.js'
import { LENGTH_FITS, type SourceSpec } from '../data/source-spec.js'
import { loadEngine } from '../model/load-engine.js'
import { RUN_FILES } from '../run/run-folder.js'
import { otherFileError } from './other-file.js'

/** A trained model from a run folder or a model file. */
export interface OpenedModel {
  /** The model file. */
  readonly file: string
  readonly saved: SavedModel
  readonly graph: LayerGraph
  /** What it was trained with; for a file that does not say, what its first output suits. */
  readonly loss: LossSpec
  readonly kind: LabelKind
  /** At most `USUAL_BATCH`: what is computed does not depend on it. */
  readonly batchSize: number
  /** What the training data were brought to; new data are too. */
  readonly data: ModelData
  /** Whether it lies in a run folder whose training has not come to its end. */
  readonly unfinished: boolean
}

/** Names of the classes or tasks and the length of the sequences, where the model file says them. */
export type ModelData = Pick<SourceSpec, 'classes' | 'length' | 'fit'> & Pick<LabelNames, 'tasks'>

/** Records a batch where the model file does not say, or names more. */
const USUAL_BATCH = 1000

/**
 * @param path of a run folder or of a model file
 * @throws HeliconError `RUN_NOT_FOUND`, `RUN_FILE_MISSING`, and what `decodeModel` throws
 */
export async function openModel(path: string): Promise<OpenedModel> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new HeliconError('RUN_NOT_FOUND', { folder: path })
  const file = found.isDirectory() ? join(path, RUN_FILES.model) : path
  const saved = decodeFile(await readModelFile(path, file, found.isDirectory()), file)
  const graph = buildGraph(saved.spec)
  const training = isMapping(saved.info.training) ? saved.info.training : {}
  const loss = lossOf(training.loss, graph, file)
  const batchSize =
    typeof training.batchSize === 'number' && Number.isInteger(training.batchSize) && training.batchSize > 0
      ? Math.min(training.batchSize, USUAL_BATCH)
      : USUAL_BATCH
  return {
    file,
    saved,
    graph,
    loss,
    kind: labelKindOf(loss),
    batchSize,
    data: dataOf(saved.info.data),
    unfinished: isUnfinished(file),
  }
}

const modelData = v.object({
  classes: v.exactOptional(v.array(v.string())),
  tasks: v.exactOptional(v.array(v.string())),
  length: v.exactOptional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  fit: v.exactOptional(v.picklist(LENGTH_FITS)),
})

/** What another program wrote there is no reason to refuse the model. */
function dataOf(saved: unknown): ModelData {
  const parsed = v.safeParse(modelData, saved)
  return parsed.success ? parsed.output : {}
}

/** New data as a model takes them: what their source does not say is as it was in training. */
export function sourceForModel(spec: SourceSpec, model: OpenedModel): SourceSpec {
  const { tasks: _, ...taken } = model.data
  const source = { ...taken, ...spec }
  return source.fit === undefined || source.length !== undefined ? source : { ...source, ...lengthOf(model) }
}

/** Bases of the sequences that a network takes; nothing where it takes none. */
function lengthOf({ graph, loss }: OpenedModel): Pick<SourceSpec, 'length'> {
  const codes = batchLayout(graph, loss).inputs.find(({ kind }) => kind === 'codes')
  return codes?.kind === 'codes' ? { length: codes.length } : {}
}

/** What the labels of new data have to be called, where both have names. */
export function labelNamesOfModel({ data, graph, loss }: OpenedModel): LabelNames {
  const { classes, tasks = classes } = data
  const width = batchLayout(graph, loss).labels?.width
  return { classes, ...(tasks?.length === width && { tasks }) }
}

/** A run's record is its first file, its metrics are its last. */
function isUnfinished(file: string): boolean {
  const beside = (name: string) => existsSync(join(dirname(file), name))
  return basename(file) === RUN_FILES.model && beside(RUN_FILES.resolved) && !beside(RUN_FILES.metrics)
}

/** Makes the model ready to predict. */
export async function compileModel(context: Context, model: OpenedModel): Promise<CompiledModel> {
  const engine = await loadEngine(context.engine)
  return engine.compile(
    { graph: model.graph, weights: model.saved.weights },
    {
      loss: model.loss,
      batchSize: model.batchSize,
      seed: 0,
      ...(context.threads !== undefined && { threads: context.threads }),
    },
  )
}

function decodeFile(bytes: Uint8Array, file: string): SavedModel {
  try {
    return decodeModel(bytes, file)
  } catch (error) {
    throw otherFileError(error, file, bytes)
  }
}

async function readModelFile(path: string, file: string, isRun: boolean): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (error) {
    const known = readingError(error, file)
    if (!isRun || !(known instanceof HeliconError) || known.code !== 'FILE_MISSING') throw known
    const hint = {
      en: 'Is this a run folder? Its training may not have come to an end: go on with --resume',
      ko: '실행 폴더가 맞습니까? 학습이 끝나지 않았을 수 있습니다. --resume으로 이어 가십시오',
    }
    throw new HeliconError('RUN_FILE_MISSING', { folder: path, file: RUN_FILES.model, hint })
  }
}

function lossOf(saved: unknown, graph: LayerGraph, file: string): LossSpec {
  if (saved !== undefined) return resolveLoss(parseLoss(saved, { place: file, path: 'helicon.training.loss' }), graph)
  const shape = graph.nodes[graph.outputs[0]?.node ?? -1]?.shape ?? []
  for (const name of [shape.at(-1) === 1 ? 'binary-cross-entropy' : 'categorical-cross-entropy'] as const) {
    try {
      return resolveLoss({ name }, graph)
    } catch {
      // The output is no probability: it is taken for a number.
    }
  }
  return resolveLoss({ name: 'mean-squared-error' }, graph)
}
