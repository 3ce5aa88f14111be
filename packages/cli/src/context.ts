import type { Engine } from '@helicon/core'
import type { InterruptWatch } from './console/interrupt.js'
import type { Terminal } from './console/terminal.js'

/** What every command is given: where to write, when to stop and the options that all commands share. */
export interface Context {
  readonly terminal: Terminal
  readonly interrupts: InterruptWatch
  /** As given; undefined where the command's own default holds. */
  readonly seed: number | undefined
  readonly threads: number | undefined
  readonly engine: Engine['name']
  /** The arguments of the process, for the record of a run. */
  readonly args: readonly string[]
}

/** Runs a command's body with the context that its options make, and keeps its exit code. */
export type RunCommand = (body: (context: Context) => Promise<number>) => Promise<void>
