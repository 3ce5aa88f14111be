import { count, megabytes, NONE, number, percent, ratio, table, threadText } from './markdown.mjs'

/** One network: the programs' rates, the machine's limit, and Helicon beside each peer. */
export function comparisonText({ batch, flops, limits, results }) {
  return [
    `Batches of ${count(batch)}; ${number(flops.forward / 1e6)} million operations a sequence forward, ` +
      `${number(flops.training / 1e6)} forward and backward. ${limitText(limits)}`,
    '',
    ratesTable(results, flops, limits),
    '',
    ratioTable(results),
  ].join('\n')
}

function limitText(limits) {
  const each = limits.map(
    ({ threads, registers, loads }) =>
      `${number(registers)} GFLOP/s on ${threadText(threads)} (${number(loads)} with a load for every product)`,
  )
  return `The limit of 128-bit WebAssembly here: ${each.join(', ')}.`
}

export function ratesTable(results, flops, limits) {
  const header = [
    ...['program', 'threads', 'training, sequences/s', 'GFLOP/s (of the limit)'],
    ...['predicting, sequences/s', 'GFLOP/s (of the limit)', 'peak memory, MB', ''],
  ]
  const present = results.filter((result) => result.absent === undefined)
  const rows = present.map((result) => [
    ...[result.program ?? result.name, result.threads],
    ...[count(result.training), gigaflops(result, result.training, flops.training, limits)],
    ...[count(result.predicting), gigaflops(result, result.predicting, flops.forward, limits)],
    ...[megabytes(result.peakMemory), remark(result)],
  ])
  const absent = new Map(results.filter((result) => result.absent).map(({ name, absent }) => [name, absent]))
  const missing = [...absent].map(([name, why]) => [name, ...Array(6).fill(NONE), why])
  return table(header, [...rows, ...missing])
}

/** Effective: of the dense network, whatever the program skips. The limit is that of one thread times the threads. */
function gigaflops({ name, threads }, rate, flops, limits) {
  if (rate === undefined) return NONE
  const own = (rate * flops) / 1e9
  const limit = limits.find((entry) => entry.threads === 1) ?? limits[0]
  if (name !== 'Helicon' || limit === undefined) return number(own)
  return `${number(own)} (${percent(own, (limit.registers / limit.threads) * threads)})`
}

function remark({ batch, problem, settings = {} }) {
  const { training, predicting } = settings
  const chosen = training && predicting && training !== predicting ? `${training}; predicting ${predicting}` : ''
  const parts = [chosen || training || predicting, batch === undefined ? '' : `batches of ${batch}`, problem]
  return parts.filter(Boolean).join('; ')
}

/** How many times as fast Helicon is as each peer, at the same number of threads. */
export function ratioTable(results) {
  const own = results.filter((result) => result.name === 'Helicon')
  const threads = own.map((result) => result.threads)
  const peers = [...new Set(results.map((result) => result.name))].filter((name) => name !== 'Helicon')
  const rows = peers
    .filter((name) => results.some((result) => result.name === name && result.absent === undefined))
    .map((name) => [
      name,
      ...['training', 'predicting'].flatMap((what) => own.map((helicon) => peerRatio(results, helicon, name, what))),
    ])
  if (rows.length === 0) return 'No other program was there to compare with.'
  const columns = ['training', 'predicting'].flatMap((what) => threads.map((n) => `${what}, ${threadText(n)}`))
  return table(['Helicon to', ...columns], rows)
}

function peerRatio(results, helicon, name, what) {
  const peer = results.find((result) => result.name === name && result.threads === helicon.threads)
  return ratio(helicon[what], peer?.[what])
}
