import { machineText } from '../machine.mjs'
import { comparisonText } from './comparison.mjs'
import { count, megabytes, NONE, number, ratio, table } from './markdown.mjs'

/** What a part of the measurements puts into README.md. */
export function partText(report) {
  const { date, machine, rounds, seconds } = report
  const facts = `${date}, ${machineText(machine)} ${rounds === 1 ? 'One round' : `Medians of ${rounds} rounds`} of ${seconds} s.`
  return [facts, '', RENDERERS[report.part](report)].join('\n')
}

const jundText = ({ networks }) => comparisonText(networks[0])
const networksText = ({ networks }) =>
  networks.map((network) => `### ${network.title}\n\n${comparisonText(network)}`).join('\n\n')

const RENDERERS = {
  jund: jundText,
  networks: networksText,
  scan: scanText,
  motifs: motifsText,
  start: startText,
  memory: memoryText,
  growth: growthText,
  data: dataText,
}

function scanText({ bases, results }) {
  const rows = results.map(({ title, threads, windows, scan, difference, absent, problem }) => [
    ...[title, threads, count(windows), count(scan), ratio(scan, windows)],
    ...[difference === undefined ? NONE : difference.toExponential(1), absent ?? problem ?? ''],
  ])
  const header = [
    'network',
    'threads',
    'window by window, windows/s',
    'dense scan, windows/s',
    'ratio',
    'largest difference',
    '',
  ]
  return [`A random sequence of ${count(bases)} bases.`, '', table(header, rows)].join('\n')
}

function motifsText({ what, motifs, bases, results, memory }) {
  const rows = results.map(({ name, program, seconds, hits, distributions, absent, problem }) => [
    ...[program ?? name, number(seconds), count(hits), ratio(seconds, results[0].seconds), number(distributions)],
    absent ?? problem ?? '',
  ])
  const header = ['program', 'scan, s', 'hits', 'times as long', 'distributions of all scores, s', '']
  const memoryRows = memory.map(({ limit, hits, seconds, peakMemory }) => [
    ...[`\`helicon motif scan ${limit}\``, count(hits), number(seconds), megabytes(peakMemory)],
  ])
  return [
    `${what}: ${count(motifs)} motifs, ${count(bases)} bases, both strands, p <= 1e-4, one thread, each in a fresh process.`,
    ...['', table(header, rows), ''],
    ...['The whole command, with the p-value of every hit:', ''],
    table(['command', 'hits', 'time, s', 'peak memory, MB'], memoryRows),
  ].join('\n')
}

function startText({ windows, results }) {
  const rows = results.map((result) => [
    ...[result.threads, count(result.importing), count(result.compiling), count(result.firstBatch)],
    ...[count(result.compileAndFirstBatch), count(result.train)],
  ])
  const header = [
    ...['threads', 'importing the library, ms', 'compiling, ms', 'first batch of 1,000, ms'],
    ...['compiling and first batch, ms', `\`helicon train\`, 1 epoch of ${count(windows)} windows, ms`],
  ]
  return table(header, rows)
}

function memoryText({ records, batches, results }) {
  const rows = results.map(({ name, program, threads, peakMemory, seconds, absent, problem }) => [
    ...[program ?? name, threads, megabytes(peakMemory)],
    [seconds === undefined ? '' : `${number(seconds)} s`, absent, problem].filter(Boolean).join('; '),
  ])
  return [
    `${count(records)} windows of 101 bp in memory; \`helicon train\` for an epoch, the others for ${batches} batches of 1,000.`,
    '',
    table(['program', 'threads', 'peak memory, MB', ''], rows),
  ].join('\n')
}

const GROWTH_TITLES = {
  length: 'length, bp',
  filters: 'filters',
  kernelSize: 'kernel width',
  activation: 'activation',
  batch: 'batch',
  records: 'records of an epoch',
}

function growthText({ points }) {
  return Object.keys(GROWTH_TITLES)
    .map((what) => {
      const cells = points
        .filter((point) => point.what === what)
        .map(({ value, microseconds, gigaflops, epoch }) => [
          ...[what === 'activation' ? value : count(value), number(microseconds), number(gigaflops)],
          ...(epoch === undefined ? [] : [number(epoch)]),
        ])
      const header = [GROWTH_TITLES[what], 'µs a sequence', 'GFLOP/s', ...(what === 'records' ? ['epoch, s'] : [])]
      return table(header, cells)
    })
    .join('\n\n')
}

function dataText({ records, length, windows, converted, inspected }) {
  const cells = ({ name, program, seconds, peakMemory, absent, problem }) => [
    ...[program ?? name, number(seconds), megabytes(peakMemory)],
    absent ?? problem ?? '',
  ]
  return [
    `${count(records)} records of ${length} bp from FASTA to a table (TSV), uncompressed:`,
    ...['', table(['program', 'time, s', 'peak memory, MB', ''], converted.map(cells)), ''],
    `A look at ${count(windows)} windows of ${length} bp, duplicates and neighbours included:`,
    ...['', table(['command', 'time, s', 'peak memory, MB', ''], inspected.map(cells))],
  ].join('\n')
}
