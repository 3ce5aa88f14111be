import { grouped } from '../console/numbers.js'

/** What `helicon motif pwm`, `list` and `convert` say in English. */
export const motifEn = {
  summary: 'motif matrices: tables, formats, logos, and finding motifs in sequences',
  pwm: {
    summary: 'show the matrix of a motif: counts, probabilities or log-odds',
    file: 'file of motifs: JASPAR, MEME, TRANSFAC, HOMER and others, plain or gzip; - is standard input',
    instances: 'aligned sites instead of a file, for example TACAA TACGA TACAA',
    kind: 'counts (PFM), probabilities (PPM, which the guide calls PWM) or log-odds in bits (PWM) (default: probabilities)',
    pseudocount: 'added to each count before it becomes a probability: one number, or four for A,C,G,T (default: 0)',
    background:
      'frequencies of A,C,G,T for log-odds: uniform, or four numbers such as 0.3,0.2,0.2,0.3 (default: uniform)',
    motif: 'id or name of a motif (repeatable; default: all)',
    output: 'file for the tables; - is standard output (default: -)',
  },
  list: {
    summary: 'list the motifs of a file: id, name, length, information, consensus',
    pseudocount: 'added to each count before the information content is computed (default: 0)',
    output: 'file for the list; - is standard output (default: -)',
  },
  convert: {
    summary: 'write motifs in another format',
    output: 'file to write, .gz for gzip; - is standard output (default: -)',
    from: (formats: string) => `format of the source (default: found by looking): ${formats}`,
    to: (formats: string) => `format to write (default: by the ending of the file): ${formats}`,
    pseudocount: 'added to each count where the format holds probabilities (default: 0)',
    sites: 'number of sites of motifs that do not tell it, for formats of counts',
  },
  pseudocountExpected: 'a number, 0 or more, or four such numbers between commas',
  frequenciesExpected: 'uniform, or four numbers above 0 with a sum of 1, such as 0.3,0.2,0.2,0.3',
  sitesExpected: 'a number above 0',
  fileOrInstances: 'Give a file of motifs or sites with --instances, not both and not neither',
  instancesHaveNoId: '--motif chooses from a file; sites given with --instances are one motif',
  formatNeeded: (formats: string) =>
    `The ending of the output does not tell the format: name it with --to, one of ${formats}`,
  converted: (motifs: number, from: string, to: string, path: string) =>
    `${grouped(motifs)} ${motifs === 1 ? 'motif' : 'motifs'} written to ${path} (${from} to ${to})`,
}
