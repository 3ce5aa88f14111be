import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Interruption } from '../console/interrupt.js'
import type { Context } from '../context.js'
import { hasContent, RUN_FILES } from '../run/run-folder.js'
import type { RunPlan } from '../run/run-plan.js'
import { trainRun } from '../run/train-run.js'
import { innerTerminal } from './inner-terminal.js'

/** A run that is one of several: it starts anew, or goes on where it stands in its folder. */
export type PartPlan = Omit<RunPlan, 'resume' | 'resumeCommand' | 'showTable'>

/** How a run ended. */
export interface PartEnd {
  /** The exit code of the signal that stopped it; absent where it came to its end. */
  readonly stopped?: number
  /** Epochs trained, in this process and before. */
  readonly epochs: number
  /** Spent in these epochs. */
  readonly seconds: number
}

/** Trains one of several runs, quietly. What a signal interrupts is saved in the run's folder. */
export async function runPart(context: Context, plan: PartPlan, before: () => readonly string[]): Promise<PartEnd> {
  const { reason } = context.interrupts.signal
  if (reason instanceof Interruption) return { stopped: reason.exitCode, epochs: 0, seconds: 0 }
  const resume = await isStarted(plan.folder)
  const inner: Context = { ...context, terminal: innerTerminal(context.terminal, before) }
  try {
    const outcome = await trainRun(inner, { ...plan, resume, resumeCommand: '', showTable: false })
    const { history, exitCode } = outcome
    const done = {
      epochs: history.at(-1)?.epoch ?? 0,
      seconds: history.reduce((sum, { seconds }) => sum + seconds, 0),
    }
    return exitCode === 0 ? done : { ...done, stopped: exitCode }
  } catch (error) {
    if (error instanceof Interruption) return { stopped: error.exitCode, epochs: 0, seconds: 0 }
    throw error
  } finally {
    context.terminal.progress('')
  }
}

/** Whether there is a run to go on with. A process that was killed at once may have left a folder without a record. */
async function isStarted(folder: string): Promise<boolean> {
  if (!(await hasContent(folder))) return false
  if (existsSync(join(folder, RUN_FILES.resolved))) return true
  await rm(join(folder, RUN_FILES.config), { force: true })
  return false
}
