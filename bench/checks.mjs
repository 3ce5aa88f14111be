import { largestDifference } from './statistics.mjs'

/** How far a peer's outputs may be from Helicon's: of the value or of all outputs' root mean square. */
export const OUTPUT_TOLERANCE = 1e-4
/** How far the losses of three steps may be from Helicon's: of the value. */
export const LOSS_TOLERANCE = 1e-4

/** Why the results of a candidate are not Helicon's: `outputs` and `losses`, undefined where they are equal. */
export function disagreement(candidate, expected) {
  if (candidate.failed !== undefined) return { outputs: candidate.failed, losses: candidate.failed }
  const outputs = largestDifference(candidate.outputs, expected.outputs)
  return {
    ...(outputs <= OUTPUT_TOLERANCE ? {} : { outputs: `outputs differ by ${outputs.toExponential(1)}` }),
    ...(candidate.losses === undefined ? { losses: 'cannot train' } : lossProblem(candidate.losses, expected.losses)),
  }
}

function lossProblem(losses, expected) {
  const differences = expected.map((value, step) => Math.abs((losses[step] ?? Number.NaN) / value - 1))
  const wrong = differences.findIndex((difference) => !(difference <= LOSS_TOLERANCE))
  return wrong < 0 ? {} : { losses: `the loss of step ${wrong + 1} differs by ${differences[wrong].toExponential(1)}` }
}

/**
 * The fastest settings of a program whose results are Helicon's: `training`, `predicting`, each undefined where there is
 * none, and then `problems` says why. Training counts only where the outputs are equal too.
 */
export function chooseSettings(candidates, expected) {
  const judged = candidates.map((candidate) => ({ ...candidate, ...wrong(disagreement(candidate, expected)) }))
  const fastest = (what, problem) => {
    const right = judged.filter((candidate) => candidate[problem] === undefined)
    return right.reduce((best, next) => ((next[what] ?? 0) > (best?.[what] ?? -1) ? next : best), undefined)?.setting
  }
  const training = fastest('training', 'trainingProblem')
  const predicting = fastest('predicting', 'predictingProblem')
  const problems = [
    ...(predicting === undefined ? judged.map((candidate) => candidate.predictingProblem) : []),
    ...(training === undefined ? judged.map((candidate) => candidate.trainingProblem) : []),
  ]
  return { training, predicting, problems: [...new Set(problems)] }
}

function wrong({ outputs, losses }) {
  return { predictingProblem: outputs, trainingProblem: outputs ?? losses }
}
