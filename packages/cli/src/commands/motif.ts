import type { Command } from 'commander'
import type { RunCommand } from '../context.js'
import type { Texts } from '../texts/index.js'
import { addMotifConvert } from './motif/convert.js'
import { addMotifFilters } from './motif/filters.js'
import { addMotifList } from './motif/list.js'
import { addMotifLogo } from './motif/logo.js'
import { addMotifPwm } from './motif/pwm.js'
import { addMotifScan } from './motif/scan.js'

/** `helicon motif ...`. */
export function addMotif(program: Command, texts: Texts, run: RunCommand): void {
  const motif = program.command('motif').description(texts.motif.summary)
  const commands = [addMotifPwm, addMotifList, addMotifConvert, addMotifScan, addMotifLogo, addMotifFilters]
  for (const add of commands) add(motif, texts, run)
}
