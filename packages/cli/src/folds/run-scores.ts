import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { HeliconError } from '@helicon/core'
import { readingError } from '@helicon/core/node'
import * as v from 'valibot'
import { RUN_FILES } from '../run/run-folder.js'
import type { Measure } from './metric-direction.js'

const scores = v.record(v.string(), v.nullable(v.number()))
const part = v.object({ records: v.number(), loss: v.nullable(v.number()), metrics: scores })

/** What is taken from `metrics.json`. */
const schema = v.object({
  training: v.object({ epochs: v.number(), weightsSha256: v.string() }),
  parts: v.object({
    train: v.exactOptional(part),
    validation: v.exactOptional(part),
    test: v.exactOptional(part),
  }),
  baselines: v.exactOptional(v.object({ results: v.array(v.object({ name: v.string(), metrics: scores })) })),
})

/** What a finished run reached. */
export type RunScores = v.InferOutput<typeof schema>
export type PartScores = v.InferOutput<typeof part>

/** A score of a part; null where it is undefined. */
export function scoreOf(scored: PartScores | undefined, measure: Measure): number | null {
  return (measure === 'loss' ? scored?.loss : scored?.metrics[measure]) ?? null
}

/**
 * Reads what a finished run wrote, so that a run of this process and one of an earlier process count the same.
 *
 * @throws HeliconError `FILE_MISSING`, `FILE_UNREADABLE`, `RUN_FILE_INVALID`
 */
export async function readScores(folder: string): Promise<RunScores> {
  const file = join(folder, RUN_FILES.metrics)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readingError(error, file)
  })
  return readAs(schema, text, file)
}

/**
 * A JSON text that this program wrote, checked.
 *
 * @throws HeliconError `RUN_FILE_INVALID` naming the file and the first value that is wrong
 */
export function readAs<Schema extends v.GenericSchema>(
  shape: Schema,
  text: string,
  file: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(shape, jsonValue(text))
  if (result.success) return result.output
  const place = v.getDotPath(result.issues[0])
  const problem =
    place === null
      ? { en: 'this is not what a run writes', ko: '실행이 쓴 파일이 아닙니다' }
      : { en: `${place} is not what a run writes`, ko: `실행이 쓴 것과 다른 값: ${place}` }
  throw new HeliconError('RUN_FILE_INVALID', { file, problem })
}

function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
