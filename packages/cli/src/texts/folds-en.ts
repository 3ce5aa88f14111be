/** What `helicon train --folds` says in English. */
export const foldsEn = {
  options: {
    folds: 'cross-validation: train K times, each time without one K-th of the training data, and test on that',
    method: (names: string) =>
      `how records are dealt out to folds: ${names} (default: stratified; random where labels are numbers)`,
    seed: (usual: number) => `seed of the folds, whatever the seed of the training (default: ${usual})`,
  },
  needsFolds: (option: string) => `${option} says how folds are made; say how many with --folds`,
  methods: {
    stratified: 'stratified by class',
    random: 'at random',
    similarity: 'similar records in one fold',
    chromosome: 'by chromosome',
  },
  start: (folds: number, method: string, seed: number, records: string) =>
    `Cross-validation: ${records} training records in ${folds} folds, ${method}, seed ${seed}. Each run is tested on the fold that it is not trained on.`,
  testNotRead: 'The test data of the configuration are left alone.',
  testLeftAlone:
    'The test data were not looked at. To use them once, at the end, train with this configuration without --folds.',
  progress: (fold: number, folds: number) => `fold ${fold}/${folds}`,
  foldDone: (name: string, metric: string, value: string, records: string, time: string) =>
    `${name}  ${metric} ${value} on ${records} records  (trained ${time})`,
  stopped: (finished: number, folds: number) =>
    `Stopped with ${finished} of ${folds} folds finished; these and what the next one has trained are saved.`,
  done: (folder: string, time: string) => `Done in ${time}. The results are in ${folder}`,
  fold: 'fold',
  records: 'records',
  epochs: 'epochs',
  mean: 'mean',
  sd: 'standard deviation',
  pooled: 'all records together',
  beside: 'Baselines on the same folds, mean ± standard deviation: what a network should beat',
  wins: (wins: number, losses: number, folds: number) =>
    `of ${folds} folds the network is better in ${wins} and worse in ${losses}`,
  networkAhead: (name: string, metric: string, size: string, folds: string) =>
    `The network is better than every baseline: than ${name}, the best of them, by ${size} in mean ${metric}; ${folds}.`,
  baselineAhead: (name: string, metric: string, size: string, folds: string) =>
    `The network does not beat every baseline: ${name} is ahead by ${size} in mean ${metric}; ${folds}. By this measure nothing speaks for the network.`,
}
