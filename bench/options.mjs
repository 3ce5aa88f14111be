import { parseArgs } from 'node:util'

const STRING = { type: 'string' }
const SWITCH = { type: 'boolean', default: false }
/** What each option takes and says in the usage; a default is in the text. */
const OPTIONS = {
  only: { ...STRING, value: 'PART,...', says: 'parts to measure (default: all)' },
  rounds: { ...STRING, default: '3', value: 'N', says: 'rounds, whose median counts (default: 3)' },
  seconds: { ...STRING, default: '5', value: 'S', says: 'seconds a measurement takes (default: 5)' },
  threads: { ...STRING, default: '1,2', value: 'N,...', says: 'numbers of threads (default: 1,2)' },
  data: { ...STRING, value: 'DIR', says: 'a DiskDataset for the JUND network (default: simulated windows)' },
  dry: { ...SWITCH, says: 'write nothing into the page and results/' },
  help: { ...SWITCH, says: 'show this' },
}
const NAMES = Object.keys(OPTIONS).map((name) => `--${name}`)

/** What a run is asked to do; `usage` where help is asked for, `problem` where the line cannot be understood. */
export function readOptions(args, parts) {
  let values
  try {
    values = parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    return { problem: `${error.message.split('. ')[0]}; the options are ${NAMES.join(', ')}` }
  }
  if (values.help) return { usage: usage(parts) }
  const chosen = values.only?.split(',') ?? parts
  const unknown = chosen.filter((name) => !parts.includes(name))
  if (unknown.length > 0) return { problem: `--only: ${unknown.join(', ')} is none of ${parts.join(', ')}` }
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)]
  const threadCounts = values.threads.split(',').map(Number)
  if (![rounds, seconds, ...threadCounts].every((value) => value > 0)) {
    return { problem: '--rounds, --seconds and --threads are positive numbers' }
  }
  return { chosen, rounds, seconds, threadCounts, data: values.data, dry: values.dry }
}

function usage(parts) {
  const rows = Object.entries(OPTIONS).map(([name, { value, says }]) => {
    return `  ${[`--${name}`, value].filter(Boolean).join(' ').padEnd(18)}${says}`
  })
  return ['Usage: npm run bench -- [options]', '', ...rows, '', `Parts: ${parts.join(', ')}`].join('\n')
}
