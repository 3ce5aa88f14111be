import { informationContent, type Pfm, ppmOf } from '@helicon/core'
import { grouped } from '../console/numbers.js'
import { printable } from '../console/printable.js'
import type { Terminal } from '../console/terminal.js'
import type { Motif, NamedMotifFile } from './choose-motifs.js'

/** The longest motifs known have some 40 positions. */
const LONG = 40
/** Bits a position below which so many sequences have nothing in common at their positions. */
const LITTLE = 0.1
const MANY = 100

/** Says that a FASTA file was read as the aligned sites of one motif, and warns where it looks like any sequences. */
export function tellSites({ format }: NamedMotifFile, motifs: readonly Motif[], terminal: Terminal): void {
  if (format !== 'sites') return
  const { motifScan: words } = terminal.texts
  for (const motif of motifs) {
    if (motif.kind !== 'counts') continue
    const { id, length } = motif
    const sites = sitesOf(motif)
    const isNone = length > LONG || (sites > MANY && informationContent(ppmOf(motif)) < LITTLE * length)
    terminal.say(words.sites(printable(id), grouped(sites), length))
    if (isNone) terminal.warn(words.sitesUnaligned)
  }
}

/** The bases of the position that has most of them: the others lack those that are N. */
function sitesOf({ values, length }: Pfm): number {
  let most = 0
  for (let row = 0; row < length; row++)
    most = Math.max(
      most,
      values.subarray(4 * row, 4 * row + 4).reduce((sum, count) => sum + count, 0),
    )
  return most
}
