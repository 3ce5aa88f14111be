import type { Command } from 'commander'
import type { RunCommand } from '../context.js'
import type { Texts } from '../texts/index.js'
import { addDataConvert } from './data-convert.js'
import { addDataInspect } from './data-inspect.js'
import { addDataSplit } from './data-split.js'

/** `helicon data ...`. */
export function addData(program: Command, texts: Texts, run: RunCommand): void {
  const data = program.command('data').description(texts.dataCommands.summary)
  for (const add of [addDataInspect, addDataConvert, addDataSplit]) add(data, texts, run)
}
