import type { Command } from 'commander'
import type { RunCommand } from '../context.js'
import type { Texts } from '../texts/index.js'
import { addMotifLogo } from './motif/logo.js'
import { addMotifScan } from './motif/scan.js'

/** `helicon motif ...`. */
export function addMotif(program: Command, texts: Texts, run: RunCommand): void {
  const motif = program.command('motif').description(texts.motifScan.summary)
  addMotifScan(motif, texts, run)
  addMotifLogo(motif, texts, run)
}
