import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { decodeCheckpoint, HeliconError, type TrainingState } from '@helicon/core'
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

/** Where a run stands that is to be continued, checked to be the same run. */
export async function readEarlierState(folder: string, config: ResolvedConfig, data: DataFacts): Promise<EarlierState> {
  const path = (name: string) => `${folder}/${name}`
  const resolved = await readFile(path(RUN_FILES.resolved), 'utf8').catch(() => undefined)
  if (resolved === undefined) {
    const hint = {
      en: 'This is no run folder; name one with -o',
      ko: '실행 폴더가 아닙니다. -o로 실행 폴더를 지정하십시오',
    }
    throw new HeliconError('RUN_FILE_MISSING', { folder, file: RUN_FILES.resolved, hint })
  }
  const earlier = parseResolvedRun(resolved, path(RUN_FILES.resolved))
  checkSameRun(folder, earlier, config, data)
  const bytes = await readFile(path(RUN_FILES.checkpoint)).catch(() => undefined)
  return {
    state: bytes && decodeCheckpoint(bytes, path(RUN_FILES.checkpoint)),
    complete: existsSync(path(RUN_FILES.metrics)),
  }
}
