/** What `helicon search` says in English. */
export const searchEn = {
  options: {
    summary: 'try values of keys of a configuration, by a grid or at random, and keep the best',
    config: 'configuration in YAML, with what to search over in its section search',
    output: 'folder to write (default: runs/search-NAME-DATE)',
    space: 'file with the section search, instead of the configuration',
    trials: 'random draws (default: search.trials, or 20)',
    folds: 'judge by cross-validation in K folds of the training data (default: search.folds)',
    validation: 'judge on the validation data, whatever search.folds says',
    keep: 'keep the models of all trials',
    resume: 'go on with the search in the folder of -o; finished trials stay',
  },
  neverTest:
    'Trials are not judged on the test data: whatever is chosen by them looks better on them than on new data, and nothing is left to tell how much. Judge on the validation data, or by --folds, and use the test data once, at the end',
  oneJudge: '--folds and --validation exclude each other: give one of them',
  start: (trials: number, method: string, judged: string) =>
    `Search: ${trials} ${trials === 1 ? 'trial' : 'trials'} (${method}), judged by ${judged}`,
  byValidation: (metric: string) => `${metric} on the validation data`,
  byFolds: (metric: string, folds: number, method: string, seed: number) =>
    `the mean ${metric} over ${folds} folds of the training data, ${method}, seed ${seed}`,
  fewer: (trials: number, asked: number) => `There are only ${trials} different combinations, not ${asked}.`,
  kept: (trials: number) => `${trials} ${trials === 1 ? 'trial was' : 'trials were'} finished before.`,
  progress: (trial: number, trials: number) => `trial ${trial}/${trials}`,
  leftInAll: (time: string) => `${time} left in all`,
  bestSoFar: 'best so far',
  failed: (name: string, values: string, problem: string) => `${name} failed with ${values}: ${problem}`,
  someFailed: (failed: number, trials: number) => `${failed} of ${trials} trials have no score; search.tsv says why.`,
  trial: 'trial',
  time: 'training time',
  optimistic: 'The score of the best trial was chosen for being the best: on new data expect one a little worse.',
  testLeftAlone: 'The test data were not looked at. Train with the best configuration to use them once.',
  stopped: (finished: number, trials: number) =>
    `Stopped with ${finished} of ${trials} trials finished; these and what the next one has trained are saved.`,
  done: (folder: string, time: string, best: string) =>
    `Done in ${time}. All trials are in ${folder}; train with the best: helicon train ${best}`,
}
