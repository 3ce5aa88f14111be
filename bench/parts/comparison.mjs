import { buildGraph } from '@helicon/core'
import { chooseSettings } from '../checks.mjs'
import { flopsOf } from '../flops.mjs'
import { median } from '../statistics.mjs'
import { threadText } from '../tables/markdown.mjs'
import { limitStep } from './limit.mjs'

/** Operations a second to expect of a program, for the time left alone. */
const USUAL_RATE = 2e10

/**
 * One network in several programs: steps that check every program's outputs and losses against Helicon's on one thread,
 * then rounds in which the programs take turns. `prepare(folder)` writes the exchange into `folder`.
 */
export function comparison({ title, network, contenders, prepare, folder, rounds, seconds, threadCounts }) {
  const flops = flopsOf(buildGraph(network.spec))
  // Of a large network the fewest batches may take longer than the seconds that were asked for.
  const patience = Math.max(2.5 * seconds, (flops.training * network.batch * 4) / USUAL_RATE)
  const entries = contenders.map((contender) => ({ ...contender, runs: [], problems: [] }))
  const present = entries.filter((entry) => entry.run !== undefined)
  const limits = []
  let expected
  const label = (entry) => `${title}, ${entry.name}, ${threadText(entry.threads)}`

  const checkStep = (entry) => ({
    label: `${label(entry)}, check`,
    expected: entry.name === 'PyTorch' ? 50 : 12,
    run: () => {
      expected = check(entry, folder, seconds, expected)
      return entry.problems.length > 0 ? entry.problems.join('; ') : 'equal'
    },
  })
  const roundStep = (entry, round) => ({
    label: `${label(entry)}, round ${round}/${rounds}`,
    expected: patience + 4,
    run: () => measure(entry, folder, seconds),
  })
  return {
    steps: [
      { label: `${title}, data`, expected: 2, run: () => prepare(folder) },
      ...present.map(checkStep),
      ...Array.from({ length: rounds }, (_, index) => [
        limitStep(title, threadCounts, limits),
        ...present.map((entry) => roundStep(entry, index + 1)),
      ]).flat(),
    ],
    finish: () => ({
      title,
      batch: network.batch,
      flops,
      limits: medianLimits(limits, threadCounts),
      results: entries.map(summary),
    }),
  }
}

const complaint = (error) => error.message.replace(/\s+/g, ' ').slice(0, 200)

/** Sets the entry's settings, or its problems. Helicon on its first number of threads is what all must equal. */
function check(entry, exchange, seconds, expected) {
  const helicon = entry.name === 'Helicon'
  let answer
  try {
    answer = entry.run({ task: 'check', exchange, seconds: Math.min(seconds, 1) })
  } catch (error) {
    // Without Helicon there is nothing to compare with; a peer that fails is reported as such.
    if (helicon) throw error
    entry.problems.push(complaint(error))
    return expected
  }
  entry.program = answer.program
  const [first] = answer.candidates
  const reference = expected ?? first
  if (helicon && JSON.stringify(first) !== JSON.stringify(reference)) {
    throw new Error(`Helicon on ${entry.threads} threads does not give the bits of one thread`)
  }
  Object.assign(entry, chooseSettings(answer.candidates, reference))
  return reference
}

function measure(entry, exchange, seconds) {
  const { training, predicting } = entry
  if (training === undefined && predicting === undefined) return 'not measured'
  const settings = { training: training ?? predicting, predicting: predicting ?? training }
  let run
  try {
    run = entry.run({ task: 'measure', exchange, seconds, ...settings })
  } catch (error) {
    if (entry.name === 'Helicon') throw error
    Object.assign(entry, { training: undefined, predicting: undefined, problems: [complaint(error)] })
    return complaint(error)
  }
  entry.runs.push({
    ...(training === undefined ? {} : { training: run.training }),
    ...(predicting === undefined ? {} : { predicting: run.predicting }),
    peakMemory: run.peakMemory,
  })
  const rate = (value) => (value === undefined ? '–' : Math.round(value).toLocaleString('en'))
  return `training ${rate(run.training)}, predicting ${rate(run.predicting)} sequences/s`
}

function summary({ name, threads, program, batch, absent, problems, training, predicting, runs }) {
  if (absent !== undefined) return { name, threads, absent }
  const middle = (what) => {
    const values = runs.map((run) => run[what]).filter((value) => typeof value === 'number')
    return values.length === 0 ? undefined : median(values)
  }
  return {
    ...{ name, threads, program, batch, settings: { training, predicting } },
    ...(problems.length === 0 ? {} : { problem: problems.join('; ') }),
    ...{ training: middle('training'), predicting: middle('predicting'), peakMemory: middle('peakMemory'), runs },
  }
}

function medianLimits(limits, threadCounts) {
  return threadCounts.map((threads, index) => ({
    threads,
    registers: median(limits.map((round) => round[index].registers)),
    loads: median(limits.map((round) => round[index].loads)),
  }))
}
