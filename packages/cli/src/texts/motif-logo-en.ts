/** What `helicon motif logo` says in English. `motif-logo-ko.ts` has the same keys. */
export const motifLogoEn = {
  summary: 'draw a motif as a sequence logo (SVG)',
  motifs: 'file of motifs: JASPAR, MEME, TRANSFAC, HOMER and others; - is standard input',
  output: 'SVG file to write; - is standard output (default: -)',
  motif: 'id or name of the motif to draw; needed where the file has several',
  kind: 'what the heights are: information in bits, or probability (default: information)',
  reverseComplement: 'draw the motif as it reads on the other strand',
  which: (file: string, count: number, some: string) =>
    `${file} has ${count} motifs: name one with --motif. There is: ${some}`,
  same: (found: string, count: number, ids: string) =>
    `${count} motifs are called '${found}': name one by its id. There is: ${ids}`,
  description: (consensus: string) => `Sequence logo. Consensus: ${consensus}`,
  otherStrand: (name: string) => `${name}, reverse complement`,
  axis: { information: 'bits', probability: 'probability' },
  done: (name: string, path: string) => `The logo of ${name} is ${path}`,
}
