import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { helicon, temporaryFolder } from './helicon.js'

const folder = temporaryFolder()
const run = (...args: string[]) => helicon(args, folder.path)
afterAll(folder.remove)

/** Thirty records of three kinds of sequences, with a column for each of `names`. */
function writeTable(name: string, names: readonly string[], labelOf: (kind: number, column: string) => string) {
  const letters = ['A', 'C', 'G']
  const rows = Array.from({ length: 30 }, (_, i) => {
    const kind = i % 3
    const sequence = `${(letters[kind] ?? '').repeat(12)}${'ACGT'.repeat(3)}${(letters[i % 2] ?? '').repeat(6)}`
    return [`r${i}`, sequence, ...names.map((column) => labelOf(kind, column))].join('\t')
  })
  writeFileSync(join(folder.path, name), `${[['id', 'sequence', ...names].join('\t'), ...rows].join('\n')}\n`)
}

function writeConfig(name: string, train: string, validation: string, activation: string) {
  const text = `data: { train: ${train}, validation: ${validation} }
model:
  inputs: [{ name: sequence, shape: [30, 4] }]
  layers: [{ type: flatten }, { type: dense, units: 3, activation: ${activation} }]
training: { epochs: 3 }
`
  writeFileSync(join(folder.path, name), text)
}

async function loss(model: string, data: string): Promise<number> {
  const { out, err } = await run('evaluate', model, data, '--json', '--bootstrap', '0')
  if (out === '') throw new Error(err)
  return JSON.parse(out).loss
}

const oneHot = (kind: number, column: string) => (column === ['EI', 'IE', 'N'][kind] ? '1' : '0')
const tasks = (kind: number, column: string) =>
  (column === 'CTCF' ? kind < 2 : column === 'JUND' ? kind > 0 : kind === 0) ? '1' : '0'

describe('label columns in another order than in the training data', () => {
  it.each([
    ['classes', oneHot, ['EI', 'IE', 'N'], ['N', 'EI', 'IE'], ['N', 'EI', 'exon'], 'softmax'],
    ['tasks', tasks, ['CTCF', 'JUND', 'MAX'], ['MAX', 'JUND', 'CTCF'], ['MAX', 'JUND', 'MYC'], 'sigmoid'],
  ] as const)(
    'are the same %s by name; others are refused',
    async (what, labelOf, names, swapped, others, activation) => {
      writeTable(`${what}.tsv`, names, labelOf)
      writeTable(`${what}-swapped.tsv`, swapped, labelOf)
      writeTable(`${what}-others.tsv`, others, labelOf)
      writeConfig(`${what}.yaml`, `${what}.tsv`, `${what}-swapped.tsv`, activation)
      const { code, err } = await run('train', `${what}.yaml`, '-o', what)
      expect(code, err).toBe(0)
      expect(await loss(what, `${what}-swapped.tsv`)).toBe(await loss(what, `${what}.tsv`))
      const refused = await run('evaluate', what, `${what}-others.tsv`)
      expect(refused.code).toBe(65)
      expect(refused.err).toContain(`${others.join(', ')}; expected ${names.join(', ')}`)
    },
  )
})
