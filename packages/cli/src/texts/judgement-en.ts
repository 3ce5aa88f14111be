/** What is said of errors, calibration, baselines and filters. `judgement-ko.ts` has the same keys. */
export const judgementEn = {
  threshold: 'threshold',
  thresholds:
    'Errors by threshold: type I is the share of negatives called positive, type II the share of positives missed',
  typeOne: 'type I',
  typeTwo: 'type II',
  calledPositive: 'called positive',
  reasons: {
    default: 'used unless told otherwise',
    bestF1: 'best F1',
    equalError: 'both errors alike',
    grid: '',
  },
  calibration: 'Calibration: where the model says so many percent, that many should be positive',
  meanPrediction: 'predicted',
  positiveFraction: 'positive',
  records: 'records',
  calibrationErrors: (brier: string, expected: string, largest: string) =>
    `Brier score ${brier}, expected calibration error ${expected}, largest ${largest} (0 is perfect).`,
  learningBaselines: 'learning baselines',
  method: 'method',
  network: 'this network',
  baselines: {
    majority: 'the commonest class',
    gc: 'G+C content',
    pwm: 'best motif match',
    position: 'base-by-position regression',
    kmer: 'k-mer regression',
  },
  beside: (part: string) => `Baselines on the ${part} data: what a network should beat`,
  sampledBaselines: (taken: string, of: string) =>
    `The baselines learnt from ${taken} of the ${of} training sequences, rare classes whole.`,
  baselineBeats: (name: string, metric: string, size: string) =>
    `A baseline beats the network: ${name} has ${size} more ${metric}, which is not chance (95%). As it stands, the simple method is the better one.`,
  baselineAhead: (name: string, metric: string, size: string) =>
    `A baseline is ahead of the network: ${name} has ${size} more ${metric}. It may be chance, but nothing speaks for the network here.`,
  networkAhead: (name: string, metric: string, size: string) =>
    `The network has ${size} more ${metric} than ${name}, the best baseline; that may be chance (95%).`,
  networkBeats: (name: string, metric: string, size: string) =>
    `The network beats every baseline: ${size} more ${metric} than ${name}, which is not chance (95%).`,
  readingFilters: 'reading the filters',
  filters: {
    summary: 'the filters of the first layer as motifs, with the known motif that each is most like',
    output: 'file to write the motifs to, in MEME format; - is standard output, instead of the table',
    match: 'file of known motifs to compare with, in any format that motif scan reads',
    filter: 'filter',
    sites: 'sites',
    consensus: 'consensus',
    information: 'bits',
    bestMatch: 'best match',
    correlation: 'correlation',
    tooFew: 'too few sites',
    none: 'No filter has ten sites: there is no motif to write.',
    sampled: (taken: string, of: string) => `Seen on ${taken} of ${of} sequences.`,
    written: (motifs: number, filters: number, path: string) =>
      `${motifs} of ${filters} ${filters === 1 ? 'filter' : 'filters'} written to ${path}`,
  },
}
