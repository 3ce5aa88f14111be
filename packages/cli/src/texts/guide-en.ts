/** What `helicon demo guide` says in English. `guide-ko.ts` has the same keys. */
export const guideEn = {
  intro:
    'The guide, step by step: from bases to a network that finds a motif, on simulated data, in a few seconds.\nThe steps are those of "A guide to the analysis of DNA sequences by deep learning (CNN)".',
  titles: {
    encoding: 'One-hot encoding',
    matrices: 'From aligned sites to PFM and PWM',
    scan: 'Scanning a sequence with the PWM',
    data: 'Simulated sequences with and without a motif',
    shapes: 'Arrays for the network, and their split',
    network: 'The network',
    training: 'Training',
    evaluation: 'Evaluation on the test part',
  },
  encoded: (sequence: string, shape: string) =>
    `${sequence} as an array of shape ${shape}: every base is a row with a 1 in the column of its letter.`,
  instances: (instances: string) => `Three aligned sites: ${instances}`,
  matrices: (pseudocount: string) =>
    `PFM: how often each base stands at each position. PWM, as the guide calls it: the counts plus ${pseudocount}, every\ncolumn brought to a sum of 1 (elsewhere these probabilities are a PPM, and PWM their log-odds).`,
  scan: { window: 'window', position: 'position', logProbability: 'log(probability)' },
  scanned:
    'The nearer to 0, the better the match: the second window is the motif. A filter of a network does the same.',
  positive: 'positive',
  negative: 'negative',
  simulated: (positives: string, negatives: string) =>
    `${positives} positives with a site drawn from this matrix (CCGGAA) after seven random bases, ${negatives} random negatives.`,
  parts: { all: 'all', train: 'training', validation: 'of these for validation', test: 'test' },
  split:
    'y has the columns [negative, positive]. A fifth, drawn at random, is kept for the test; of the rest, the last tenth\nis for validation, as with validation_split in Keras.',
  network:
    'Ten filters of width 5 are ten motifs to be found; the best match within every four positions goes on.\nTwo sigmoid outputs under categorical cross-entropy, as in the guide; most people use softmax (guide-softmax).',
  trained: 'The bars show the validation accuracy, which the guide plots.',
  testLoss: (loss: string) => `Test loss:     ${loss}`,
  testAccuracy: (accuracy: string) => `Test accuracy: ${accuracy}`,
  predicted: (count: number, classes: string) => `Predicted classes of the first ${count}: ${classes}`,
  errors:
    'Above the diagonal are false positives (type I errors), below it false negatives (type II errors). Some cannot be\navoided: sites are drawn from the matrix and may come out weak, and chance puts sites into random sequences. As the\ndata were made with one matrix, no network can beat the best matrix by much; on real data it can.',
  report: (file: string) => `Figures, filters as motifs and baselines: open ${file} in a browser`,
}
