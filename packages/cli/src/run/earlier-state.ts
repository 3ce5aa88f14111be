import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { decodeCheckpoint, HeliconError, isHeliconError, type TrainingState } from '@helicon/core'
import { readingError } from '@helicon/core/node'
import type { ResolvedConfig } from '../config/resolve.js'
import { checkSameRun, type DataFacts, parseResolvedRun } from './resolved-json.js'
import { RUN_FILES } from './run-folder.js'

/** Where a run stands that is to be continued. */
export interface EarlierState {
  /** undefined: the run was stopped before its first checkpoint. */
  readonly state: TrainingState | undefined
  /** Whether its results are written. */
  readonly complete: boolean
}

/**
 * Where a run stands that is to be continued, checked to be the same run.
 *
 * @throws HeliconError `RUN_FILE_MISSING`, `RUN_FILE_INVALID`, `CHECKPOINT_INVALID`, `FILE_UNREADABLE`, and what
 *   `checkSameRun` throws; nothing in the folder is changed
 */
export async function readEarlierState(folder: string, config: ResolvedConfig, data: DataFacts): Promise<EarlierState> {
  const path = (name: string) => `${folder}/${name}`
  const resolved = await readIfThere(path(RUN_FILES.resolved))
  if (resolved === undefined) throw nothingToResume(folder)
  const earlier = parseResolvedRun(new TextDecoder().decode(resolved), path(RUN_FILES.resolved))
  checkSameRun(folder, earlier, config, data)
  const bytes = await readIfThere(path(RUN_FILES.checkpoint))
  return {
    state: bytes && decodeCheckpoint(bytes, path(RUN_FILES.checkpoint)),
    complete: existsSync(path(RUN_FILES.metrics)),
  }
}

/** There is no run in the folder that `--resume` was given with. */
export function nothingToResume(folder: string): HeliconError {
  const hint = {
    en: 'There is no run here to go on with: name its folder with -o, or start a new one without --resume',
    ko: '이어 갈 실행이 없습니다. -o로 실행 폴더를 지정하거나 --resume 없이 새로 시작하십시오',
  }
  return new HeliconError('RUN_FILE_MISSING', { folder, file: RUN_FILES.resolved, hint })
}

/** undefined only where there is no such file: a checkpoint that cannot be read must not look like none. */
async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    const failure = readingError(error, path)
    if (isHeliconError(failure, 'FILE_MISSING')) return undefined
    throw failure
  }
}
