import { countText, percentText, scoreText } from '../number-text.js'
import type { ReportSplit } from '../report-data.js'

const SPLIT_METHODS: Readonly<Record<ReportSplit['method'], string>> = {
  random: '',
  stratified: ', the same share of each class',
  similarity: ', similar sequences kept on one side',
  chromosome: '',
}

/** What the report says in English. `report-ko.ts` has the same keys. */
export const reportEn = {
  lang: 'en',
  title: (name: string) => `${name} – Helicon report`,
  figureTable: 'Numbers behind this figure',
  scrollable: (name: string) => `${name} (scrolls sideways)`,
  parts: { train: 'training', validation: 'validation', test: 'test' },
  metrics: {
    loss: 'loss',
    rocAuc: 'ROC-AUC',
    averagePrecision: 'average precision',
    accuracy: 'accuracy',
    precision: 'precision',
    recall: 'recall',
    f1: 'F1',
    macroF1: 'macro F1',
    matthews: 'MCC',
    logLoss: 'log loss',
    brier: 'Brier score',
    pearson: 'Pearson correlation',
    spearman: 'Spearman correlation',
    r2: 'R²',
    meanSquaredError: 'mean squared error',
    meanAbsoluteError: 'mean absolute error',
  },
  run: {
    heading: 'This run',
    started: 'started',
    model: 'model',
    modelText: (name: string, parameters: number) => `${name}, ${countText(parameters)} parameters`,
    loss: 'loss',
    optimizer: 'optimizer',
    batchSize: 'batch size',
    epochs: 'epochs',
    epochsText: (done: number, asked: number) => (done === asked ? String(done) : `${done} of ${asked}`),
    stopped: { 'early-stopping': 'stopped early: no improvement any more', aborted: 'stopped by hand' },
    best: 'best epoch',
    bestText: (epoch: number, monitor: string, value: number) => `${epoch} (${monitor} ${scoreText(value)})`,
    restored: 'the saved model has its weights',
    notRestored: 'best.safetensors has its weights; model.safetensors and the scores are of the last epoch',
    seed: 'seed',
    engine: 'engine',
    versions: 'versions',
    weights: 'SHA-256 of the weights',
  },
  results: {
    heading: 'Results',
    metric: 'metric',
    interval: (level: number) =>
      `Below a value: its ${percentText(level).replace('.0', '')} bootstrap interval, the range in which it would lie if other records of the same kind had been drawn.`,
    perTask: 'By task',
    task: 'task',
    note: 'Every record counts the same; sample weights are left out.',
  },
  remarks: {
    warning: 'Caution',
    incomplete:
      'Training has not come to its end: it was stopped or is still going on. There are no scores yet, and the curves end where it stopped. Go on with helicon train and --resume.',
    fresh: 'The scores that count are those of the test data: nothing in this training was chosen by them.',
    validationOnly:
      'There are no test data. The scores that count most are those of the validation data; where an epoch or a setting was chosen by them, they are a little too good.',
    trainOnly:
      'There are only training data. Their scores say how well the network has learnt by heart, not how well it will do on new data.',
    equalParts: (part: string, other: string) =>
      `The ${part} and the ${other} data are the same (equal SHA-256): a score on them says nothing about new data.`,
    ranking: (part: string, auc: number, pairs: number) =>
      `On the ${part} data the ROC-AUC is ${scoreText(auc)}: of 100 pairs of a positive and a negative, the network gives the positive the higher score in about ${pairs}; a guess in 50.`,
    precision: (ap: number, base: number) =>
      `${percentText(base)} of these records are positive. The average precision is ${scoreText(ap)}; a guess has ${scoreText(base)}.`,
    correlation: (part: string, pearson: number, explained: number | null | undefined) =>
      `On the ${part} data predicted and true values have a Pearson correlation of ${scoreText(pearson)}${typeof explained === 'number' ? `; the predictions explain ${explained < 0 ? 'none' : percentText(explained)} of the variance (R² ${scoreText(explained)})` : ''}.`,
    accuracy: (part: string, accuracy: number) =>
      `On the ${part} data ${percentText(accuracy)} of the records get the right class.`,
    overfitting: (train: string, other: string, part: string, metric: string) =>
      `Over-fitting: ${metric} is ${train} on the training data but ${other} on the ${part} data. More data, fewer epochs, early stopping or a smaller network would help.`,
    fewPositives: (part: string, count: number) =>
      `The ${part} data have only ${count === 1 ? '1 positive' : `${count} positives`}: scores on them vary a lot by chance. Look at the intervals before you compare two networks.`,
    oneClass: (part: string) => `A class does not occur in the ${part} data: ROC-AUC is undefined on them.`,
    notFinite:
      'The loss became infinite or no number during training. A smaller learning rate may help; do not use this model.',
    belowGuess: (part: string) =>
      `The ranking on the ${part} data is no better than a guess. Look at the labels, the training curve and the learning rate.`,
    baselineBeats: (name: string, metric: string, theirs: string, ours: string) =>
      `A simple method is better: ${name} has ${metric} ${theirs}, this network ${ours}, and that is not chance (95%). As it stands, use the simple method.`,
    baselineWins: (name: string, metric: string, theirs: string, ours: string) =>
      `A simple method does as well: ${name} has ${metric} ${theirs}, this network ${ours}. As it stands, the network brings nothing over it.`,
    baselineAhead: (name: string, metric: string, theirs: string, ours: string) =>
      `A simple method is ahead: ${name} has ${metric} ${theirs}, this network ${ours}. As it stands, nothing speaks for the network.`,
    stillImproving:
      'The validation loss was lowest in the last epoch: training had not come to rest. Train for more epochs, with smaller batches or a higher learning rate, before the network is judged.',
    nothingPositive: (part: string, threshold: number) =>
      `At the threshold ${threshold} the network calls no record of the ${part} data positive, so that precision, recall and F1 are 0. Choose a threshold from the table, or set class weights.`,
    networkAheadByChance: (name: string, metric: string, theirs: string, ours: string) =>
      `The best simple method, ${name}, has ${metric} ${theirs}, this network ${ours}: the difference may be chance (95%).`,
    networkAhead: (name: string, metric: string, theirs: string, ours: string) =>
      `The best simple method, ${name}, has ${metric} ${theirs}, this network ${ours}.`,
    networkBeats: (name: string, metric: string, theirs: string, ours: string) =>
      `The network is better than every simple method: the best of them, ${name}, has ${metric} ${theirs}, this network ${ours}, and that is not chance (95%).`,
    calibration: (error: number) =>
      `Predicted probabilities are off by ${scoreText(error)} on average (expected calibration error): use the scores to rank, and calibrate them before you read them as probabilities.`,
  },
  curves: {
    heading: 'Training',
    text: 'The training loss is measured while the weights change and with dropout, so it may lie above that of validation. Where training goes on improving and validation does not, the network learns single records by heart.',
  },
  ranking: {
    heading: 'Ranking: ROC, precision and recall',
    text: 'Where positives are rare, read precision and recall rather than ROC: thousands of negatives hide many false alarms in a small rate.',
    column: (name: string) => `Task ${name}`,
    class: (name: string) => `Class ${name} against the rest`,
    more: (shown: number) => `Curves of the first ${shown} columns are shown.`,
  },
  calibration: {
    heading: 'Scores and their reliability',
    text: 'Of the records with a predicted probability near 0.8, about 80% should be positive. Few records in a bin make its point uncertain.',
  },
  confusion: {
    heading: 'Right and wrong classes',
    text: (threshold: number) =>
      `Records with a score of ${threshold} or more are called positive. Each row adds up to 100%.`,
    largest: 'The class with the largest score is called. Each row adds up to 100%.',
  },
  thresholds: {
    heading: 'Errors of both types by threshold',
    text: 'A type I error is a false alarm: a negative called positive. A type II error is a positive that is missed. A higher threshold trades the first for the second; which costs more, only you know. A threshold chosen by this table must be judged on other data.',
    threshold: 'threshold',
    why: 'why',
    typeOne: 'type I (false positives)',
    typeTwo: 'type II (false negatives)',
    called: 'called positive',
    reasons: { default: 'default', bestF1: 'best F1', equalError: 'equal errors', grid: '' },
  },
  baselines: {
    heading: 'Beside simple methods',
    text: 'The same records, judged by methods with nothing to learn or little. A network is worth its effort where it is clearly better than all of them.',
    name: 'method',
    network: 'this network',
    names: {
      majority: 'the commonest class',
      gc: 'G+C content',
      pwm: 'best motif match',
      position: 'base-by-position regression',
      kmer: 'k-mer regression',
    },
  },
  filters: {
    heading: 'What the first layer looks for',
    text: 'Each filter as a motif: the subsequences at which it responds more than half-way from its mean to its maximum, aligned.',
    matched: 'A match is the known motif that correlates best; a low correlation is no match.',
    filter: 'filter',
    sites: 'sites',
    consensus: 'consensus',
    match: 'best match',
    correlation: 'correlation',
    logo: 'logo',
    tooFew: 'too few sites for a logo',
    more: (shown: number, all: number) =>
      `Logos of ${shown} of ${all} filters, those with the most sites; the others are in the table.`,
  },
  data: {
    heading: 'Data',
    part: 'part',
    path: 'path',
    records: 'records',
    classes: 'records by class',
    length: 'length',
    lengths: (shortest: number, longest: number) =>
      shortest === longest ? `${countText(shortest)} bp` : `${countText(shortest)} to ${countText(longest)} bp`,
    unknown: 'letters other than ACGT',
    unknownText: (letters: number, bases: number, records: number) =>
      letters === 0
        ? 'none'
        : `${countText(letters)} (${percentText(letters / bases)}) in ${countText(records)} records`,
    taken: ({ method, fraction = 0, chromosomes }: ReportSplit, part: string): string =>
      chromosomes !== undefined
        ? `The records of ${chromosomes.join(', ')} are the ${part} data.`
        : `${percentText(fraction)} of the records were drawn at random as ${part} data${SPLIT_METHODS[method]}.`,
    split: (fraction: number) =>
      `The last ${percentText(fraction)} of the training records, before shuffling, are the validation data.`,
    partRecords: (part: string, count: number) => `${part} ${countText(count)}`,
    sizes: (parts: string) => `Records: ${parts}.`,
    given: 'The parts were given as they are.',
    class: (name: string, count: number, share: number) => `${name}: ${countText(count)} (${percentText(share)})`,
  },
  model: {
    heading: 'The network',
    layer: 'layer',
    type: 'type',
    shape: 'output shape',
    parameters: 'parameters',
    total: (total: number, trainable: number | undefined) =>
      `${countText(total)} parameters${trainable === undefined || trainable === total ? '' : `, ${countText(trainable)} of them trained`}.`,
  },
  repeat: {
    heading: 'How to repeat it',
    text: 'The same command with the same data, version and seed gives the same weights to the bit, on any number of threads; compare the SHA-256 above.',
    command: 'Command',
    config: 'Configuration',
    rebuild: 'helicon report and the run folder write this page again.',
  },
}

/** The texts of a report in one language. */
export type ReportTexts = typeof reportEn
