import { dataEn } from './data-en.js'
import { foldsEn } from './folds-en.js'
import { guideEn } from './guide-en.js'
import { judgementEn } from './judgement-en.js'
import { motifEn } from './motif-en.js'
import { motifLogoEn } from './motif-logo-en.js'
import { motifScanEn } from './motif-scan-en.js'
import { reportEn } from './report-en.js'
import { searchEn } from './search-en.js'
import { simulationEn } from './simulate-en.js'
import { sourceEn } from './source-en.js'

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** Everything the command line says in English, by key. `ko.ts` has the same keys; the compiler checks that. */
export const en = {
  help: {
    program: 'Train, inspect and apply convolutional networks on DNA sequences',
    usage: 'Usage:',
    options: 'Options:',
    globalOptions: 'Global options:',
    commands: 'Commands:',
    arguments: 'Arguments:',
    optionsPlaceholder: '[options]',
    commandPlaceholder: '[command]',
    helpOption: 'show this help',
    versionOption: 'show the version',
    helpCommand: 'show the help of a command',
    json: 'results as JSON on standard output',
    quiet: 'no progress and no summaries; errors only',
    lang: 'language: ko or en (default: from LC_ALL, LC_MESSAGES, LANG)',
    threads: 'threads to compute with; the result does not depend on it (default: all cores)',
    seed: 'seed of everything random',
    engine: 'wasm, or the slow reference in float64 (default: wasm)',
    exitCodes:
      'Exit codes: 0 done, 1 failed, 2 usage, 65 bad data, 66 input missing, 74 read or write error,\n75 locked, try again, 130/143 stopped by a signal after saving.',
  },
  commands: {
    train: {
      summary: 'train a network as a configuration file says',
      config: 'configuration in YAML',
      output: 'run folder to write (default: runs/NAME-DATE)',
      set: 'replaces a value of the configuration, for example training.epochs=5 (repeatable)',
      dataDir: 'folder at which relative data paths start (default: that of the configuration)',
      resume: 'go on with the run in the folder of -o, to the bit',
      noBaselines: 'do not judge simple methods beside the network at the end',
    },
    evaluate: {
      summary: 'measure a trained model on labelled data',
      run: 'run folder, or model.safetensors',
      data: 'records with labels: FASTA, table, npz, DiskDataset, BED with a genome; - is standard input',
      output: 'file for the result; - is standard output (default: -)',
      bootstrap: 'resamples for the 95% intervals; 0 for none (default: 1000)',
      weighted: 'count records with their weights (default: every record counts the same)',
    },
    predict: {
      summary: 'one line a sequence: id, the value of each output, class',
      data: 'records: FASTA, table, npz, DiskDataset, BED with a genome; labels are not read; - is standard input',
      output: 'file to write; - is standard output (default: -)',
      threshold: 'value from which a record is counted as class 1 (default: 0.5)',
      features: 'table of features for a model with a second input: an id and its numbers on each line',
    },
    summary: {
      summary: 'layers, shapes and parameters of a model',
      model: 'run folder, model.safetensors, configuration file or preset name',
    },
    demo: {
      summary: 'a tutorial from data to evaluation on simulated data',
      name: 'which one: guide, jund (default: every one)',
      output: 'run folder to write (default: runs/demo-NAME-DATE)',
    },
    simulate: {
      summary: 'write labelled sequences made from a seed',
      output: 'folder to write the DiskDataset into',
      records: 'number of sequences, 2 to 4294967295 (default: 20000)',
      shards: 'number of shards (default: 4)',
      positives: 'fraction of bound sequences (default: 0.0042)',
    },
  },
  usage: {
    error: 'error',
    warning: 'warning',
    noCommand: 'the command is missing',
    unknownCommand: (found: string) => `there is no command '${found}'`,
    unknownOption: (found: string) => `there is no option '${found}'`,
    didYouMean: (nearest: string) => `Did you mean '${nearest}'?`,
    missingArgument: (name: string) => `the argument <${name}> is missing`,
    optionArgument: (option: string) => `the option '${option}' needs a value`,
    missingOption: (option: string) => `the option '${option}' is required here`,
    tooManyArguments: 'there are more arguments than the command takes',
    optionValue: (option: string, found: string, expected: string) => `${option} is '${found}'; expected ${expected}`,
    seeHelp: (command: string) => `See: ${command} --help`,
    notYet: (name: string, existing: string) => `'${name}' does not exist in this version. There is: ${existing}`,
    wholeNumber: (least: number, most?: number) =>
      most === undefined ? `a whole number, ${least} or more` : `a whole number from ${least} to ${most}`,
    numberBetween: (low: number, high: number) => `a number between ${low} and ${high}`,
    oneOf: (names: string) => `one of ${names}`,
    standardOutput: 'standard output',
    standardInput: 'standard input',
    notToStandardOutput: (command: string) =>
      `${command} writes a folder, which cannot go to standard output. Name one with -o`,
    internal: 'Helicon failed in a way that it should not. Please report this:',
  },
  metrics: {
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
    pearson: 'Pearson',
    spearman: 'Spearman',
    r2: 'R2',
    meanSquaredError: 'mean squared error',
    meanAbsoluteError: 'mean absolute error',
  },
  judgement: judgementEn,
  report: reportEn,
  motifLogo: motifLogoEn,
  units: {
    sequencesPerSecond: 'seq/s',
    left: 'left',
    none: 'undefined',
  },
  data: {
    reading: (name: string) => `Reading ${name}`,
    part: (part: string, records: string, name: string) => `${part}: ${records} sequences from ${name}`,
    positives: (count: string, percent: string) => `${count} positive (${percent}%)`,
    featuresNotTaken:
      'The model has no second input: data.features is not used. Use jund-accessibility, or leave it out.',
    features: (rows: string, columns: number, name: string, unused: string) =>
      `features: ${rows} rows of ${columns} from ${name}${unused === '0' ? '' : `; ${unused} of them belong to no record`}`,
  },
  train: {
    parts: { train: 'training', validation: 'validation', test: 'test' },
    start: (model: string, parameters: string, epochs: string, batchSize: string, engine: string) =>
      `Model ${model}, ${parameters} parameters; ${epochs} ${epochs === '1' ? 'epoch' : 'epochs'} in batches of ${batchSize}; ${engine}`,
    threads: (count: number) => `${count} ${count === 1 ? 'thread' : 'threads'}`,
    resumed: (epoch: number, batch: number) =>
      batch === 0
        ? `Going on after epoch ${epoch}`
        : `Going on after epoch ${epoch} and ${counted(batch, 'batch', 'batches')}`,
    alreadyFinished: (folder: string, epochs: number) =>
      `${folder} is finished: ${epochs} ${epochs === 1 ? 'epoch is' : 'epochs are'} done, and the configuration asks for no more. To go on, raise training.epochs`,
    epoch: (epoch: number, epochs: number) => `epoch ${epoch}/${epochs}`,
    evaluating: 'evaluating',
    validating: 'validating',
    stopping: 'Stopping after this batch, then saving. Press Ctrl-C again to end at once without saving.',
    stopped: (epoch: number, batch: number) =>
      `Stopped after epoch ${epoch}${batch === 0 ? '' : ` and ${counted(batch, 'batch', 'batches')}`}; everything up to here is saved.`,
    stoppedEvaluating: (epoch: number) =>
      `Stopped after epoch ${epoch}, the last: the trained weights are saved, the evaluation is still to be done.`,
    resumeHint: 'Go on with:',
    earlyStopped: (epoch: number) => `Stopped early after epoch ${epoch}: no improvement any more.`,
    best: (monitor: string, value: string, epoch: number) => `Best ${monitor}: ${value} in epoch ${epoch}`,
    notBest: (epoch: number, file: string) =>
      `The model and all scores are those of the last epoch. That of epoch ${epoch} is ${file}, which evaluate and predict take too; earlyStopping with restoreBest keeps the best.`,
    stillImproving:
      'The validation loss was lowest in the last epoch: training had not come to rest. More epochs, smaller batches or a higher learning rate would take it further; judge the network after that.',
    diverged: (loss: string) =>
      `Training has diverged: its loss (${loss}) ends far above that of a guess or of the first epoch. A smaller learning rate would help.`,
    restored: 'model.safetensors holds the weights of the best epoch.',
    tableHeading: (metric: string) => ({
      epoch: 'epoch',
      loss: 'loss',
      valLoss: 'validation loss',
      train: `training ${metric}`,
      validation: `validation ${metric}`,
    }),
    finished: (folder: string, time: string, speed: string | undefined) =>
      `Done in ${time}${speed === undefined ? '' : ` (${speed} training sequences a second)`}. The run folder is ${folder}`,
    weightsHash: (hash: string) => `SHA-256 of the weights: ${hash}`,
    baseRate: (part: string, percent: string, ap: string, auc: string) =>
      `Base rate of the ${part} data: ${percent}% positive. Average precision ${ap} (a guess gives the base rate), ROC-AUC ${auc} (a guess gives 0.5).`,
    correlation: (part: string, pearson: string) => `Pearson correlation on the ${part} data: ${pearson}`,
    overfitting: (train: string, validation: string) =>
      `Over-fitting: ROC-AUC is ${train} on the training data but ${validation} on the validation data. More data, fewer epochs, early stopping or a smaller network would help.`,
    fewPositives: (part: string, count: number) =>
      `The ${part} data have only ${counted(count, 'positive', 'positives')}; ROC-AUC on them varies by about ±${(2 * (0.25 / Math.sqrt(Math.max(1, count)))).toFixed(2)} by chance.`,
    oneClass: (part: string) => `A class does not occur in the ${part} data: ROC-AUC is undefined on them.`,
    equalParts: (part: string, other: string) =>
      `The ${part} and the ${other} data are the same (equal SHA-256): a score on them says nothing about new data.`,
    weightsTwice:
      'The weights of the training records balance the classes already, and classWeights multiplies them: rare classes count twice over. Leave training.classWeights out, or use data without weights.',
    testIsLast: 'The test data were used once, at the end.',
  },
  evaluate: {
    heading: (model: string, data: string, records: string) => `${model} on ${data}: ${records} sequences`,
    metric: 'metric',
    value: 'value',
    interval: '95% interval',
    confusion: (threshold: number | undefined) =>
      threshold === undefined ? 'Confusion matrix' : `Confusion matrix at threshold ${threshold}`,
    actual: 'actual',
    predicted: 'predicted',
    baseRate: (percent: string, guess: string, ap: string, auc: string) =>
      `${percent}% of the records are positive. A guess would have an average precision of ${guess} and a ROC-AUC of 0.5; here they are ${ap} and ${auc}.`,
    unweighted: 'Every record counts the same; sample weights are left out.',
    unfinished: (model: string) =>
      `${model}: the training has not come to its end; this is the model as it was when it stopped. To end it: train --resume`,
  },
  motif: motifEn,
  motifScan: motifScanEn,
  predict: {
    done: (records: string, path: string) => `${records} predictions written to ${path}`,
  },
  simulate: {
    done: (records: string, positives: string, shards: number, folder: string) =>
      `${records} sequences (${positives} bound) in ${counted(shards, 'shard', 'shards')}: ${folder}`,
  },
  simulation: simulationEn,
  source: sourceEn,
  dataCommands: dataEn,
  guide: guideEn,
  folds: foldsEn,
  search: searchEn,
  demo: {
    intro:
      'JUND binding on simulated data: windows of 101 bp with a human-like background, an AP-1 site planted in a few of\nthem, and a network that learns to tell them apart.',
    simulated: (folder: string) => `The data are in ${folder}`,
    table: 'ROC-AUC by round',
    round: 'round',
    shows:
      'How to read it: where the training score is ahead of the validation score, the network has learnt single windows by\nheart (over-fitting); where both rise, it has found what all bound windows share. Believe the validation column.\nThese data were made with one matrix, so one matrix is the best model for them, and no network can do better. Real binding\nsites depend on more.',
    files: (folder: string) =>
      `Configuration, history, model, metrics and the report (report.html, for a browser) are in ${folder}`,
    next: 'Try next:',
  },
}
