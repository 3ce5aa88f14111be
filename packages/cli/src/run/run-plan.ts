import type { CompiledModel, EpochRecord } from '@helicon/core'
import type { ResolvedConfig } from '../config/resolve.js'
import type { Context } from '../context.js'
import type { EarlierState } from './earlier-state.js'
import type { MetricsByPart } from './finish.js'
import type { RunData } from './load-data.js'
import type { RunFolder } from './run-folder.js'

/** What a run is made of. */
export interface RunPlan {
  readonly config: ResolvedConfig
  /** `config.yaml` as it was given. */
  readonly configText: string
  readonly folder: string
  readonly resume: boolean
  /** The command that goes on with this run, for whoever stops it. */
  readonly resumeCommand: string
  /** Whether to end with the table of rounds. */
  readonly showTable: boolean
  /** Data that are read already, of which this run takes a part. Absent: those of the configuration are read. */
  readonly data?: RunData
  /** Whether nothing but the metrics matters in the end: no predictions, intervals, filters or report. */
  readonly metricsOnly?: boolean
}

/** What a run ended with. */
export interface RunOutcome {
  readonly exitCode: number
  readonly history: readonly EpochRecord[]
  readonly metrics: MetricsByPart
  readonly weightsSha256: string | undefined
}

/** Everything that the steps of a run need, once its folder is there. */
export interface Work {
  readonly context: Context
  readonly plan: RunPlan
  readonly folder: RunFolder
  readonly data: RunData
  readonly compiled: CompiledModel
  readonly resumed: EarlierState | undefined
}
