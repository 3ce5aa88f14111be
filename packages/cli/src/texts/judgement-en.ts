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
}
