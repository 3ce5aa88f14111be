import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readingError } from '@helicon/core/node'
import * as v from 'valibot'
import { RUN_FILES } from '../run/run-folder.js'
import { parseRunJson } from '../run/run-json.js'
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
  return parseRunJson(schema, text, file)
}
