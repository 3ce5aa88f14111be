import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Dataset, evaluationMetrics, HeliconError, knownLabels, type LabelKind, recordCount } from '@helicon/core'
import { readingError, writeFileAtomic } from '@helicon/core/node'
import { RUN_FILES } from '../run/run-folder.js'
import type { FoldedData } from './fold-data.js'
import { FOLD_FILES, foldFolder } from './fold-record.js'

/** What the runs predicted for the records that they were not trained on. */
export interface FoldPredictions {
  /** Columns of the table: `id`, `fold`, those of a run's `predictions.tsv`. */
  readonly heading: readonly string[]
  /** One line a record, in the order of the data. */
  readonly rows: readonly (readonly string[])[]
}

/**
 * Puts the predictions of all runs together: each record has that of the run whose training did not see it.
 *
 * @throws HeliconError `FILE_MISSING`, `RUN_FILE_INVALID` where a run has not one line for each record of its fold
 */
export async function joinPredictions(folder: string, { assignment, choice }: FoldedData): Promise<FoldPredictions> {
  const tables: string[][][] = []
  for (let fold = 0; fold < choice.folds; fold++) tables.push(await readTable(foldFolder(folder, fold)))
  const [id = 'id', ...others] = tables[0]?.[0] ?? []
  const next = new Uint32Array(choice.folds).fill(1)
  const rows = Array.from(assignment, (fold) => {
    const [name = '', ...values] = tables[fold]?.[next[fold] ?? 0] ?? []
    next[fold] = (next[fold] ?? 0) + 1
    return [name, String(fold + 1), ...values]
  })
  for (const [fold, table] of tables.entries())
    if (table.length !== next[fold]) throw wrongLength(foldFolder(folder, fold), table.length - 1)
  return { heading: [id, 'fold', ...others], rows }
}

/** Writes `predictions.tsv`. */
export async function writePredictions(folder: string, { heading, rows }: FoldPredictions): Promise<void> {
  const text = [heading, ...rows].map((fields) => `${fields.join('\t')}\n`).join('')
  await writeFileAtomic(join(folder, FOLD_FILES.predictions), new TextEncoder().encode(text))
}

/**
 * The metrics of all records together. Scores of several models stand in one order here, which a ranking such as ROC-AUC
 * takes at their word. Labels that are not known, where there are several tasks, do not count.
 */
export function pooledMetrics(
  records: Dataset,
  { rows }: FoldPredictions,
  kind: LabelKind,
): Record<string, number | null> {
  const { outputs } = records
  // The model's first output comes first, one column a label: after id and fold.
  const predictions = Float32Array.from(rows.flatMap((row) => row.slice(2, 2 + outputs).map(Number)))
  const labels = records.labels ?? new Float32Array()
  const known = kind === 'categorical' ? undefined : knownLabels(records.weights, recordCount(records), outputs)
  return { ...evaluationMetrics({ labels, predictions, outputs, task: kind, known }) }
}

async function readTable(folder: string): Promise<string[][]> {
  const file = join(folder, RUN_FILES.predictions)
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw readingError(error, file)
  })
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'))
}

function wrongLength(folder: string, found: number): HeliconError {
  const problem = {
    en: `it has ${found} records, which is not the size of its fold`,
    ko: `레코드가 ${found}개인데, 폴드의 크기와 다릅니다`,
  }
  return new HeliconError('RUN_FILE_INVALID', { file: join(folder, RUN_FILES.predictions), problem })
}
