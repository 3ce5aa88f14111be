import { wasBusy } from './machine.mjs'
import { number, table, threadText } from './tables/markdown.mjs'

/** What Helicon wants to reach, judged by the newest results of each part. Every goal's figures are from one run. */
const GOALS = [
  ...[1, 2].map((threads) => ({
    goal: `JUND, training, ${threadText(threads)}: to PyTorch`,
    part: 'jund',
    ...atLeast(5, '×', 8),
    measured: (report) => toPeer(report, 'JUND', 'training', threads),
  })),
  {
    goal: 'JUND, training: 2 threads to 1',
    part: 'jund',
    ...atLeast(1.8, '×'),
    measured: (report) => quotient(rateOf(report, 'JUND', 'Helicon', 'training', 2), own(report, 'training', 1)),
  },
  ...[1, 2].map((threads) => ({
    goal: `JUND, predicting, ${threadText(threads)}: to PyTorch`,
    part: 'jund',
    ...atLeast(1, '×'),
    measured: (report) => toPeer(report, 'JUND', 'predicting', threads),
  })),
  ...[1, 2].map((threads) => ({
    goal: `JUND, scan of 1 Mb, ${threadText(threads)}: to window by window`,
    part: 'scan',
    ...atLeast(20, '×'),
    measured: ({ results }) => {
      const result = results.find((entry) => entry.network === 'jund' && entry.threads === threads)
      return quotient(result?.scan, result?.windows)
    },
  })),
  ...[1, 2].map((threads) => ({
    goal: `Basset-like, training, ${threadText(threads)}: to PyTorch`,
    part: 'networks',
    ...atLeast(1, '×'),
    measured: (report) => toPeer(report, 'Basset-like', 'training', threads),
  })),
  {
    goal: '879 motifs on both strands of phage lambda, 1 thread',
    part: 'motifs',
    ...below(3, ' s'),
    measured: ({ results: [{ seconds, distributions }] }) =>
      seconds === undefined ? undefined : seconds + distributions,
  },
  {
    goal: '`helicon motif scan`: memory with millions of hits to hundreds',
    part: 'motifs',
    ...below(1.5, '×'),
    whateverRan: true,
    measured: ({ memory: [few, many] }) => quotient(many?.peakMemory, few?.peakMemory),
  },
  {
    goal: 'Compiling and the first batch',
    part: 'start',
    ...below(150, ' ms'),
    measured: ({ results }) => slowest(results, 'compileAndFirstBatch'),
  },
  {
    goal: '`helicon train`, 1 epoch of 2,000 windows',
    part: 'start',
    ...below(1500, ' ms'),
    measured: ({ results }) => slowest(results, 'train'),
  },
  {
    goal: '`helicon train`, 276,216 windows: memory',
    part: 'memory',
    ...below(400, ' MB'),
    whateverRan: true,
    measured: ({ results }) => {
      const bytes = results.find((entry) => entry.name.startsWith('helicon train'))?.peakMemory
      return bytes === undefined ? undefined : bytes / 1e6
    },
  },
  {
    goal: '`helicon data convert`, a million records of 101 bp',
    part: 'data',
    ...below(15, ' s'),
    measured: ({ converted: [{ seconds }] }) => seconds,
  },
  {
    goal: '`helicon data convert`, a million records: memory',
    part: 'data',
    ...below(200, ' MB'),
    whateverRan: true,
    measured: ({ converted: [{ peakMemory }] }) => (peakMemory === undefined ? undefined : peakMemory / 1e6),
  },
  {
    goal: '`helicon data inspect`, 276,216 windows of 101 bp',
    part: 'data',
    ...below(5, ' s'),
    measured: ({ inspected }) => slowest(inspected, 'seconds'),
  },
]

function atLeast(limit, unit, wish) {
  const wanted = `at least ${limit}${unit}${wish === undefined ? '' : `, better ${wish}${unit}`}`
  return { unit, wanted, reached: (value) => value >= limit }
}

function below(limit, unit) {
  return { unit, wanted: `below ${number(limit)}${unit}`, reached: (value) => value < limit }
}

function rateOf({ networks }, title, name, what, threads) {
  const network = networks.find((entry) => entry.title === title)
  return network?.results.find((entry) => entry.name === name && entry.threads === threads)?.[what]
}

const own = (report, what, threads) => rateOf(report, 'JUND', 'Helicon', what, threads)

const quotient = (value, base) => (value === undefined || base === undefined ? undefined : value / base)

function toPeer(report, title, what, threads) {
  return quotient(rateOf(report, title, 'Helicon', what, threads), rateOf(report, title, 'PyTorch', what, threads))
}

function slowest(results, what) {
  return results.length === 0 ? undefined : Math.max(...results.map((entry) => entry[what]))
}

/** Every goal with what was measured. @param reports the parts' reports by name; a part may be missing */
export function judgeGoals(reports) {
  return GOALS.map(({ goal, part, wanted, unit, reached, measured, whateverRan = false }) => {
    const report = reports[part]
    const value = report === undefined ? undefined : measured(report)
    if (value === undefined) return { goal, wanted, measured: 'not measured', reached: '–', date: '–' }
    const verdict =
      !whateverRan && wasBusy(report.machine) ? 'not judged: other programs ran' : reached(value) ? 'yes' : '**no**'
    return { goal, wanted, measured: `${number(value)}${unit}`, reached: verdict, date: report.date }
  })
}

export function goalsText(reports) {
  const rows = judgeGoals(reports).map((entry) => Object.values(entry))
  return table(['goal', 'wanted', 'measured', 'reached', 'on'], rows)
}
