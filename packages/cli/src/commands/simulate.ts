import type { Command } from 'commander'
import type { RunCommand } from '../context.js'
import type { Texts } from '../texts/index.js'
import { addSimulateJund } from './simulate-jund.js'
import { addSimulateMotif } from './simulate-motif.js'

/** `helicon simulate motif|jund`. */
export function addSimulate(program: Command, texts: Texts, run: RunCommand): void {
  const simulate = program.command('simulate').description(texts.commands.simulate.summary)
  for (const add of [addSimulateMotif, addSimulateJund]) add(simulate, texts, run)
}
