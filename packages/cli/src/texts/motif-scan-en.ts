import { grouped } from '../console/numbers.js'

/** What `helicon motif scan` says in English. */
export const motifScanEn = {
  summary: 'find motifs in sequences, on both strands',
  motifs: 'file of motifs: JASPAR, MEME, TRANSFAC, HOMER and others; - is standard input',
  sequences: 'FASTA file, plain or gzip; - is standard input',
  output: 'file for the hits; - is standard output (default: -)',
  pvalue: 'hits are windows that a random window equals or beats with at most this probability (default: 1e-4)',
  threshold: 'hits are windows of at least this score, in bits',
  relative: 'hits are windows of at least this share of the way from the lowest to the highest score, for example 0.8',
  best: 'the best window of each motif in each sequence, whatever its score',
  strand: 'both, + or - (default: both)',
  background:
    'frequencies of A,C,G,T outside the motifs: four numbers such as 0.3,0.2,0.2,0.3, uniform, or from-sequences (default: uniform)',
  motif: 'id or name of a motif to look for (repeatable; default: all)',
  pseudocount: 'added to each count before it becomes a probability (default: 0.2)',
  sequence: 'letters to search instead of a file',
  bed: 'BED with six columns instead of a table; its score is -100 log10(p), at most 1000',
  strandExpected: 'both, + or -',
  backgroundExpected: 'uniform, from-sequences or four numbers above 0 with a sum of 1, such as 0.3,0.2,0.2,0.3',
  shareExpected: 'a number above 0, at most 1',
  numberExpected: 'a number',
  pseudocountExpected: 'a number, 0 or more',
  oneLimit: (options: string) => `${options} exclude each other: give one of them`,
  sequencesOrLetters: 'Give a FASTA file or letters with --sequence, not both and not neither',
  standardInputOnce: 'Motifs and sequences cannot both come from standard input',
  standardInputTwice:
    '--background from-sequences reads the sequences twice, which standard input does not allow. Name a file, or give four numbers',
  bedOrJson: '--bed and --json exclude each other: give one of them',
  lettersExpected: (found: string, position: number) =>
    `--sequence has '${found}' at position ${position}; expected letters of DNA or RNA: A, C, G, T, U, N and the other IUPAC letters`,
  progress: (sequences: string, hits: string) => `${sequences} sequences, ${hits} hits`,
  done: (hits: number, sequences: number, motifs: number, path: string) =>
    `${counted(hits, 'hit')} of ${counted(motifs, 'motif')} in ${counted(sequences, 'sequence')} written to ${path}`,
  tooShort: (sequences: number, pairs: string) =>
    `${counted(sequences, 'sequence')} shorter than a motif; pairs of a sequence and a motif that were left out: ${pairs}`,
  noWindow: (pairs: number) =>
    `${counted(pairs, 'pair')} of a sequence and a motif without a best window: each window has a letter that is not A, C, G or T`,
  unreachable: (motifs: number, ids: string) =>
    `${counted(motifs, 'motif')} can have no hits: even the best match does not reach the limit (${ids})`,
  sites: (id: string, sequences: string, positions: number) =>
    `${sequences} aligned sequences were read as one motif of ${positions} positions (${id})`,
  sitesUnaligned:
    'This does not look like the aligned sites of a motif. The first argument is a file of motifs, the second the sequences that they are looked for in',
  withoutSites: (motifs: number) =>
    `${counted(motifs, 'motif')} with probabilities and no number of sites: used without a pseudocount`,
}

function counted(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`
}
