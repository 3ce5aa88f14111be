import { readFileSync, writeFileSync } from 'node:fs'

const START = '<!-- results: start -->'
const END = '<!-- results: end -->'

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const count = (value) => (value === undefined ? '–' : Math.round(value).toLocaleString('en'))
const ratio = (value, base) => (value === undefined || base === undefined ? '–' : `${(value / base).toFixed(2)}×`)

/** The results as a table in Markdown; ratios are to PyTorch on the same number of threads. */
export function table({ results, machine, records, rounds, seconds, date }) {
  const rows = results.map((result) => {
    const peer = results.find((other) => other.name === 'PyTorch' && other.threads === result.threads)
    const cells = [
      result.program ?? result.name,
      result.threads,
      count(result.training),
      ratio(result.training, peer?.training),
      count(result.predicting),
      ratio(result.predicting, peer?.predicting),
      result.absent ?? '',
    ]
    return `| ${cells.join(' | ')} |`
  })
  return [
    `${date}, ${machine.processor}, ${machine.threads} hardware threads, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node}, load before ${machine.loadBefore}.`,
    `${count(records)} sequences; medians of ${rounds} alternating rounds of ${seconds} s each.`,
    '',
    '| program | threads | training, sequences/s | to PyTorch | predicting, sequences/s | to PyTorch | |',
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

/** Puts the table between the markers of a Markdown file. */
export function updateMarkdown(path, text) {
  const before = readFileSync(path, 'utf8')
  const start = before.indexOf(START)
  const end = before.indexOf(END)
  if (start < 0 || end < start) throw new Error(`${path} has no place for results between ${START} and ${END}`)
  writeFileSync(path, `${before.slice(0, start + START.length)}\n${text}\n${before.slice(end)}`)
}
