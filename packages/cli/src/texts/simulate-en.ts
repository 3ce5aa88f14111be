/** What `helicon simulate` says in English. `simulate-ko.ts` has the same keys. */
export const simulationEn = {
  jund: 'windows like those of a ChIP-seq experiment, an AP-1 site planted in a few of them',
  motif: 'sequences with and without a motif; by default the data of the guide: CCGGAA in 20 bases',
  options: {
    output:
      'FASTA (.fa, .fasta), table (.tsv, .csv), each also with .gz, or a folder for a DiskDataset; - is standard output',
    format: 'fasta, tsv, csv or disk-dataset (default: by the ending; fasta for standard output)',
    motif: 'file of a motif, or FILE:ID for one of several; in any format that helicon reads (repeatable)',
    consensus: 'motif in IUPAC letters, each position with equal shares of its bases (repeatable)',
    spacing: 'fewest and most bases between neighbouring motifs, A-B or one number (default: 5-10)',
    length: 'bases a sequence (default: what the motifs take, and the flanks)',
    flank: 'bases on both sides of the motifs, where no length is given (default: 7)',
    position: 'where the motifs start: a number from 0, middle or random (default: middle)',
    bothStrands: 'plant on the other strand in half of the positives',
    background: 'uniform, human (a Markov chain), or shares A,C,G,T such as 0.3,0.2,0.2,0.3 (default: uniform)',
    positives: 'sequences with the motifs (default: 1000)',
    negatives: 'sequences without them (default: 1000)',
    records: 'sequences, half of them positive; instead of the two above',
    negativeKind:
      'background, shuffled (positives, their dinucleotides kept) or one-motif (one of several) (default: background)',
    labels: 'of a DiskDataset: one-hot, columns [negative, positive], or one column (default: one-hot)',
    shards: 'number of shards of a DiskDataset (default: one for every 8192 sequences)',
  },
  expected: {
    spacing: 'one number or two with a hyphen, the smaller first, for example 5-10',
    position: 'a whole number from 0, middle or random',
    background: 'uniform, human, or four shares with commas, for example 0.3,0.2,0.2,0.3',
  },
  severalMotifs: (file: string, found: number, ids: string) =>
    `${file} has ${found} motifs (${ids}${found > 3 ? ', ...' : ''}); name one of them: --motif ${file}:ID`,
  notTogether: (option: string, other: string) => `${option} and ${other} say the same thing; give only one of them`,
  unknownEnding: (path: string, endings: string) =>
    `The ending of '${path}' does not tell what to write. Use one of ${endings}, a folder without an ending, or say the format: simulate has --format, data convert and data split have --to`,
  notCompressed: (path: string) => `'${path}': a DiskDataset is a folder and is not written as .gz`,
  done: (records: string, positives: string, path: string) => `${records} sequences (${positives} positive): ${path}`,
}
