// Both strands of a sequence with many motifs, in a fresh process: tables, then every hit. Checks some motifs against
// the score of every window.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { encodeSequence, prepareSearch, scanScores, scoreDistribution, searchHits } from '@helicon/core'

const CHECKED = 20

const { values: options } = parseArgs({ options: { file: { type: 'string' } } })
const { matrices, thresholds, sequence } = JSON.parse(readFileSync(options.file, 'utf8'))
const { codes } = encodeSequence(sequence)
const background = [0.25, 0.25, 0.25, 0.25]
const pwms = matrices.map(({ id, values }) => ({
  ...{ kind: 'log-odds', id, name: '', length: values.length / 4 },
  ...{ values: Float64Array.from(values), background },
}))

const start = performance.now()
const search = prepareSearch(pwms, thresholds, 'both')
const counts = pwms.map(() => 0)
const sums = pwms.map(() => 0)
for (const { motif, count, scores } of searchHits(search, codes)) {
  counts[motif] += count
  for (let i = 0; i < count; i++) sums[motif] += scores[i]
}
const seconds = (performance.now() - start) / 1000

const before = performance.now()
for (const pwm of pwms) scoreDistribution(pwm)
const distributions = (performance.now() - before) / 1000

const problem = pwms.some((pwm, motif) => motif % CHECKED === 0 && differs(pwm, motif))
  ? 'the hits are not those that every score gives'
  : undefined
console.log(JSON.stringify({ program: 'Helicon', seconds, distributions, counts, problem }))

function differs(pwm, motif) {
  const { forward, reverse } = scanScores(pwm, codes)
  let [count, sum] = [0, 0]
  for (let i = 0; i < forward.length; i++) {
    for (const score of [forward[i], reverse[i]]) {
      if (!(score >= thresholds[motif])) continue
      count++
      sum += score
    }
  }
  return count !== counts[motif] || sum !== sums[motif]
}
