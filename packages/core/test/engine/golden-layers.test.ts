import { describe, expect, it } from 'vitest'
import { ENGINES, TOLERANCES } from './engines.js'
import { checkGoldenCase, type GoldenCase, readGolden } from './golden-cases.js'

const { cases } = readGolden<{ readonly cases: readonly GoldenCase[] }>('layers.json')

it('has all 41 cases', () => expect(cases).toHaveLength(41))

describe.each(ENGINES)('$name engine gives what PyTorch gives for', ({ load, precision }) => {
  it.each(cases.map((golden, i) => ({ golden, i, title: title(golden) })))('$i $title', async ({ golden }) => {
    await checkGoldenCase(await load(), golden, TOLERANCES[precision].layer)
  })
})

function title({ op, params }: GoldenCase): string {
  const { labels: _labels, weights: _weights, ...shown } = params
  return `${op} ${JSON.stringify(shown)}`
}
