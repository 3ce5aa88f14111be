/**
 * Formats of motifs that are read.
 *
 * - `meme`: MEME's text, minimal or the whole output; probabilities
 * - `jaspar`: `>ID NAME`, then `A [ 4 19 0 ]` and so on; counts
 * - `transfac`: two-letter keys, one line a position below `P0`; counts
 * - `homer`: `>CONSENSUS NAME THRESHOLD` between tabs, one line a position; probabilities
 * - `pfm-four-rows`: one row for each base, with or without a heading and the letters
 * - `pfm-four-columns`: one row for each position, with or without a heading; Cluster-Buster and HOCOMOCO's counts too
 * - `uniprobe`: a line with the name, then `A:` and so on; probabilities
 * - `cis-bp`: lines such as `Motif M2364_1.02`, then one row for each position below `Pos A C G T`; probabilities
 * - `hocomoco-pwm`: as `pfm-four-columns`, but log-odds
 * - `sites`: FASTA of sites, whose aligned part is in upper case
 */
export const MOTIF_FORMATS = [
  'meme',
  'jaspar',
  'transfac',
  'homer',
  'pfm-four-rows',
  'pfm-four-columns',
  'uniprobe',
  'cis-bp',
  'hocomoco-pwm',
  'sites',
] as const

export type MotifFormat = (typeof MOTIF_FORMATS)[number]
