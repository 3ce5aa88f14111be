/** What the figures say in English. `figures-ko.ts` has the same keys. */
export const figuresEn = {
  parts: { train: 'training', validation: 'validation', test: 'test' },
  epoch: 'epoch',
  none: 'undefined',
  best: (epoch: number) => `best: ${epoch}`,
  training: {
    title: (column: string) => `${column} by epoch`,
    description: (column: string, lines: string) => `${column} after each epoch. ${lines}`,
    line: (name: string, first: string, last: string) => `${name}: from ${first} to ${last}.`,
    empty: (column: string) => `No value of ${column} was computed.`,
    notFinite: (count: number) =>
      count === 1 ? '1 value is not finite and cannot be drawn' : `${count} values are not finite and cannot be drawn`,
  },
  roc: {
    title: 'ROC curve',
    x: 'false positive rate (type I errors)',
    y: 'true positive rate (recall)',
    description: (areas: string) =>
      `True positive rate against false positive rate over all thresholds. Area under the curve: ${areas}. A guess lies on the diagonal, with 0.5.`,
    empty: 'A class does not occur in these data: the ROC curve is undefined.',
    guess: 'guess',
  },
  precisionRecall: {
    title: 'Precision and recall',
    x: 'recall',
    y: 'precision',
    description: (areas: string, base: string) =>
      `Precision against recall over all thresholds. Average precision: ${areas}. A guess has the precision of the base rate, ${base}.`,
    empty: 'There is no positive in these data: precision and recall say nothing.',
    base: (percent: string) => `base rate ${percent}`,
  },
  reliability: {
    title: 'Reliability of the probabilities',
    x: 'mean predicted probability',
    y: 'share of positives',
    count: 'records',
    perfect: 'perfect',
    description: (bins: number) =>
      `Share of positives against the mean predicted probability in ${bins} bins, with the number of records in each. Points on the diagonal are calibrated, points below it promise too much.`,
    empty: 'The scores are not probabilities: there is no reliability to show.',
  },
  scores: {
    title: 'Scores by class',
    x: 'score',
    y: 'share of the class',
    negative: (count: string) => `negative (${count})`,
    positive: (count: string) => `positive (${count})`,
    range: 'score from – to',
    description: 'How the scores of negatives and of positives are spread; each class adds up to 1.',
    empty: 'There is no record.',
  },
  errors: {
    title: 'Errors by threshold',
    x: 'threshold',
    y: 'share of the class',
    typeOne: 'type I: false positives',
    typeTwo: 'type II: false negatives',
    description:
      'Share of the negatives called positive (type I errors) and of the positives missed (type II errors) by threshold.',
    empty: 'A class does not occur in these data: there is only one kind of error.',
  },
  confusion: {
    title: 'Confusion matrix',
    actual: 'actual class',
    predicted: 'predicted class',
    description: (share: string, records: string) =>
      `${share} of ${records} records lie on the diagonal and so are right.`,
    tooMany: (classes: number) => `There are ${classes} classes, too many for a figure: metrics.json has the matrix.`,
    empty: 'There is no record.',
    row: (name: string) => `actual ${name}`,
    column: (name: string) => `predicted ${name}`,
  },
  scatter: {
    title: 'Predicted against true values',
    x: 'true value',
    y: 'predicted value',
    equal: 'equal',
    description: (shown: string, records: string) =>
      `Predicted against true values, ${shown} of ${records} records. Perfect predictions lie on the diagonal.`,
    empty: 'There is no record.',
  },
  comparison: {
    title: (metric: string) => `${metric} beside simple methods`,
    name: 'method',
    network: 'this network',
    description: (metric: string, values: string) =>
      `${metric} of this network and of simpler methods on the same records: ${values}.`,
    empty: 'There is nothing to compare with.',
    interval: '95% interval',
  },
  logo: {
    title: (index: number, consensus: string) => `Filter ${index}: ${consensus}`,
    description: (sites: string, consensus: string) => `Sequence logo of ${sites} sites. Consensus: ${consensus}.`,
    bits: 'bits',
  },
}

/** The texts of the figures in one language. */
export type FigureTexts = typeof figuresEn
